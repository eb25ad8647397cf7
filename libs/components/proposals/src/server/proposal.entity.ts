import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Entity, Enum, Property } from '@mikro-orm/decorators/legacy';
import { ModerationDecisionType, WithholdingType } from '@hiroba/moderation/server';
import { enumOf, LogKind, Resource, TextArray } from '@hiroba/server';
import { proposalKinds, type ProposalDetails, type ProposalKind } from '../domain/proposal.kind.ts';
import { answerKinds, proposalMoves, type AnswerKind, type ProposalState, type ProposalText } from '../domain/proposal.ts';

export const ProposalStateEnum = enumOf(proposalMoves.states);
export const AnswerKindEnum = enumOf(answerKinds);
export const ProposalKindEnum = enumOf(proposalKinds);
registerEnumType(ProposalStateEnum, { name: 'ProposalState' });
registerEnumType(AnswerKindEnum, { name: 'AnswerKind' });
registerEnumType(ProposalKindEnum, { name: 'ProposalKind', description: 'A need, without a solution, or a policy.' });

/** An idea put forward. */
@LogKind('proposal')
@ObjectType()
@Entity({ tableName: 'proposal' })
export class Proposal extends Resource implements ProposalText {
  @Field(() => ID)
  declare readonly id: string;

  @Field(() => ID)
  declare readonly componentId: string;

  @Property({ type: 'uuid', nullable: true })
  readonly authorId: string | null = null;

  @Property({ type: TextArray, columnType: 'uuid[]' })
  readonly coauthorIds: string[] = [];

  @Field(() => Boolean, { description: 'An office of the city is its author.' })
  @Property({ type: 'boolean' })
  readonly official: boolean = false;

  @Field(() => String, { nullable: true, description: 'The office whose words it has: of an official proposal, or of one made from others.' })
  @Property({ type: 'text', nullable: true })
  readonly office: string | null = null;

  @Field(() => ProposalStateEnum)
  @Enum({ items: () => ProposalStateEnum })
  readonly state: ProposalState = 'DRAFT';

  @Field(() => String)
  @Property({ type: 'text' })
  readonly title!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  readonly body!: string;

  @Field(() => ProposalKindEnum, { nullable: true, description: 'What it is, where its place asks.' })
  @Enum({ items: () => ProposalKindEnum, nullable: true })
  readonly kind: ProposalKind | null = null;

  @Property({ type: 'json' })
  readonly details: ProposalDetails = {};

  @Field(() => String)
  @Property({ type: 'text' })
  readonly locale!: string;

  @Field(() => String, { nullable: true, description: 'PREFIX-P-YYYY-N, drawn on publication.' })
  @Property({ type: 'text', nullable: true })
  readonly reference: string | null = null;

  @Field(() => String, { nullable: true, description: 'For whom the city filed this text.' })
  @Property({ type: 'text', nullable: true })
  readonly creditedTo: string | null = null;

  @Field(() => ID, { nullable: true, description: 'The proposal that this one wanted to change.' })
  @Property({ type: 'uuid', nullable: true })
  readonly amendsId: string | null = null;

  /** What it was copied from, where that is. */
  @Property({ type: 'uuid', nullable: true })
  readonly copiedFrom: string | null = null;

  @Property({ type: 'text', nullable: true })
  readonly externalId: string | null = null;

  @Field(() => String, { nullable: true, description: 'How it came to the city, where not through its own page.' })
  @Property({ type: 'text', nullable: true })
  readonly origin: string | null = null;

  @Field(() => Date, { nullable: true, description: 'When it reached the city, where staff entered it for somebody.' })
  @Property({ type: 'datetime', nullable: true })
  readonly receivedAt: Date | null = null;

  @Property({ type: 'datetime', nullable: true })
  readonly draftedAt: Date | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  readonly publishedAt: Date | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  readonly editedAt: Date | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  readonly withdrawnAt: Date | null = null;

  @Property({ type: 'datetime', nullable: true })
  readonly movedAt: Date | null = null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  readonly withheldAt: Date | null = null;

  @Field(() => WithholdingType, { nullable: true, description: 'Why moderation withholds its text; its authors and those who moderate read it all the same.' })
  readonly withheld?: WithholdingType | null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  readonly redactedAt: Date | null = null;

  @Field(() => [ModerationDecisionType], { description: 'What moderation says beside it: that passages are covered and why, and what label it has.' })
  readonly markings?: readonly ModerationDecisionType[];

  @Field(() => Int)
  @Property({ type: 'integer' })
  readonly versions: number = 0;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  readonly thresholdReachedAt: Date | null = null;

  @Field(() => Date, { nullable: true, description: 'Until when the city owes an answer.' })
  @Property({ type: 'datetime', nullable: true })
  readonly answerDueAt: Date | null = null;

  @Field(() => AnswerKindEnum, { nullable: true })
  @Enum({ items: () => AnswerKindEnum, nullable: true })
  readonly answerKind: AnswerKind | null = null;

  @Property({ type: 'text', nullable: true })
  readonly answerStatus: string | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  readonly answeredAt: Date | null = null;

  @Field(() => Int)
  @Property({ type: 'integer' })
  readonly answerVersions: number = 0;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  readonly answerOffice: string | null = null;

  /** From when the scheduled answer is in force; until then nothing of it is shown. */
  @Property({ type: 'datetime', nullable: true })
  readonly nextAnswerAt: Date | null = null;

  @Enum({ items: () => AnswerKindEnum, nullable: true })
  readonly nextAnswerKind: AnswerKind | null = null;

  @Property({ type: 'text', nullable: true })
  readonly nextAnswerStatus: string | null = null;

  @Property({ type: 'text', nullable: true })
  readonly nextAnswerOffice: string | null = null;

  @Property({ type: 'text' })
  readonly folded: string = '';

  /** Folded words for the search index, made in the writing transaction. */
  @Property({ type: TextArray, columnType: 'text[]' })
  readonly tokens: string[] = [];

  /** What similar titles share, made in the writing transaction. */
  @Property({ type: TextArray, columnType: 'text[]' })
  readonly titleTokens: string[] = [];
}
