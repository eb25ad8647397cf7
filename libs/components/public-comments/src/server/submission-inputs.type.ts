import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { contactParts, type SubmissionInput, type SubmitterContact } from '../domain/submission.ts';
import type { Channel } from '../domain/round.ts';
import type { Intake } from '../domain/submission.commands.ts';
import { RoundChannelEnum } from './round-parts.type.ts';

/** Who sends, as typed. */
@InputType('SubmitterContactInput')
export class SubmitterContactInput implements SubmitterContact {
  @Field(() => String, { defaultValue: '' })
  readonly name!: string;

  @Field(() => String, { defaultValue: '' })
  readonly kana!: string;

  @Field(() => String, { defaultValue: '' })
  readonly organisation!: string;

  @Field(() => String, { defaultValue: '' })
  readonly address!: string;

  @Field(() => String, { defaultValue: '' })
  readonly phone!: string;

  @Field(() => String, { defaultValue: '' })
  readonly mail!: string;

  @Field(() => String, { defaultValue: '' })
  readonly nickname!: string;

  @Field(() => String, { defaultValue: '' })
  readonly ageBand!: string;
}

/** Nobody named. */
export const nobody: SubmitterContact = Object.fromEntries(contactParts.map((part) => [part, ''])) as unknown as SubmitterContact;

/** What somebody sends. */
@InputType('SubmissionInput')
export class SubmissionInputType implements SubmissionInput {
  @Field(() => String)
  readonly body!: string;

  @Field(() => String, { defaultValue: 'ja' })
  readonly locale!: string;

  @Field(() => ID, { nullable: true, defaultValue: null })
  readonly unitId!: string | null;

  @Field(() => String, { nullable: true, defaultValue: null })
  readonly category!: string | null;

  @Field(() => String, { defaultValue: '' })
  readonly extra!: string;

  @Field(() => Boolean, { defaultValue: false })
  readonly child!: boolean;

  @Field(() => SubmitterContactInput, { defaultValue: nobody })
  readonly contact!: SubmitterContactInput;

  @Field(() => [String], { defaultValue: [], description: 'The files that wait for it, each by the slip that keepSubmissionFile gave.' })
  readonly files!: string[];

  @Field(() => Boolean, { defaultValue: false, description: 'Whether to tell by mail that it arrived, and what becomes of it.' })
  readonly notify!: boolean;
}

/** What staff say of a sheet that came on another way. */
@InputType('SubmissionIntakeInput')
export class IntakeInputType implements Intake {
  @Field(() => RoundChannelEnum)
  readonly channel!: Channel;

  @Field(() => Date)
  readonly receivedAt!: Date;

  @Field(() => Date, { nullable: true, defaultValue: null })
  readonly signedAt!: Date | null;

  @Field(() => Date, { nullable: true, defaultValue: null })
  readonly postmarkAt!: Date | null;

  @Field(() => Int, { nullable: true, defaultValue: null, description: 'How many persons signed; null where it is not said.' })
  readonly persons!: number | null;
}

/** Who sent a submission, from the vault; each look is written down. */
@ObjectType('SubmitterContact')
export class SubmitterContactType implements SubmitterContact {
  @Field(() => String)
  readonly name!: string;

  @Field(() => String)
  readonly kana!: string;

  @Field(() => String)
  readonly organisation!: string;

  @Field(() => String)
  readonly address!: string;

  @Field(() => String)
  readonly phone!: string;

  @Field(() => String)
  readonly mail!: string;

  @Field(() => String)
  readonly nickname!: string;

  @Field(() => String)
  readonly ageBand!: string;
}
