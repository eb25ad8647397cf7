import { event, Refusal, type Decision } from '@hiroba/kernel';
import type { PublicCommentsSituation } from '../manifest.ts';
import type { GroupingWay } from './grouping.ts';
import { consider } from './opinion.commands.ts';
import type { Consideration, OpinionInRound, OpinionText } from './opinion.ts';
import { opinionPolicy } from './opinion.policy.ts';

/** What happened to a group: which one heads it, how, and how many opinions it has now. */
export interface Grouped {
  readonly group: string;
  readonly how: GroupingWay;
  readonly n: number;
}

/** That opinions came together or apart, told of the one that heads them; words are in no entry. */
export const group = ({ group: head, how, n }: Grouped) => (at: PublicCommentsSituation, { round }: Pick<OpinionInRound, 'round'>): Decision<object> | Refusal =>
  opinionPolicy.group(at, { round }) ?? { patch: {}, event: event('opinion.grouped', { round: round.id, group: head, how, n }, { actor: 'staff' }) };

const isAlike = (one: Consideration, other: Consideration): boolean =>
  one.disposition === other.disposition && one.reply === other.reply && one.reason === other.reason && one.planChange === other.planChange;

/** What a group says that some of its opinions were answered already: nothing, what all of these say, or that they say different things. */
export function answerOf<O extends OpinionText>(opinions: readonly O[]): O | undefined | Refusal {
  const answered = opinions.filter(({ disposition }) => disposition !== null);
  const [first] = answered;
  return first && answered.some((each) => !isAlike(each, first)) ? new Refusal('ANSWERED_APART', 'ids') : first;
}

/** An opinion that joins a group says what the group says; how it is published stays its own. */
export const takeOver = (from: OpinionText) => (at: PublicCommentsSituation, { round, opinion }: OpinionInRound): Decision<object> | Refusal =>
  consider({
    disposition: from.disposition ?? '', reason: from.reason, reply: from.reply, planChange: from.planChange, office: from.office,
    publicity: opinion.publicity, summary: opinion.summary,
  })(at, { round, opinion });
