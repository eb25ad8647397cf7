import type { Box } from '../domain/box.ts';

/** Several things near each other, or one, as a map shows them. */
export interface ShownCluster extends Box {
  readonly lat: number;
  readonly lon: number;
  readonly count: number;
  readonly id?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly locale?: string | null | undefined;
}

/** What lies below the points of a map. */
export interface Ground {
  readonly districts: readonly {
    readonly name: string;
    /** Latitudes and longitudes by turns. */
    readonly rings: readonly (readonly number[])[];
    readonly middle: readonly number[];
  }[];
  readonly tiles?:
    | {
        readonly url: string;
        readonly credit: string;
        readonly creditUrl?: string | null | undefined;
      }
    | null
    | undefined;
}

/** Latitudes and longitudes by turns, as pairs. */
export const pairs = (ring: readonly number[]): [lat: number, lon: number][] =>
  ring.flatMap((lat, at) => (at % 2 === 0 ? [[lat, ring[at + 1] ?? 0] as [number, number]] : []));
