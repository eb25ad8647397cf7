import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { LocalizedTextInput } from '@hiroba/server';
import type { SpaceKind } from '../domain/space.ts';
import { AskCardInput } from './ask.type.ts';
import { SpaceKindEnum } from './space.entity.ts';

/** What a space begins with. */
@InputType()
export class DraftSpaceInput {
  @Field(() => SpaceKindEnum, { nullable: true })
  kind?: SpaceKind | null;

  @Field(() => LocalizedTextInput)
  title!: LocalizedTextInput;

  @Field(() => String, { nullable: true, description: 'The address; made from the title when missing.' })
  slug?: string | null;

  @Field(() => String, { nullable: true })
  kana?: string | null;

  @Field(() => LocalizedTextInput, { nullable: true })
  summary?: LocalizedTextInput | null;

  @Field(() => LocalizedTextInput, { nullable: true })
  description?: LocalizedTextInput | null;

  @Field(() => String, { nullable: true, description: 'The key of the office in charge; empty for none.' })
  office?: string | null;
}

/** The texts of a space; what is missing stays as it is. */
@InputType()
export class SpaceInput {
  @Field(() => String, { nullable: true })
  slug?: string | null;

  @Field(() => LocalizedTextInput, { nullable: true })
  title?: LocalizedTextInput | null;

  @Field(() => String, { nullable: true })
  kana?: string | null;

  @Field(() => LocalizedTextInput, { nullable: true })
  summary?: LocalizedTextInput | null;

  @Field(() => LocalizedTextInput, { nullable: true })
  description?: LocalizedTextInput | null;

  @Field(() => AskCardInput, { nullable: true })
  ask?: AskCardInput | null;

  @Field(() => String, { nullable: true })
  office?: string | null;

  @Field(() => Boolean, { nullable: true })
  featured?: boolean | null;

  @Field(() => Int, { nullable: true })
  weight?: number | null;
}

/** The actions a phase opens in one component. */
@InputType()
export class PhaseActionsInput {
  @Field(() => ID)
  componentId!: string;

  @Field(() => [String])
  actions!: string[];
}

/** A phase as staff send it. */
@InputType()
export class SpacePhaseInput {
  @Field(() => String)
  key!: string;

  @Field(() => LocalizedTextInput)
  title!: LocalizedTextInput;

  @Field(() => LocalizedTextInput, { nullable: true })
  text?: LocalizedTextInput | null;

  @Field(() => LocalizedTextInput, { nullable: true })
  callToAction?: LocalizedTextInput | null;

  @Field(() => Date)
  opensAt!: Date;

  @Field(() => Date, { nullable: true })
  closesAt?: Date | null;

  @Field(() => [PhaseActionsInput])
  allows!: PhaseActionsInput[];
}
