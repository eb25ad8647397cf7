import { Refusal } from '@hiroba/kernel';
import { spends } from './vote.methods.ts';
import type { OptionText, VoteText } from './vote.ts';

const HOUR = 3_600_000;
const SHORTEST_HOURS = 24;

const isWhole = (value: number | undefined, low: number, high: number): boolean => value === undefined || (value >= low && value <= high);
const bad = (field: string): Refusal => new Refusal('BAD_USER_INPUT', field);

/** Why the numbers of a vote do not go together with each other and with its options. */
function numbersRefusal({ type, method, parameters }: VoteText, options: readonly OptionText[]): Refusal | undefined {
  const { seats, min, max, points, maxPerOption, low, high, budget, percent } = parameters;
  const many = options.length;
  if (!isWhole(seats, 1, many - 1)) return bad('seats');
  if (!isWhole(min, 1, many)) return bad('min');
  if (!isWhole(max, min ?? 1, many)) return bad('max');
  if (type === 'points' && !(points && points > 0)) return new Refusal('EMPTY', 'points');
  if (!isWhole(maxPerOption, 1, points ?? 1)) return bad('maxPerOption');
  if (type === 'score' && (low ?? 0) >= (high ?? 5)) return bad('high');
  if (method === 'percentOfEligible' && !percent) return new Refusal('EMPTY', 'percent');
  if (!spends({ type, method })) return undefined;
  if (!budget || Number(budget) === 0) return new Refusal('EMPTY', 'budget');
  return options.some(({ cost }) => !cost || Number(cost) === 0) ? new Refusal('EMPTY', 'cost') : undefined;
}

/** Whether a lot may have to be drawn by the rule of a vote. */
export const needsLot = ({ tieRule, method }: Pick<VoteText, 'tieRule' | 'method'>): boolean => tieRule === 'lot' || method === 'irv' || method === 'stv';

/** Why the window of a vote is none: too soon, or too short. */
export function datesRefusal({ opensAt, closesAt }: Pick<VoteText, 'opensAt' | 'closesAt'>, earliest: Date): Refusal | undefined {
  if (!opensAt) return new Refusal('EMPTY', 'opensAt');
  if (!closesAt) return new Refusal('EMPTY', 'closesAt');
  if (opensAt < earliest) return new Refusal('TOO_EARLY', 'opensAt');
  return closesAt.getTime() - opensAt.getTime() < SHORTEST_HOURS * HOUR ? new Refusal('BAD_DATES', 'closesAt') : undefined;
}

/** Why a vote is not ready to be announced. */
export function setupRefusal(vote: VoteText, options: readonly OptionText[], earliest: Date): Refusal | undefined {
  return (Object.keys(vote.title).length === 0 ? new Refusal('EMPTY', 'title.ja') : undefined)
    ?? (vote.type !== 'yesno' && options.length < 2 ? new Refusal('TOO_FEW', 'options', { min: 2 }) : undefined)
    ?? numbersRefusal(vote, options)
    ?? (needsLot(vote) && Object.keys(vote.lotSource).length === 0 ? new Refusal('EMPTY', 'lotSource.ja') : undefined)
    ?? datesRefusal(vote, earliest)
    // A paper in a box has no name on it: everybody could not see whose it is.
    ?? (vote.paper && vote.secrecy === 'OPEN' ? new Refusal('NOT_ALLOWED', 'paper') : undefined)
    ?? (spends(vote) && !vote.preview ? new Refusal('PREVIEW_NEEDED') : undefined);
}
