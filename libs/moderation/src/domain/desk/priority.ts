import { severities, type Severity } from '../rules.ts';

/** Somebody who reported a thing, as far as it says how much the report weighs. */
export interface Reporter {
  readonly id: string;
  /** The digest of the beginning of the address it came from, as long as it is kept. */
  readonly network: string | null;
  /** The day the account was made, and where its mail is kept. */
  readonly joinedOn: string | null;
  readonly mailDomain: string | null;
  /** What else was reported within a day of it. */
  readonly targets: readonly string[];
  /** How many of the last hundred reports were judged, and in how many of these the text was withheld. */
  readonly judged: number;
  readonly upheld: number;
  /** Without an account: nobody knows how right they were before. */
  readonly isVisitor?: boolean;
}

/** What the place of a case in the queue follows from. */
export interface PriorityFacts {
  readonly severity: Severity;
  readonly reporters: readonly Reporter[];
  /** The strongest signal, 0 to 1. */
  readonly signal: number;
  /** Whole days that it has waited. */
  readonly days: number;
}

/** What adds to the priority of a case; each is named beside it. */
export const priorityTerms = ['SEVERITY', 'REPORTS', 'SIGNAL', 'AGE'] as const;
export type PriorityTerm = (typeof priorityTerms)[number];

/** The points of a case by what they are for, in tenths. */
export type Points = Readonly<Record<PriorityTerm, number>>;

const PER_SEVERITY = 100;
const MOST_FOR_REPORTS = 60;
const PER_SIGNAL = 40;

/** A case is raised by a point a day, so many days. */
export const MOST_DAYS = 5;
export const POINTS_A_DAY = 10;

/** So many targets in common within a day are no chance. */
const TARGETS_IN_COMMON = 3;

const LEAST = 0.5;

/** How much the reports of somebody weigh: more for those whose reports were right, between a half and two; a half without an account. */
export const weightOf = ({ judged, upheld, isVisitor }: Pick<Reporter, 'judged' | 'upheld' | 'isVisitor'>): number =>
  isVisitor ? LEAST : Math.min(2, Math.max(LEAST, (2 * (upheld + 1)) / (judged + 2)));

function areCorrelated(a: Reporter, b: Reporter): boolean {
  if (a.network !== null && a.network === b.network) return true;
  if (a.joinedOn !== null && a.mailDomain !== null && a.joinedOn === b.joinedOn && a.mailDomain === b.mailDomain)
    return true;
  const others = new Set(b.targets);
  return a.targets.filter((target) => others.has(target)).length >= TARGETS_IN_COMMON;
}

/** Reporters in groups that may be one and the same, or act as one. */
export function clustersOf(reporters: readonly Reporter[]): readonly (readonly Reporter[])[] {
  let clusters: Reporter[][] = [];
  for (const reporter of reporters) {
    const near = clusters.filter((cluster) => cluster.some((each) => areCorrelated(each, reporter)));
    clusters = [...clusters.filter((cluster) => !near.includes(cluster)), [...near.flat(), reporter]];
  }
  return clusters;
}

/** The weights of reports together: each group counts once, by its heaviest. */
export const weightOfReports = (reporters: readonly Reporter[]): number =>
  clustersOf(reporters).reduce((sum, cluster) => sum + Math.max(...cluster.map(weightOf)), 0);

/** The points of a case, each by its term. */
export const pointsOf = ({ severity, reporters, signal, days }: PriorityFacts): Points => ({
  SEVERITY: PER_SEVERITY * severities.indexOf(severity),
  REPORTS: Math.round(Math.min(MOST_FOR_REPORTS, 10 * weightOfReports(reporters))),
  SIGNAL: Math.round(PER_SIGNAL * signal),
  AGE: POINTS_A_DAY * Math.min(MOST_DAYS, days),
});

/** The place of a case in the queue: the sum of its points. */
export const priorityOf = (points: Points): number => priorityTerms.reduce((sum, term) => sum + points[term], 0);
