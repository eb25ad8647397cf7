import { mailReportLimits } from './reporting-by-mail.ts';

/** An entry of the log about a case, as anybody reads it. */
export interface CaseEntry {
  readonly type: string;
  /** An instant in UTC, as the leaf writes it. */
  readonly at: string;
  readonly caseId: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What is counted; each but the last three by a code. */
export const measures = [
  'REPORTED',
  'SOURCE',
  'DECIDED',
  'RULE',
  'DISMISSED',
  'APPEALED',
  'APPEAL_DECIDED',
  'OVERTURNED',
  'RIGHTS_REQUEST',
  'AUTOMATED_DETECTION',
  'SECOND_APPROVER',
  'NOTIFIED',
] as const;
export type Measure = (typeof measures)[number];

/** How often something happened in a month; of 1 to 4 nobody is told the number, and of null not even that it is so few. */
export interface Cell {
  readonly month: string;
  readonly measure: Measure;
  readonly code: string;
  readonly n: number | '1-4' | null;
}

/** How long something took that ended in a month, in whole hours. */
export interface Duration {
  readonly month: string;
  readonly measure: 'HOURS_TO_DECIDE' | 'HOURS_TO_REVIEW';
  readonly many: number;
  readonly median: number;
  readonly p90: number;
}

const FEWEST = 5;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface CaseSoFar {
  /** When people without an account reported it who have no answer yet. */
  asked?: readonly number[];
  reportedAt?: number | undefined;
  appealedAt?: number | undefined;
  /** The rule of the last decision that was no dismissal. */
  rule?: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Nearest rank of sorted numbers. */
const rank = (sorted: readonly number[], share: number): number => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;

/** What moderation did month by month, folded from the entries of the log in their order: whoever has the log comes to the same numbers. */
export class ModerationStatistics {
  readonly #counts = new Map<string, number>();
  readonly #hours = new Map<string, number[]>();
  readonly #cases = new Map<string, CaseSoFar>();
  readonly #month: Intl.DateTimeFormat;

  /** @param zone where a month begins at midnight. */
  constructor(zone: string) {
    this.#month = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit' });
  }

  /** Takes the next entry; one that is not about a case counts nothing. */
  take({ type, at, caseId, data }: CaseEntry): void {
    const known = this.#cases.get(caseId) ?? {};
    const instant = Date.parse(at);
    const month = this.#month.format(instant);
    const count = (measure: Measure, code: string) => {
      const key = `${month} ${measure} ${code}`;
      this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    };
    const ended = (measure: Duration['measure'], since: number | undefined) => {
      if (since === undefined) return;
      const key = `${month} ${measure}`;
      this.#hours.set(key, [...(this.#hours.get(key) ?? []), Math.floor((instant - since) / HOUR_MS)]);
    };
    switch (type) {
      case 'mod.reported':
        count('REPORTED', text(data.reason_code));
        count('SOURCE', text(data.source));
        known.reportedAt ??= instant;
        if (data.source === 'VISITOR') known.asked = [...(known.asked ?? []), instant];
        break;
      case 'mod.decided':
        count('DECIDED', text(data.kind));
        if (data.kind === 'DISMISS') count('DISMISSED', text(data.reason_code));
        else known.rule = text(data.rule);
        if (data.kind === 'HIDE') count('RULE', text(data.rule));
        if (data.automated_detection === true) count('AUTOMATED_DETECTION', '');
        if (data.second_approver === true) count('SECOND_APPROVER', '');
        if (data.notified === true) count('NOTIFIED', '');
        for (const since of known.asked ?? [])
          count('RIGHTS_REQUEST', instant - since <= mailReportLimits.answerDays * DAY_MS ? 'IN_TIME' : 'LATE');
        known.asked = [];
        ended('HOURS_TO_DECIDE', known.reportedAt);
        known.reportedAt = undefined;
        break;
      case 'mod.appealed':
        count('APPEALED', text(data.by));
        known.appealedAt = instant;
        break;
      case 'mod.appeal_decided':
        count('APPEAL_DECIDED', text(data.outcome));
        if (data.outcome === 'OVERTURNED') count('OVERTURNED', known.rule ?? '');
        ended('HOURS_TO_REVIEW', known.appealedAt);
        known.appealedAt = undefined;
        break;
      default:
        return;
    }
    this.#cases.set(caseId, known);
  }

  /** All counts, by month, measure and code, the small ones covered. */
  cells(): readonly Cell[] {
    const groups = new Map<string, Cell[]>();
    for (const [key, n] of [...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const [month = '', measure = '', code = ''] = key.split(' ');
      const group = `${month} ${measure}`;
      groups.set(group, [...(groups.get(group) ?? []), { month, measure: measure as Measure, code, n }]);
    }
    return [...groups.values()].flatMap(covered);
  }

  /** How long decisions took, and reviews; nothing of so few that each could be known. */
  durations(): readonly Duration[] {
    return [...this.#hours]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([key, hours]) => {
        const [month = '', measure = ''] = key.split(' ');
        const sorted = [...hours].sort((a, b) => a - b);
        if (sorted.length < FEWEST) return [];
        const found = { many: sorted.length, median: rank(sorted, 0.5), p90: rank(sorted, 0.9) };
        return [{ month, measure: measure as Duration['measure'], ...found }];
      });
  }
}

const isFew = ({ n }: Cell): boolean => typeof n === 'number' && n < FEWEST;

/** Covers the cells of a group that are small; one alone would follow from the sum of the others, so the smallest of these goes with it. */
function covered(group: readonly Cell[]): readonly Cell[] {
  const few = group.filter(isFew);
  const others = group.filter((cell) => !isFew(cell)).sort((a, b) => Number(a.n) - Number(b.n));
  const with_ = few.length === 1 ? others[0] : undefined;
  return group.map((cell): Cell =>
    isFew(cell) ? { ...cell, n: '1-4' } : cell === with_ ? { ...cell, n: null } : cell,
  );
}
