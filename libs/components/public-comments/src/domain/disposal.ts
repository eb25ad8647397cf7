import { composed, event, Refusal, type Decision } from '@hiroba/kernel';
import type { PublicCommentsSituation } from '../manifest.ts';
import { reasonOf, reasonRefusal } from './procedure.ts';
import { roundPolicy } from './round.policy.ts';
import type { RoundFacts } from './round.ts';

/** That the contacts of a round are kept although their time is over, and who has asked to end that. */
export interface Hold {
  readonly reason: string;
  readonly at: Date;
  /** Who asked for its release; somebody else agrees. */
  readonly releaseAskedBy: string | null;
}

/** What disposal reads of a round. */
export interface Kept {
  readonly round: RoundFacts & { readonly endedAt: Date | null; readonly answeredAt: Date | null; readonly disposedAt: Date | null };
  readonly hold: Hold | undefined;
}

/** How many years contacts are kept after a round has ended. */
export const CONTACT_YEARS = 1;

const staff = { actor: 'staff' } as const;

/** From when on the contacts of a round may go, and are to: a year after its end, to the instant. */
export function disposableFrom({ endedAt, answeredAt }: Pick<Kept['round'], 'endedAt' | 'answeredAt'>): Date | null {
  const end = endedAt ?? answeredAt;
  if (!end) return null;
  const from = new Date(end);
  from.setUTCFullYear(from.getUTCFullYear() + CONTACT_YEARS);
  return from;
}

/** Destroys the contacts of a round: the entry is the certificate, with how many there were and one digest of whose submissions. */
export const dispose = ({ n, sha256 }: { readonly n: number; readonly sha256: string }) => (at: PublicCommentsSituation, { round, hold }: Kept): Decision<object> | Refusal => {
  const refusal = roundPolicy.dispose(at, round);
  if (refusal) return refusal;
  const from = disposableFrom(round);
  if (round.disposedAt) return new Refusal('NOTHING_CHANGED');
  if (hold) return new Refusal('HELD');
  if (!from || at.now < from) return new Refusal('TOO_EARLY', undefined, from ? { opensAt: from.toISOString() } : {});
  return { patch: { disposedAt: at.now }, event: event('round.personal_data_disposed', { n, sha256 }, staff) };
};

/** Keeps the contacts of a round, for a reason, whatever their time is. */
export const holdContacts = (typed: string) => (at: PublicCommentsSituation, { round, hold }: Kept): Decision<object> | Refusal => {
  const reason = reasonOf(typed);
  return roundPolicy.hold(at, round) ?? (hold || round.disposedAt ? new Refusal('NOTHING_CHANGED') : undefined) ?? reasonRefusal(reason)
    ?? { patch: {}, event: event('round.changed', { change: 'HELD' }, { ...staff, commit: { reason: composed(reason) } }) };
};

/** What releasing a hold does: the first person asks, and nothing is told yet; another one releases it. */
export const releaseHold = () => (at: PublicCommentsSituation, { round, hold }: Kept): Decision<object> | Refusal | 'ASKED' => {
  const refusal = roundPolicy.hold(at, round) ?? (hold ? undefined : new Refusal('NOTHING_OPEN'));
  if (refusal) return refusal;
  if (!hold?.releaseAskedBy) return 'ASKED';
  return hold.releaseAskedBy === at.viewer.personId ? new Refusal('SAME_PERSON') : { patch: {}, event: event('round.changed', { change: 'RELEASED' }, staff) };
};
