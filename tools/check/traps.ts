import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

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
  OFF: 3,
  FED: 3,
};

/** The areas that a component brings along, in `libs/components/<name>/testing/traps.json`; they come and go with its folder. */
const ofComponents = (root: string): Readonly<Record<string, number>> =>
  Object.assign(
    {},
    ...globSync('libs/components/*/testing/traps.json', { cwd: root }).map(
      (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Record<string, number>,
    ),
  );

const folder = 'apps/api/traps';
const beside = new Set(['README.md', 'pending.json']);

interface Pending {
  readonly id: string;
  readonly reason: string;
  readonly until: string;
}

/** The traps without a file of their own that nobody has put off, and the files and reasons that belong to no trap. */
export function traps(root: string): string[] {
  const ids = Object.entries({ ...areas, ...ofComponents(root) }).flatMap(([area, many]) =>
    Array.from({ length: many }, (_, at) => `${area}${at + 1}`),
  );
  const inFolder = globSync(`${folder}/*`, { cwd: root }).filter((file) => !beside.has(path.basename(file)));
  const files = [...inFolder, ...globSync('libs/components/*/testing/*.spec.{ts,tsx}', { cwd: root })];
  const list = path.join(root, folder, 'pending.json');
  const pending = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Pending[]) : [];
  const put = new Set(pending.map(({ id }) => id));
  const fileOf = (id: string): string[] =>
    files.filter((file) => new RegExp(`^${id.toLowerCase()}(\\.api)?\\.spec\\.tsx?$`).test(path.basename(file)));
  const isNamed = (id: string, file: string): boolean =>
    new RegExp(`['"\`]${id}\\b`).test(readFileSync(path.join(root, file), 'utf8'));
  return [
    ...ids.filter((id) => fileOf(id).length === 0 && !put.has(id)).map((id) => `${id} has neither a file nor an entry in pending.json`),
    ...ids.filter((id) => fileOf(id).length > 1).map((id) => `${id} has several files`),
    ...inFolder.filter((file) => !ids.some((id) => fileOf(id).includes(file))).map((file) => `${file} is the file of no trap`),
    ...ids.flatMap((id) => fileOf(id).filter((file) => !isNamed(id, file)).map((file) => `${file} has no test named ${id}`)),
    ...pending.filter(({ id }) => fileOf(id).length > 0).map(({ id }) => `${id} has a file and is still in pending.json`),
    ...pending.filter(({ id }) => !ids.includes(id)).map(({ id }) => `pending.json: ${id} is no trap`),
    ...pending
      .filter(({ reason, until }) => !reason?.trim() || !until?.trim())
      .map(({ id }) => `pending.json: ${id} says neither why nor until when`),
  ];
}
