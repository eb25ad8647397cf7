import { event, Refusal, type Decision } from '@hiroba/kernel';
import type { PublicCommentsSituation } from '../manifest.ts';
import { roundPolicy } from './round.policy.ts';
import type { Channel, RoundFacts } from './round.ts';

/** How many submissions came by one way: as somebody counted the pile, or as they were entered. */
export interface ChannelCount {
  readonly channel: Channel;
  readonly submissions: number;
}

/** What one person counted, for another to confirm. */
export interface CountedTail {
  readonly counts: readonly ChannelCount[];
  readonly by: string;
}

/** What was entered of a round, as its intake is to end. */
export interface Entered {
  readonly counts: readonly ChannelCount[];
  /** Sheets that no second person has compared yet. */
  readonly unchecked: number;
  /** Late ones that nobody has decided about. */
  readonly late: number;
}

/** Where a count and what was entered differ: the first way, with both numbers; a way that nobody names has none. */
export function countDiffers(entered: readonly ChannelCount[], counted: readonly ChannelCount[]): Refusal | undefined {
  const [here, there] = [entered, counted].map((counts) => new Map(counts.map(({ channel, submissions }) => [channel, submissions])));
  for (const channel of new Set([...(here?.keys() ?? []), ...(there?.keys() ?? [])])) {
    const [is, said] = [here?.get(channel) ?? 0, there?.get(channel) ?? 0];
    if (is !== said) return new Refusal('COUNT_DIFFERS', `counts.${channel}`, { entered: is, counted: said });
  }
  return undefined;
}

/** Says how many came by each way: that must be what was entered. */
export const countTail = (counts: readonly ChannelCount[], { counts: entered }: Pick<Entered, 'counts'>) =>
  (at: PublicCommentsSituation, round: RoundFacts): Refusal | undefined => roundPolicy.closeTail(at, round) ?? countDiffers(entered, counts);

/** Why an intake cannot end: nobody has counted, whoever counted confirms it, something came since, or something waits for a second person. */
export const tailRefusal = (tail: CountedTail | undefined, { counts, unchecked, late }: Entered) =>
  (at: PublicCommentsSituation, round: RoundFacts): Refusal | undefined => {
    const refusal = roundPolicy.closeTail(at, round);
    if (refusal) return refusal;
    if (!tail) return new Refusal('NOT_PREPARED');
    if (tail.by === at.viewer.personId) return new Refusal('SAME_PERSON');
    return countDiffers(counts, tail.counts) ?? (unchecked + late > 0 ? new Refusal('UNCHECKED', undefined, { unchecked, late }) : undefined);
  };

/** Ends the intake: how many came, how many of them count, and one digest of their order. */
export const closeTail = ({ received, counted, sha256 }: { readonly received: number; readonly counted: number; readonly sha256: string }) =>
  (at: PublicCommentsSituation): Decision<object> => ({
    patch: { stage: 'ANALYSIS', tailClosedAt: at.now, changedAt: at.now },
    event: event('round.closed', { received, counted, sha256 }, { actor: 'staff' }),
  });
