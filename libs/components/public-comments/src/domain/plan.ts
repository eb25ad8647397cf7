import { composed } from '@hiroba/kernel';

/** What a unit of text is. */
export const unitKinds = ['HEADING', 'PARAGRAPH', 'ITEM', 'ROW', 'CAPTION'] as const;
export type UnitKind = (typeof unitKinds)[number];

/** What became of a unit in a later version. */
export const unitRelations = ['KEPT', 'EDITED', 'SPLIT', 'MERGED', 'MOVED', 'NEW'] as const;
export type UnitRelation = (typeof unitRelations)[number];

/** A piece of text as an import found it. */
export interface ParsedUnit {
  readonly kind: UnitKind;
  /** 1 to 6 for headings, 0 for others. */
  readonly level: number;
  readonly text: string;
  /** The page of the printed plan, where the file says it. */
  readonly page: number | null;
}

/** A unit of a draft plan: it keeps its id from version to version. */
export interface PlanUnit extends ParsedUnit {
  readonly id: string;
  /** Where it stands: the numbers of the headings above it and its own, `3.2.1`. */
  readonly path: string;
  readonly relation: UnitRelation;
  /** The units of the version before that it came from. */
  readonly from: readonly string[];
}

/** The most units a plan may have, and the longest a unit may be, in characters. */
export const MOST_UNITS = 3_000;
export const LONGEST_UNIT = 20_000;

const tidy = (text: string): string => composed(text).replace(/[ \t\u3000]+\n/g, '\n').replace(/\n{3,}/g, '\n\n');

/** Units without the empty ones, each text as it is stored. */
export const tidyUnits = (units: readonly ParsedUnit[]): ParsedUnit[] =>
  units.map((unit) => ({ ...unit, text: tidy(unit.text.toWellFormed()).slice(0, LONGEST_UNIT) })).filter(({ text }) => text !== '');

/** The path of each unit: headings are numbered by their level, other units below the heading they follow. */
export function pathsOf(units: readonly Pick<ParsedUnit, 'kind' | 'level'>[]): string[] {
  const above: number[] = [];
  let own = 0;
  return units.map(({ kind, level }) => {
    if (kind !== 'HEADING') {
      own += 1;
      return [...above, `p${own}`].join('.');
    }
    own = 0;
    while (above.length < level) above.push(0);
    above.length = Math.max(level, 1);
    above[above.length - 1] = (above.at(-1) ?? 0) + 1;
    return above.join('.');
  });
}

/** The text of a plan as one, for its digest: path, kind and text of each unit. */
export const planText = (units: readonly PlanUnit[]): string => JSON.stringify(units.map(({ id, path, kind, level, text }) => [id, path, kind, level, text]));
