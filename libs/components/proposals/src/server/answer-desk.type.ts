import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { LocalizedText } from '@hiroba/kernel';
import { LocalizedTextType } from '@hiroba/server';
import { Proposal } from './proposal.entity.ts';
import { ProposalCountType } from './proposal-parts.type.ts';

/** What lies on the answer desk, by what is to be done about it. */
export const answerQueues = ['WAITING', 'OVERDUE', 'PREPARED', 'SCHEDULED', 'ANSWERED'] as const;
export type AnswerQueue = (typeof answerQueues)[number];
export const AnswerQueueEnum = Object.fromEntries(answerQueues.map((queue) => [queue, queue])) as { [K in AnswerQueue]: K };
registerEnumType(AnswerQueueEnum, { name: 'AnswerQueue' });

/** A place whose proposals the viewer answers. */
@ObjectType('AnswerDeskPlace')
export class AnswerDeskPlaceType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => LocalizedTextType)
  readonly title!: LocalizedText;

  @Field(() => LocalizedTextType, { description: 'The title of its space.' })
  readonly space!: LocalizedText;
}

/** A page of what the viewer answers for the city. */
@ObjectType('AnswerDesk')
export class AnswerDeskType {
  @Field(() => [Proposal])
  readonly items!: readonly Proposal[];

  @Field(() => String, { nullable: true, description: 'Cursor of the next page; null on the last.' })
  readonly next!: string | null;

  @Field(() => [ProposalCountType], { description: 'How many lie in each queue.' })
  readonly counts!: readonly ProposalCountType[];

  @Field(() => [AnswerDeskPlaceType])
  readonly places!: readonly AnswerDeskPlaceType[];
}
