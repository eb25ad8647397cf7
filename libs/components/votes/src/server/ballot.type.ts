import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

/** What a voter keeps of a ballot; shown once, when it is cast, and stored nowhere with the person. */
@ObjectType()
export class BallotReceipt {
  @Field(() => ID, { description: 'The vote.' })
  readonly id!: string;

  @Field(() => String, { description: 'The ballot as it counts, in canonical JSON.' })
  readonly ballot!: string;

  @Field(() => String, { description: 'What keeps the digest from being guessed.' })
  readonly salt!: string;

  @Field(() => String, { description: 'What the public log holds of the ballot.' })
  readonly digest!: string;

  @Field(() => String, { description: 'Salt and ballot in one text, whose digest it is.' })
  readonly disclosure!: string;

  @Field(() => String, { nullable: true, description: 'The signed note that the digest was taken; null as long as the city has no log.' })
  readonly note!: string | null;
}

/** How the viewer stands to a vote. */
@ObjectType('VoteViewer')
export class VoteViewerType {
  @Field(() => String, { nullable: true, description: 'Why the viewer cannot vote now, as a refusal code; null where they can.' })
  readonly refusal!: string | null;

  @Field(() => Boolean, { description: 'Whether a ballot of theirs lies in the ballot box.' })
  readonly hasVoted!: boolean;
}

/** How many took part, as of the last hour; nothing of what they chose. */
@ObjectType('VoteTurnout')
export class VoteTurnoutType {
  @Field(() => Int, { description: 'How many people had voted.' })
  readonly voted!: number;

  @Field(() => Int, { nullable: true })
  readonly eligible!: number | null;

  @Field(() => Date, { nullable: true, description: 'When that was counted; null before the first 20 ballots.' })
  readonly at!: Date | null;
}

/** A file with which a result can be checked. */
@ObjectType('VoteFile')
export class VoteFileType {
  @Field(() => String)
  readonly name!: string;

  @Field(() => Int, { description: 'Its length in bytes.' })
  readonly size!: number;
}

/** What somebody said against a result, and what was decided. */
@ObjectType('VoteObjection')
export class VoteObjectionType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly text!: string;

  @Field(() => Date)
  readonly at!: Date;

  @Field(() => String, { nullable: true, description: 'DISMISSED, CORRECTED or VOID; null until somebody decides.' })
  readonly decision!: string | null;

  @Field(() => String, { nullable: true })
  readonly reason!: string | null;

  @Field(() => Date, { nullable: true })
  readonly decidedAt!: Date | null;
}
