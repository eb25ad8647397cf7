import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { LocalizedText } from '@hiroba/kernel';
import { enumOf, LocalizedTextType } from '@hiroba/server';
import { leftBehind, type CopyAsked, type LeftBehind } from '../domain/copy.ts';
import { ProposalFilterType } from './proposal-parts.type.ts';

export const LeftBehindEnum = enumOf(leftBehind);
registerEnumType(LeftBehindEnum, {
  name: 'ProposalCopyLeft',
  description: 'What a place may not take of a proposal that it takes.',
});

/** Which proposals are to be copied. */
@InputType('ProposalCopyInput')
export class ProposalCopyInputType implements CopyAsked {
  @Field(() => ID, { description: 'The component they are copied from.' })
  from!: string;

  @Field(() => [ID], { nullable: true, description: 'Only these.' })
  ids?: string[] | null;

  @Field(() => ProposalFilterType, { nullable: true, description: 'Only those that a list with this filter shows.' })
  filter?: ProposalFilterType | null;
}

/** Why something of a job was not done. */
@ObjectType('ProposalJobProblem')
export class ProposalJobProblemType {
  @Field(() => Int, { nullable: true, description: 'The line of the file.' })
  readonly line!: number | null;

  @Field(() => String, { nullable: true })
  readonly column!: string | null;

  @Field(() => String)
  readonly code!: string;

  @Field(() => String)
  readonly message!: string;

  @Field(() => ID, { nullable: true })
  readonly proposalId!: string | null;

  @Field(() => String, { nullable: true })
  readonly title!: string | null;
}

/** A place that proposals are copied from. */
@ObjectType('ProposalCopySource')
export class ProposalCopySourceType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => LocalizedTextType)
  readonly title!: LocalizedText;

  @Field(() => LocalizedTextType)
  readonly space!: LocalizedText;

  @Field(() => String)
  readonly spaceSlug!: string;
}

/** Of how many something stays behind. */
@ObjectType('ProposalCopyLeftCount')
export class LeftCountType {
  @Field(() => LeftBehindEnum)
  readonly what!: LeftBehind;

  @Field(() => Int)
  readonly count!: number;
}

/** What would come of copying. */
@ObjectType('ProposalCopyPreview')
export class ProposalCopyPreviewType {
  @Field(() => Int)
  readonly found!: number;

  @Field(() => Int)
  readonly copied!: number;

  @Field(() => Int, { description: 'Those that have their copy already.' })
  readonly skipped!: number;

  @Field(() => Int, { description: 'Those that the place cannot take.' })
  readonly unfit!: number;

  @Field(() => [ProposalJobProblemType], { description: 'Why, of the first hundred.' })
  readonly problems!: readonly ProposalJobProblemType[];

  @Field(() => [LeftCountType])
  readonly left!: readonly LeftCountType[];
}
