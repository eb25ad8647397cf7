import { event, hasRole, Refusal, type Decision, type Situation } from '@hiroba/kernel';
import { reasoned } from '../moderation.commands.ts';
import { withholds, type Judging, type PolicyRule } from '../rules.ts';

/** By what texts are taken together: nearly the same words, a link to the same host, the same author. */
export const clusters = ['WORDS', 'LINK', 'AUTHOR'] as const;
export type Cluster = (typeof clusters)[number];

/** From more texts, or texts of more people, than this on, a second person has to agree. */
export const ALONE_ITEMS = 50;
export const ALONE_AUTHORS = 10;

/** So many texts one act may be about. */
export const MOST_ITEMS = 2_000;

/** A preview holds for half an hour; what was done can be undone for thirty days. */
export const PREVIEW_MINUTES = 30;
export const UNDO_DAYS = 30;

/** How an act about many texts stands. */
export const bulkStates = [
  'PREVIEWED',
  'AWAITING_SECOND',
  'UNDER_WAY',
  'DONE',
  'REJECTED',
  'UNDOING',
  'UNDONE',
] as const;
export type BulkState = (typeof bulkStates)[number];

/** What the rules read of an act about many texts. */
export interface BulkFacts {
  readonly state: BulkState;
  readonly items: number;
  readonly authors: number;
  readonly proposerId: string;
  readonly proposedAt: Date;
  readonly endedAt: Date | null;
  /** Whether the viewer wrote or reported one of the texts. */
  readonly isRecused: boolean;
}

/** Whether a second person has to agree. */
export const needsSecond = ({ items, authors }: Pick<BulkFacts, 'items' | 'authors'>): boolean =>
  items > ALONE_ITEMS || authors > ALONE_AUTHORS;

const moderates = hasRole('MODERATOR');

const inState = ({ state }: BulkFacts, ...states: readonly BulkState[]): Refusal | undefined =>
  states.includes(state) ? undefined : new Refusal('WRONG_STATE');

const isNotOld = (at: Situation, { proposedAt }: BulkFacts): Refusal | undefined =>
  at.now.getTime() >= proposedAt.getTime() + PREVIEW_MINUTES * 60_000 ? new Refusal('PAST_BOUNDARY') : undefined;

/** What is proposed for many texts: under which rule, and why. */
export interface Proposed {
  readonly rule: PolicyRule;
  readonly reason: string;
}

/** Looks at what withholding a cluster would come to; nothing happens yet. */
export function proposeBulk(at: Judging, ruleId: string, typed: string): Proposed | Refusal {
  const refusal = moderates(at, undefined);
  if (refusal) return refusal;
  const rule = at.rules.inForce(ruleId, at.now);
  if (!rule || !withholds(rule)) return new Refusal(ruleId === '' ? 'EMPTY' : 'BAD_USER_INPUT', 'rule');
  const reason = reasoned(typed);
  return reason instanceof Refusal ? reason : { rule, reason };
}

/** Goes on with what was previewed: at once where it is small, else as soon as a second person agrees. */
export const executeBulk = (at: Situation, bulk: BulkFacts): BulkState | Refusal =>
  moderates(at, undefined) ??
  (bulk.proposerId === at.viewer.personId ? undefined : new Refusal('FORBIDDEN')) ??
  inState(bulk, 'PREVIEWED') ??
  isNotOld(at, bulk) ??
  (bulk.items === 0 ? new Refusal('EMPTY') : undefined) ??
  (needsSecond(bulk) ? 'AWAITING_SECOND' : 'UNDER_WAY');

/** Agrees, or does not: somebody else than whoever proposed it, who has no part in any of the texts. */
export const secondBulk =
  (agrees: boolean) =>
  (at: Situation, bulk: BulkFacts): BulkState | Refusal =>
    moderates(at, undefined) ??
    inState(bulk, 'AWAITING_SECOND') ??
    (bulk.proposerId === at.viewer.personId ? new Refusal('SAME_PERSON') : undefined) ??
    (bulk.isRecused ? new Refusal('RECUSED') : undefined) ??
    (agrees ? 'UNDER_WAY' : 'REJECTED');

/** Shows again all that was withheld and is as it was left. */
export const undoBulk = (at: Situation, bulk: BulkFacts): BulkState | Refusal =>
  moderates(at, undefined) ??
  inState(bulk, 'DONE') ??
  (bulk.endedAt && at.now.getTime() >= bulk.endedAt.getTime() + UNDO_DAYS * 86_400_000
    ? new Refusal('PAST_BOUNDARY')
    : undefined) ??
  'UNDOING';

/** What came of an act about many texts. */
export interface Ended {
  readonly children: number;
  readonly cluster: Cluster;
  readonly secondId: string | null;
  readonly proposerId: string;
  readonly undo: boolean;
}

/** Writes down on record what was done to many texts at once; each of them has a decision of its own besides. */
export const endBulk = (
  at: Situation,
  { children, cluster, secondId, proposerId, undo }: Ended,
): Decision<{ readonly state: BulkState; readonly endedAt: Date }> => ({
  patch: { state: undo ? 'UNDONE' : 'DONE', endedAt: at.now },
  event: event(
    'mod.bulk',
    { children, cluster, second_approver: secondId !== null, undo },
    { actor: 'moderator', commit: { moderator: proposerId, approver: secondId ?? '' } },
  ),
});
