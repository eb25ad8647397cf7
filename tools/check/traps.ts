import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { accountedFor } from './attack-coverage.ts';

/** The known traps of what is built: bug classes met elsewhere, by area and number. */
const areas: Readonly<Record<string, number>> = {
  ALL: 6,
  ORG: 2,
  SPA: 4,
  CMP: 3,
  ACC: 5,
  ROL: 3,
  PRO: 9,
  COM: 6,
  VER: 2,
  EXP: 7,
  DEL: 4,
  I18N: 3,
  ATT: 4,
  TAX: 2,
};

/** The areas that a component brings along, in `libs/components/<name>/testing/traps.json`; they come and go with its folder. */
const ofComponents = (root: string): Readonly<Record<string, number>> =>
  Object.assign(
    {},
    ...globSync('libs/components/*/testing/traps.json', { cwd: root }).map(
      (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Record<string, number>,
    ),
  );

/** The traps that no test is named after and nobody has put off, and those put off though they are tested. */
export function traps(root: string): string[] {
  const ids = Object.entries({ ...areas, ...ofComponents(root) }).flatMap(([area, many]) =>
    Array.from({ length: many }, (_, at) => `${area}${at + 1}`),
  );
  return accountedFor(root, ids, ids, 'apps/api/traps/pending.json');
}
