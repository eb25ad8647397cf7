import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const cases = '../shared/data/security/attack-cases.json';
const pendingFile = 'apps/api/security/pending.json';
const groups = ['GQL', 'CSRF', 'XSS', 'INJ', 'AUTH'];
const specs = ['{apps,libs,tools}/**/*.spec.{ts,tsx}', 'apps/e2e/**/*.ts'];

/** A case that has no test yet: why, and until when that is so. */
interface Pending {
  readonly id: string;
  readonly reason: string;
  readonly until: string;
}

// The beginning of a quoted text: one or more ids of attacks, traps or acceptance.
const named = /['"`]((?:[A-Z]{1,6}-?\d{0,2}(?:[\s,:]+|(?=['"`])))+)/g;

function tested(root: string): ReadonlySet<string> {
  const files = globSync(specs, { cwd: root, exclude: (file) => /(^|\/)(node_modules|dist|gql)(\/|$)/.test(file) });
  const ids = files
    .filter((file) => !file.startsWith('tools/check/'))
    .flatMap((file) => [...readFileSync(path.join(root, file), 'utf8').matchAll(named)])
    .flatMap(([, prefix = '']) => prefix.split(/[\s,:]+/));
  return new Set(ids);
}

/** The attacks of the catalogue that nobody tests and nobody has put off, and those put off though they are tested. */
export function attackCoverage(root: string): string[] {
  const catalogue = path.join(root, cases);
  if (!existsSync(catalogue)) {
    console.log(`    skipped: ${cases} is absent`);
    return [];
  }
  const all = (JSON.parse(readFileSync(catalogue, 'utf8')) as { cases: { id: string; group: string }[] }).cases;
  const wanted = all.filter(({ group }) => groups.includes(group)).map(({ id }) => id);
  const file = path.join(root, pendingFile);
  const pending = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Pending[]) : [];
  const put = new Set(pending.map(({ id }) => id));
  const done = tested(root);
  return [
    ...wanted
      .filter((id) => !done.has(id) && !put.has(id))
      .map((id) => `${id} has neither a test nor an entry in ${pendingFile}`),
    ...pending.filter(({ id }) => done.has(id)).map(({ id }) => `${id} is tested and still in ${pendingFile}`),
    ...pending
      .filter(({ id }) => !all.some((each) => each.id === id))
      .map(({ id }) => `${pendingFile}: ${id} is no case`),
    ...pending
      .filter(({ reason, until }) => !reason?.trim() || !until?.trim())
      .map(({ id }) => `${pendingFile}: ${id} says neither why nor until when`),
  ];
}
