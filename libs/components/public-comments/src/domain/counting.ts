import type { Channel } from './round.ts';

/** Why a submission is not counted. Nothing is deleted for it. */
export const exclusions = ['LATE', 'BLANK', 'DUPLICATE_OF', 'NOT_MINE', 'NOT_FOR_US', 'WITHDRAWN'] as const;
export type Exclusion = (typeof exclusions)[number];

/** What is counted of a submission. */
export interface CountedSubmission {
  readonly id: string;
  readonly channel: Channel;
  /** How many persons stand behind it: 1, or those of a joint letter; null where nobody is named. */
  readonly persons: number | null;
  readonly excluded: Exclusion | null;
  readonly child?: boolean;
  /** How many submissions are like this one, which are counted together; 1 unless said. */
  readonly many?: number;
}

/** What is counted of an opinion. */
export interface CountedOpinion {
  readonly submissionId: string;
  readonly group: string | null;
  readonly disposition: string | null;
  readonly many?: number;
}

const sumOf = <T extends { readonly many?: number }>(all: readonly T[], of: (one: T) => number = () => 1): number =>
  all.reduce((sum, one) => sum + of(one) * (one.many ?? 1), 0);

/** Persons who are named, and submissions of nobody who is. */
export interface Persons {
  readonly known: number;
  readonly unknown: number;
}

/** The figures of one way, or of all. */
export interface Figures extends Persons {
  readonly submissions: number;
  readonly opinions: number;
}

/** The figures of a round by the published rules. There is no share for or against: opinions are no votes. */
export interface Counts {
  readonly received: number;
  readonly counted: number;
  readonly excluded: Readonly<Partial<Record<Exclusion, number>>>;
  readonly channels: readonly (Figures & { readonly channel: Channel })[];
  readonly total: Figures;
  /** Of children, who are in the total, too. */
  readonly children: Figures;
  readonly dispositions: Readonly<Record<string, number>>;
  readonly undecided: number;
  /** Opinions of one kind are one group; a single one is a group of one. */
  readonly groups: number;
  readonly planChanges: number;
}

function figures(submissions: readonly CountedSubmission[], opinions: ReadonlyMap<string, number>): Figures {
  return {
    known: sumOf(submissions, ({ persons }) => persons ?? 0),
    unknown: sumOf(submissions.filter(({ persons }) => persons === null)),
    submissions: sumOf(submissions),
    opinions: submissions.reduce((sum, { id }) => sum + (opinions.get(id) ?? 0), 0),
  };
}

function tally<K extends string>(all: readonly { readonly key: K | null; readonly many?: number }[]): Partial<Record<K, number>> {
  const sums: Partial<Record<K, number>> = {};
  for (const { key, many = 1 } of all) if (key !== null) sums[key] = (sums[key] ?? 0) + many;
  return sums;
}

/** Counts a round: one row for each way of its procedure, zeros shown. */
export function countsOf(
  channels: readonly Channel[],
  submissions: readonly CountedSubmission[],
  opinions: readonly CountedOpinion[],
  planChanges = 0,
): Counts {
  const counted = submissions.filter(({ excluded }) => excluded === null);
  const ids = new Set(counted.map(({ id }) => id));
  const mine = opinions.filter(({ submissionId }) => ids.has(submissionId));
  const perSubmission = new Map<string, number>();
  for (const { submissionId, many = 1 } of mine) perSubmission.set(submissionId, (perSubmission.get(submissionId) ?? 0) + many);
  const grouped = new Set(mine.flatMap(({ group }) => (group === null ? [] : [group])));
  return {
    received: sumOf(submissions),
    counted: sumOf(counted),
    excluded: tally(submissions.map(({ excluded, many = 1 }) => ({ key: excluded, many }))),
    channels: channels.map((channel) => ({ channel, ...figures(counted.filter((each) => each.channel === channel), perSubmission) })),
    total: figures(counted, perSubmission),
    children: figures(counted.filter(({ child }) => child), perSubmission),
    dispositions: tally(mine.map(({ disposition, many = 1 }) => ({ key: disposition, many }))) as Record<string, number>,
    undecided: sumOf(mine.filter(({ disposition }) => disposition === null)),
    groups: grouped.size + sumOf(mine.filter(({ group }) => group === null)),
    planChanges,
  };
}

/** A share of dispositions for yearly statistics, in per cent with one decimal, half up: the only share there is. */
export const dispositionShare = (part: number, of: number): number | undefined =>
  (of === 0 ? undefined : Math.floor((part * 2_000 + of) / (of * 2)) / 10);
