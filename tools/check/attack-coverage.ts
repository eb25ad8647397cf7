import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const cases = '../shared/data/security/attack-cases.json';
const pendingFile = 'apps/api/security/pending.json';
const groups = ['GQL', 'CSRF', 'XSS', 'INJ', 'AUTH', 'PUB'];
const specs = ['{apps,libs,tools}/**/*.spec.{ts,tsx}', 'apps/e2e/**/*.ts'];

/** A case that has no test yet: why, and until when that is so. */
interface Pending {
  readonly id: string;
  readonly reason: string;
  readonly until: string;
}

// The beginning of a quoted text: one or more ids of attacks, traps or acceptance.
const named = /['"`]((?:[A-Z][A-Z0-9]{0,5}-?\d{0,2}(?:[\s,:]+|(?=['"`])))+)/g;

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
  const known = all.map(({ id }) => id);
  return accountedFor(root, all.filter(({ group }) => groups.includes(group)).map(({ id }) => id), known, pendingFile);
}

/** The ids that have neither a test nor a reason, and the reasons that are out of date. */
export function accountedFor(root: string, wanted: readonly string[], known: readonly string[], list: string): string[] {
  const file = path.join(root, list);
  const pending = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Pending[]) : [];
  const put = new Set(pending.map(({ id }) => id));
  const done = tested(root);
  return [
    ...wanted.filter((id) => !done.has(id) && !put.has(id)).map((id) => `${id} has neither a test nor an entry in ${list}`),
    ...pending.filter(({ id }) => done.has(id)).map(({ id }) => `${id} is tested and still in ${list}`),
    ...pending.filter(({ id }) => !known.includes(id)).map(({ id }) => `${list}: ${id} is no case`),
    ...pending
      .filter(({ reason, until }) => !reason?.trim() || !until?.trim())
      .map(({ id }) => `${list}: ${id} says neither why nor until when`),
  ];
}
