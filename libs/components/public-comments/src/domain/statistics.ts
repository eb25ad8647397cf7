import type { RoundNumbers } from './coverage.ts';
import type { RoundStage } from './round.ts';

/** A round as the yearly statistics see it: its fiscal year, how it stands, and what its published result counts. */
export interface RoundOfYear {
  readonly year: number;
  readonly stage: RoundStage;
  readonly exemption: string | null;
  /** Whether its answer came, or is, after the day that was promised first. */
  readonly late: boolean;
  /** What the published result says; nothing while there is none. */
  readonly numbers: Pick<RoundNumbers, 'persons' | 'submissions' | 'opinions' | 'byDisposition'> | null;
  /** The codes of what its procedure calls a changed plan. */
  readonly reflecting: readonly string[];
}

/** How many rounds had so many opinions. */
export interface Sizes {
  readonly none: number;
  readonly few: number;
  readonly some: number;
  readonly many: number;
}

/** One fiscal year of public comment. */
export interface YearOfRounds {
  readonly year: number;
  /** Rounds that were held, answered or not. */
  readonly held: number;
  readonly answered: number;
  readonly sizes: Sizes;
  readonly most: number;
  readonly persons: number;
  readonly submissions: number;
  readonly opinions: number;
  /** Opinions for which the plan was changed. */
  readonly reflected: number;
  /** Reflected of all opinions, in percent with one decimal; nothing where there were none. */
  readonly rate: string | null;
  readonly notHeld: number;
  readonly notAdopted: number;
  readonly withdrawn: number;
  readonly late: number;
}

/** A share in percent with one decimal, half up; reckoned in whole numbers, so that no machine rounds otherwise. */
export function percent(part: number, whole: number): string | null {
  if (whole === 0) return null;
  const permille = Math.floor((part * 2_000 + whole) / (whole * 2));
  return `${Math.floor(permille / 10)}.${permille % 10}`;
}

const sizeOf = (opinions: number): keyof Sizes => (opinions === 0 ? 'none' : opinions < 10 ? 'few' : opinions < 30 ? 'some' : 'many');

function yearOf(year: number, rounds: readonly RoundOfYear[]): YearOfRounds {
  const held = rounds.filter(({ stage, exemption }) => stage !== 'NOT_HELD' && exemption === null);
  const results = held.flatMap(({ numbers, reflecting }) => (numbers ? [{ ...numbers, reflecting }] : []));
  const sum = (of: (result: (typeof results)[number]) => number): number => results.reduce((total, result) => total + of(result), 0);
  const sizes = { none: 0, few: 0, some: 0, many: 0 };
  for (const { opinions } of results) sizes[sizeOf(opinions)] += 1;
  const opinions = sum((result) => result.opinions);
  const reflected = sum(({ byDisposition, reflecting }) =>
    byDisposition.reduce((total, one) => total + (reflecting.includes(one.code) ? one.opinions : 0), 0));
  const ended = (stage: RoundStage): number => rounds.filter((round) => round.stage === stage).length;
  return {
    year, held: held.length, answered: results.length, sizes, most: Math.max(0, ...results.map((result) => result.opinions)),
    persons: sum((result) => result.persons), submissions: sum((result) => result.submissions), opinions, reflected, rate: percent(reflected, opinions),
    notHeld: rounds.length - held.length, notAdopted: ended('NOT_ADOPTED'), withdrawn: ended('WITHDRAWN'), late: rounds.filter(({ late }) => late).length,
  };
}

/** The years of a place, the newest first. */
export function yearsOf(rounds: readonly RoundOfYear[]): YearOfRounds[] {
  const years = [...new Set(rounds.map(({ year }) => year))].sort((a, b) => b - a);
  return years.map((year) => yearOf(year, rounds.filter((round) => round.year === year)));
}
