import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { LocalizedTextType, outcome, pageOf } from '@hiroba/server';
import type { LocalizedText } from '@hiroba/kernel';

/** What raises a case in the queue, and by how much. */
@ObjectType('QueuePoints')
export class QueuePointsType {
  @Field(() => String, { description: 'SEVERITY, REPORTS, SIGNAL or AGE.' })
  readonly term!: string;

  @Field(() => Int, { description: 'In tenths of a point.' })
  readonly tenths!: number;
}

/** A case that waits for those who moderate. */
@ObjectType('ModerationQueueItem')
export class QueueItemType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { description: 'What it is about: comment, proposal, debate.' })
  readonly subjectKind!: string;

  @Field(() => ID)
  readonly subjectId!: string;

  @Field(() => String, { description: 'The title of the text; empty where it has none.' })
  readonly title!: string;

  @Field(() => String, { description: 'How the text begins.' })
  readonly excerpt!: string;

  @Field(() => String)
  readonly locale!: string;

  @Field(() => String, { description: 'Its page, below the language.' })
  readonly path!: string;

  @Field(() => LocalizedTextType, { description: 'The space in which it stands.' })
  readonly within!: LocalizedText;

  @Field(() => String, { description: 'Why it waits: REPORTED, WARNED, APPEALED or HELD.' })
  readonly asks!: string;

  @Field(() => Int, { description: 'How many reports are open.' })
  readonly reports!: number;

  @Field(() => Int, { description: 'In tenths of a point; the sum of its points.' })
  readonly priority!: number;

  @Field(() => [QueuePointsType], { description: 'What raises it, and by how much.' })
  readonly points!: readonly QueuePointsType[];

  @Field(() => Date, { description: 'Until when it is to be decided.' })
  readonly dueAt!: Date;

  @Field(() => String, { nullable: true, description: 'MINE or OTHERS while somebody has taken it.' })
  readonly lease!: string | null;
}

/** A page of the queue. */
export const QueuePage = pageOf('ModerationQueuePage', QueueItemType);

/** How much waits for a reason. */
@ObjectType('ModerationQueueCount')
export class QueueCountType {
  @Field(() => String, { description: 'ALL, MINE, or why it waits.' })
  readonly key!: string;

  @Field(() => Int)
  readonly many!: number;
}

/** A case that somebody has taken from the queue. */
@ObjectType('ClaimedCase')
export class ClaimedCaseType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly subjectKind!: string;

  @Field(() => ID)
  readonly subjectId!: string;

  @Field(() => Date, { nullable: true, description: 'Until when it is theirs; null once it was given back.' })
  readonly until!: Date | null;
}

/** A case that was taken, or why not. */
export const ClaimOutcome = outcome('ClaimOutcome', ClaimedCaseType);

/** A text in which or below which another stands. */
@ObjectType('TextAround')
export class TextAroundType {
  @Field(() => String)
  readonly kind!: string;

  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly title!: string;

  @Field(() => String)
  readonly text!: string;

  @Field(() => String)
  readonly locale!: string;

  @Field(() => String, { description: 'Its page, below the language.' })
  readonly path!: string;
}

/** What was decided before about a text of the same people. */
@ObjectType('EarlierDecision')
export class EarlierDecisionType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly kind!: string;

  @Field(() => String, { description: 'The rule, as R3.' })
  readonly rule!: string;

  @Field(() => Date)
  readonly at!: Date;

  @Field(() => String, { description: 'What it was about: comment, proposal, debate.' })
  readonly subjectKind!: string;

  @Field(() => ID)
  readonly subjectId!: string;
}

/** Somebody who wrote what a case is about. */
@ObjectType('CaseAuthor')
export class CaseAuthorType {
  @Field(() => ID)
  readonly code!: string;

  @Field(() => String)
  readonly name!: string;

  @Field(() => Date, { description: 'Since when they have an account.' })
  readonly since!: Date;

  @Field(() => Int, { description: 'How many texts of theirs are remembered.' })
  readonly texts!: number;
}

/** A text that is nearly the same as another. */
@ObjectType('SimilarText')
export class SimilarTextType extends TextAroundType {
  @Field(() => Int, { description: 'How much of it is the same, in hundredths.' })
  readonly likeness!: number;

  @Field(() => Boolean, { description: 'Whether somebody else wrote it.' })
  readonly byOthers!: boolean;

  @Field(() => Boolean)
  readonly withheld!: boolean;
}

/** What those who moderate are shown beside a text: where it stands, who wrote it, and what is like it. */
@ObjectType('ModerationCase')
export class CaseType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { nullable: true, description: 'MINE or OTHERS while somebody has taken it.' })
  readonly lease!: string | null;

  @Field(() => Date, { nullable: true })
  readonly leaseUntil!: Date | null;

  @Field(() => Date, { nullable: true, description: 'Until when it is to be decided; null where nothing waits.' })
  readonly dueAt!: Date | null;

  @Field(() => Int)
  readonly priority!: number;

  @Field(() => [QueuePointsType])
  readonly points!: readonly QueuePointsType[];

  @Field(() => [TextAroundType], { description: 'In what it stands, from the outside in.' })
  readonly around!: readonly TextAroundType[];

  @Field(() => [CaseAuthorType])
  readonly authors!: readonly CaseAuthorType[];

  @Field(() => [EarlierDecisionType], {
    description: 'What was decided about other texts of its authors, the newest first.',
  })
  readonly earlier!: readonly EarlierDecisionType[];

  @Field(() => [SimilarTextType], { description: 'Texts that are nearly the same, the most alike first.' })
  readonly similar!: readonly SimilarTextType[];
}

/** That the queue has changed. */
@ObjectType('ModerationQueueChanged')
export class QueueChangedType {
  @Field(() => Int, { description: 'How much waits.' })
  readonly waiting!: number;
}
