import { Refusal } from '@hiroba/kernel';
import { missingOf } from '@hiroba/spaces';
import { countedDays, dayCount, type CountedDays } from './period.ts';
import type { HeldRound } from './procedure.ts';
import type { RoundText } from './round.ts';

/** The points that a draft is checked for before approval is asked, in the order of the form. */
export const checkPoints = ['WORDS', 'ASK', 'OFFICE', 'PLAN', 'PERIOD', 'WAYS', 'BASIS'] as const;
export type CheckPoint = (typeof checkPoints)[number];

/** One point of the list: what stands in its way, if anything. */
export interface Checked {
  readonly point: CheckPoint;
  readonly refusal: Refusal | undefined;
}

/** The days of a round as its procedure counts them; nothing while it has no dates. */
export const daysOf = ({ opensAt, closesAt, zone, profile }: RoundText): CountedDays | undefined =>
  (opensAt && closesAt ? countedDays({ opensAt, closesAt, zone }, profile) : undefined);

const empty = (...fields: readonly (readonly [string, string])[]): Refusal | undefined => {
  const missing = fields.find(([, text]) => text.trim() === '');
  return missing && new Refusal('EMPTY', missing[0]);
};

function periodRefusal(round: RoundText, now: Date): Refusal | undefined {
  const { opensAt, closesAt, zone, profile } = round;
  if (!opensAt || !closesAt) return new Refusal('EMPTY', opensAt ? 'closesAt' : 'opensAt');
  if (closesAt <= now) return new Refusal('PAST_BOUNDARY', 'closesAt');
  if (round.shortPeriodReason.trim() !== '') return undefined;
  const days = dayCount({ opensAt, closesAt, zone }, profile);
  return days < profile.minDays ? new Refusal('SHORT_PERIOD', 'shortPeriodReason', { days, min: profile.minDays }) : undefined;
}

function waysRefusal({ ways, profile }: RoundText): Refusal | undefined {
  if (ways.length === 0) return new Refusal('EMPTY', 'ways');
  const foreign = ways.find(({ channel }) => !profile.channels.includes(channel));
  if (foreign) return new Refusal('BAD_USER_INPUT', `ways.${foreign.channel}`);
  const without = ways.find(({ channel, to }) => channel !== 'ONLINE' && to.trim() === '');
  return without && new Refusal('EMPTY', `ways.${without.channel}`);
}

/** What stands in the way of asking for approval, point by point. */
export function checklist({ round, plan }: Pick<HeldRound, 'round' | 'plan'>, now: Date): Checked[] {
  const [missing] = missingOf(round.ask);
  const refusals: Readonly<Record<CheckPoint, Refusal | undefined>> = {
    WORDS: empty(['title', round.title], ['summary', round.summary]),
    ASK: missing ? new Refusal('EMPTY', missing) : undefined,
    OFFICE: empty(['office', round.office], ['contact.phone', round.contact.phone], ['contact.address', round.contact.address]),
    PLAN: plan && plan.units > 0 ? undefined : new Refusal('DRAFT_MISSING'),
    PERIOD: periodRefusal(round, now),
    WAYS: waysRefusal(round),
    BASIS: round.profile.needsLegalBasis ? empty(['legalBasis', round.legalBasis]) : undefined,
  };
  return checkPoints.map((point) => ({ point, refusal: refusals[point] }));
}

/** Why approval cannot be asked for yet: the first point that is not done. */
export const unready = (held: Pick<HeldRound, 'round' | 'plan'>, now: Date): Refusal | undefined =>
  checklist(held, now).find(({ refusal }) => refusal)?.refusal;
