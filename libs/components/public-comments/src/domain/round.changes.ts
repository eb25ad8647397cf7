import type { RoundStage } from './round.ts';

/** What is told of a round, in its feed. Each happens once at its instant, by people or by the clock. */
export const roundChanges = [
  'ANNOUNCED', 'OPENED', 'EXTENDED', 'CORRECTED', 'SUSPENDED', 'RESUMED', 'CLOSED', 'COUNTED', 'OVERDUE', 'DELAYED', 'ANSWERED', 'RESULT_CORRECTED', 'ADOPTED', 'NOT_ADOPTED',
  'NOT_HELD', 'WITHDRAWN',
] as const;
export type RoundChangeKind = (typeof roundChanges)[number];

/** One thing that happened to a round: when, and what makes it itself among others of its kind. */
export interface RoundChange {
  readonly kind: RoundChangeKind;
  readonly at: Date;
  readonly key: string;
  /** Which version of a notice it made, if any. */
  readonly version: number | null;
  /** The end, or the day of the answer, that it set. */
  readonly until: Date | null;
}

/** An entry of the log about a round, as far as its changes are read off it. */
export interface RoundEntry {
  readonly type: string;
  readonly at: Date;
  readonly rev: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What is told of a round besides its entries: when it began to be answered late. */
export interface ChangingRound {
  readonly stage: RoundStage;
  readonly opensAt: Date | null;
  readonly scheduledAt: Date | null;
  /** The days by which the answer was promised, one after the other, each since when it stood. */
  readonly dues: readonly { readonly since: Date; readonly at: Date }[];
}

const byType: Readonly<Record<string, RoundChangeKind>> = {
  'round.result_published': 'ANSWERED', 'round.result_corrected': 'RESULT_CORRECTED', 'round.adopted': 'ADOPTED', 'round.not_adopted': 'NOT_ADOPTED',
  'round.not_held': 'NOT_HELD', 'round.withdrawn': 'WITHDRAWN', 'round.closed': 'COUNTED',
};
const byChange: readonly RoundChangeKind[] = ['EXTENDED', 'CORRECTED', 'SUSPENDED', 'RESUMED', 'DELAYED'];

/** What an entry about a round tells of it, if anything. */
export const changeOf = (type: string, data: RoundEntry['data']): RoundChangeKind | undefined =>
  byType[type] ?? (type === 'round.changed' ? byChange.find((each) => each === data.change) : undefined);

const instantIn = (data: RoundEntry['data'], key: string): Date | null => (typeof data[key] === 'string' ? new Date(data[key]) : null);
const versionIn = ({ n }: RoundEntry['data']): number | null => (typeof n === 'number' ? n : null);

/** The instants at which a limit was reached: one that was moved in time never was. */
function reached(limits: readonly { readonly since: Date; readonly at: Date }[], ended: Date | undefined, now: Date): Date[] {
  return limits.flatMap(({ at }, n) => {
    const moved = limits[n + 1]?.since;
    return at <= now && (!moved || at <= moved) && (!ended || at <= ended) ? [at] : [];
  });
}

/** All that happened to a round up to an instant, in its order; what the clock brings needs no job to be there. */
export function changesOf({ opensAt, scheduledAt, dues }: ChangingRound, entries: readonly RoundEntry[], now: Date): RoundChange[] {
  const change = (kind: RoundChangeKind, at: Date, key: string, more: Partial<RoundChange> = {}): RoundChange => ({ kind, at, key, version: null, until: null, ...more });
  const ofPeople = entries.flatMap((entry): RoundChange[] => {
    const { type, at, rev, data } = entry;
    const kind = changeOf(type, data);
    const more = { version: versionIn(data), until: instantIn(data, kind === 'DELAYED' ? 'due' : 'closes') };
    return kind ? [change(kind, at, String(rev), more)] : [];
  });
  const scheduled = entries.find(({ type }) => type === 'round.scheduled');
  const before = entries.find(({ type }) => type === 'round.withdrawn')?.at;
  const answered = entries.find(({ type }) => ['round.result_published', 'round.not_adopted', 'round.withdrawn'].includes(type))?.at;
  const ends = entries.flatMap(({ at, data }) => {
    const end = instantIn(data, 'closes');
    return end ? [{ since: at, at: end }] : [];
  }).filter((end, n, all) => n === 0 || +end.at !== +(all[n - 1]?.at ?? 0));
  const opens = scheduled && opensAt && opensAt <= now && (!before || opensAt <= before);
  return [
    ...(scheduled && opensAt && scheduledAt && opensAt > scheduledAt ? [change('ANNOUNCED', scheduled.at, String(scheduled.rev), { version: 1, until: ends[0]?.at ?? null })] : []),
    ...(opens ? [change('OPENED', opensAt, 'once', { version: 1, until: ends[0]?.at ?? null })] : []),
    ...ofPeople,
    ...reached(ends, before, now).map((at) => change('CLOSED', at, at.toISOString())),
    ...reached(dues, answered, now).map((at) => change('OVERDUE', at, at.toISOString())),
  ].sort((a, b) => +a.at - +b.at || roundChanges.indexOf(a.kind) - roundChanges.indexOf(b.kind));
}
