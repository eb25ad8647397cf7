import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { pageOf } from '@hiroba/server';
import { LogLine } from '@hiroba/spaces/server';

/** A log entry with what can be checked of it. */
@ObjectType()
export class LogEntry extends LogLine {
  @Field(() => String, {
    description: 'Its exact bytes: canonical JSON of ids, codes and digests, without a name or a text.',
  })
  readonly leaf!: string;

  @Field(() => String, { description: 'The digest of its leaf: SHA-256 of a zero byte and the bytes.' })
  readonly hash!: string;

  @Field(() => Int, { nullable: true, description: 'Its number in the public log, counted from 0, once it has one.' })
  readonly number!: number | null;

  @Field(() => String, { nullable: true, description: 'What kind of thing it is about.' })
  readonly subjectKind!: string | null;

  @Field(() => ID, { nullable: true })
  readonly subjectId!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Which of the entries about that thing it is: 1, 2, 3 … without a gap.',
  })
  readonly rev!: number | null;
}

/** A page of log entries. */
export const LogEntryPage = pageOf('LogEntryPage', LogEntry);

/** How large the published log is, signed. */
@ObjectType('LogCheckpoint')
export class LogCheckpointType {
  @Field(() => String, { description: 'The name of the log, which never changes.' })
  readonly origin!: string;

  @Field(() => Int, { description: 'How many entries it has.' })
  readonly size!: number;

  @Field(() => String, { description: 'The signed note (C2SP tlog-checkpoint).' })
  readonly note!: string;

  @Field(() => String, {
    description: 'The key that signs it. Compare it with a copy that the server has no power over.',
  })
  readonly vkey!: string;

  @Field(() => Date, { description: 'When it was signed.' })
  readonly at!: Date;
}

/** The proof that an entry is in the published log. */
@ObjectType('LogProof')
export class LogProofType {
  @Field(() => Int)
  readonly index!: number;

  @Field(() => Int, { description: 'The size of the log that it is proved for.' })
  readonly size!: number;

  @Field(() => String, { description: 'A file of C2SP tlog-proof: the hashes and the signed checkpoint.' })
  readonly proof!: string;

  @Field(() => String, { description: 'The exact bytes of the entry, as the files of the log have them.' })
  readonly leaf!: string;
}

/** Where an entry stands in the published log. */
@ObjectType()
export class LogInclusion {
  @Field(() => Int, { description: 'Its number, counted from 0.' })
  readonly number!: number;

  @Field(() => Int, { description: 'The first published size that it is in.' })
  readonly size!: number;
}
