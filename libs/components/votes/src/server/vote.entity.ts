import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Entity, Property } from '@mikro-orm/decorators/legacy';
import type { LocalizedText } from '@hiroba/kernel';
import { enumOf, LocalizedTextType, LogKind, Resource } from '@hiroba/server';
import type { Preview } from '../domain/preview.ts';
import { voteStatuses, type ElectorateMode, type ElectorateRule, type Secrecy, type TieRule, type VoteParameters, type VoteText, type VoteType } from '../domain/vote.ts';
import { VoteParametersType } from './vote-parts.type.ts';

export const VoteStatusEnum = enumOf(voteStatuses);
registerEnumType(VoteStatusEnum, { name: 'VoteStatus', description: 'Where a vote stands; its dates say so.' });

/** A question that is voted on. */
@LogKind('vote')
@ObjectType()
@Entity({ tableName: 'vote' })
export class Vote extends Resource implements VoteText {
  @Field(() => ID)
  declare readonly id: string;

  @Field(() => ID)
  declare readonly componentId: string;

  @Field(() => LocalizedTextType)
  @Property({ type: 'json' })
  readonly title: LocalizedText = {};

  @Field(() => LocalizedTextType)
  @Property({ type: 'json' })
  readonly intro: LocalizedText = {};

  @Field(() => String, { description: 'The office that asks.' })
  @Property({ type: 'text' })
  readonly office!: string;

  @Field(() => String, { description: 'What one ballot says: yesno, single, approval, points, score, ranked, knapsack.' })
  @Property({ type: 'text' })
  readonly type!: VoteType;

  @Field(() => String, { description: 'How the ballots are counted.' })
  @Property({ type: 'text' })
  readonly method!: string;

  @Field(() => VoteParametersType)
  @Property({ type: 'json' })
  readonly parameters: VoteParameters = {};

  @Field(() => String, { description: 'OPEN: everybody sees who cast which ballot. SEPARATED: nobody does after the end.' })
  @Property({ type: 'text' })
  readonly secrecy: Secrecy = 'SEPARATED';

  @Field(() => String, { description: 'Who may vote: CONFIRMED or MEMBERS.' })
  @Property({ type: 'text' })
  readonly electorate: ElectorateRule = 'CONFIRMED';

  @Field(() => String, { description: 'SNAPSHOT: settled at the opening. ROLLING: as long as it is open.' })
  @Property({ type: 'text' })
  readonly electorateMode: ElectorateMode = 'SNAPSHOT';

  @Field(() => String, { description: 'What becomes of equal options: report or lot.' })
  @Property({ type: 'text' })
  readonly tieRule: TieRule = 'report';

  @Field(() => LocalizedTextType, { description: 'The public value, known only after the freeze, from which a lot would follow.' })
  @Property({ type: 'json' })
  readonly lotSource: LocalizedText = {};

  @Field(() => Int)
  @Property({ type: 'integer' })
  readonly uniqueLimit: number = 5;

  @Field(() => Boolean)
  @Property({ type: 'boolean' })
  readonly paper: boolean = false;

  @Field(() => String, { nullable: true, description: 'PREFIX-V-YYYY-N, drawn when it is announced.' })
  @Property({ type: 'text', nullable: true })
  readonly reference: string | null = null;

  @Property({ type: 'datetime', nullable: true })
  readonly draftedAt: Date | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  readonly opensAt: Date | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  readonly closesAt: Date | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  readonly announcedAt: Date | null = null;

  @Property({ type: 'datetime', nullable: true })
  readonly openedAt: Date | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  readonly frozenAt: Date | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  readonly ballotsAt: Date | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  readonly talliedAt: Date | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  readonly resultAt: Date | null = null;

  @Field(() => Date, { nullable: true, description: 'Until when objections are taken.' })
  @Property({ type: 'datetime', nullable: true })
  readonly objectUntil: Date | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  readonly finalAt: Date | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  readonly voidedAt: Date | null = null;

  @Field(() => String, { nullable: true, description: 'The canonical vote.json, whose digest is the rule hash.' })
  @Property({ type: 'text', nullable: true })
  readonly document: string | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  readonly ruleHash: string | null = null;

  @Field(() => Int, { nullable: true, description: 'How many people could vote, once that is settled.' })
  @Property({ type: 'integer', nullable: true })
  readonly eligible: number | null = null;

  @Field(() => Int, { nullable: true, description: 'How many ballots count, after the end.' })
  @Property({ type: 'integer', nullable: true })
  readonly ballots: number | null = null;

  @Field(() => Int, { nullable: true })
  @Property({ type: 'integer', nullable: true })
  readonly blank: number | null = null;

  @Field(() => Int, { nullable: true, description: 'How many ballots were replaced or taken back.' })
  @Property({ type: 'integer', nullable: true })
  readonly superseded: number | null = null;

  @Field(() => Int, { nullable: true, description: 'How many of a thousand ballots nobody else cast the same way.' })
  @Property({ type: 'integer', nullable: true })
  readonly uniquePermille: number | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  readonly ballotsHash: string | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  readonly resultHash: string | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  readonly packageHash: string | null = null;

  @Field(() => Int, { description: 'Which version of its ballots counts; each correction makes the next.' })
  @Property({ type: 'integer' })
  readonly version: number = 1;

  @Field(() => Date, { nullable: true, description: 'Since when its paper ballots wait to be put right.' })
  @Property({ type: 'datetime', nullable: true })
  readonly correctionDue: Date | null = null;

  /** How rules would have done, as staff saw it before they announced it. */
  @Property({ type: 'json', nullable: true })
  readonly preview: Preview | null = null;

  /** The staff who acted on it; none of them decides an objection. */
  @Property({ type: 'array', columnType: 'uuid[]' })
  readonly runBy: readonly string[] = [];

  /** By which its secrets are known while it is open. */
  @Property({ type: 'text', nullable: true })
  readonly keyCheck: string | null = null;
}
