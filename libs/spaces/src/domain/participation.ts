import { activities } from '@hiroba/kernel';

/** What is counted of a month: the activities that everybody is told of, and the people behind them. */
export const participationFigures = [...activities.map((kind) => kind.toLowerCase()), 'participants'] as const;

/** One number of one month, of one space or, without one, of the whole city. */
export interface ParticipationFigure {
  readonly month: string;
  readonly space_id: string | null;
  readonly figure: string;
  readonly value: number;
}

/** From so many people on their number is told. */
export const leastPeople = 5;

/** A figure as everybody reads it: of few people only that they are few; empty where it would tell of another that is covered. */
export type ToldFigure = Omit<ParticipationFigure, 'value'> & { readonly value: number | '1-4' | null };

const isFew = (value: number): boolean => value > 0 && value < leastPeople;

/** Covers small numbers of people, and beside a single covered space of a month the next smallest one and the whole city, from which it would follow. */
export function toldFigures(figures: readonly ParticipationFigure[]): ToldFigure[] {
  const people = figures.filter(({ figure }) => figure === 'participants');
  const beside = new Set<ParticipationFigure>();
  for (const ofMonth of Map.groupBy(people, ({ month }) => month).values()) {
    const spaces = ofMonth.filter(({ space_id }) => space_id !== null);
    if (spaces.filter(({ value }) => isFew(value)).length !== 1) continue;
    const next = spaces.filter(({ value }) => !isFew(value)).sort((one, other) => one.value - other.value)[0];
    const city = ofMonth.find(({ space_id }) => space_id === null);
    for (const each of [next, city]) if (each) beside.add(each);
  }
  return figures.map((each) => ({
    ...each,
    value:
      each.figure !== 'participants' ? each.value : isFew(each.value) ? '1-4' : beside.has(each) ? null : each.value,
  }));
}
