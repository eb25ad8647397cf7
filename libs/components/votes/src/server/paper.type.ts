import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { VoteFileType } from './ballot.type.ts';

/** Who stands at the counter. */
@InputType('VoteCounterInput')
export class VoteCounterInput {
  @Field(() => String, { nullable: true, description: 'The mail address of an account.' })
  readonly mail?: string | null;

  @Field(() => String, { nullable: true, description: 'For whoever has no account: the number on the city’s own roll. It is not kept.' })
  readonly roll?: string | null;
}

/** What is put right of the papers of a batch. */
@InputType('VoteCorrectionInput')
export class VoteCorrectionInput {
  @Field(() => Int, { description: 'The number of the batch.' })
  readonly batch!: number;

  @Field(() => [String], { description: 'The keys of papers that were missing.' })
  readonly added!: readonly string[];

  @Field(() => [String], { description: 'The keys of papers that were wrong.' })
  readonly removed!: readonly string[];

  @Field(() => String)
  readonly reason!: string;
}

/** A pile of papers, keyed twice; what they say stands nowhere here. */
@ObjectType('VotePaperBatch')
export class VotePaperBatchType {
  @Field(() => Int, { description: 'Its number in the vote.' })
  readonly n!: number;

  @Field(() => Int)
  readonly papers!: number;

  @Field(() => Int, { nullable: true, description: 'On how many papers the keyings differed when both were complete.' })
  readonly differences!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many papers count for nothing; null until it is taken in.' })
  readonly invalid!: number | null;

  @Field(() => Date, { nullable: true })
  readonly takenAt!: Date | null;

  @Field(() => [Int], { description: 'How many papers each keying has.' })
  readonly keyed!: readonly number[];

  @Field(() => Int, { nullable: true, description: 'Which keying is the viewer’s; null where none is.' })
  readonly mine!: number | null;
}

/** What is put right, and in which version. */
@ObjectType('VoteCorrection')
export class VoteCorrectionType {
  @Field(() => Int)
  readonly version!: number;

  @Field(() => Int)
  readonly batch!: number;

  @Field(() => Int)
  readonly added!: number;

  @Field(() => Int)
  readonly removed!: number;

  @Field(() => String)
  readonly reason!: string;

  @Field(() => Date)
  readonly at!: Date;
}

/** The paper ballots of a vote. */
@ObjectType('VotePapers')
export class VotePapersType {
  @Field(() => Int, { nullable: true, description: 'How many papers were handed out; told once the vote is closed.' })
  readonly issued!: number | null;

  @Field(() => String, { nullable: true, description: 'Why the ballots cannot be fixed yet, as a refusal code.' })
  readonly waits!: string | null;

  @Field(() => [VotePaperBatchType])
  readonly batches!: readonly VotePaperBatchType[];
}

/** One paper as somebody keyed it. */
@ObjectType('VoteKeyedPaper')
export class VoteKeyedPaperType {
  @Field(() => Int)
  readonly n!: number;

  @Field(() => String, { description: 'The keys of the viewer for it.' })
  readonly keys!: string;

  @Field(() => String, { nullable: true, description: 'Those of the other one, where both are complete and differ.' })
  readonly other!: string | null;
}

/** The files of a result that another version has replaced. */
@ObjectType('VoteVersion')
export class VoteVersionType {
  @Field(() => Int)
  readonly version!: number;

  @Field(() => [VoteFileType])
  readonly files!: readonly VoteFileType[];
}
