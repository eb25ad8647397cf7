import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

interface Entry {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** What npm installed, by place. */
export interface Lockfile {
  readonly packages: Readonly<Record<string, Entry>>;
}

/** Reads the lockfile of a tree. */
export const readLockfile = (root: string): Lockfile =>
  JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as Lockfile;

/** What would make `npm ci` fail on another machine, or depend on one registry. */
export function lockfile(root: string): string[] {
  const { packages } = readLockfile(root);
  const problems: string[] = [];
  for (const [place, entry] of Object.entries(packages)) {
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      if (!resolves(packages, place, name)) problems.push(`${place || 'the root'} lacks its platform package ${name}`);
    }
    if (!place.includes('node_modules/') || entry.link) continue;
    if (!entry.version) problems.push(`${place} has no version`);
    if (!entry.integrity && !entry.inBundle) problems.push(`${place} has no integrity`);
    if (entry.resolved) problems.push(`${place} names a registry (${entry.resolved})`);
  }
  return [...problems, ...workspaces(root, packages)];
}

function resolves(packages: Lockfile['packages'], place: string, name: string): boolean {
  for (let from = place; ; from = parent(from)) {
    if (packages[`${from ? `${from}/` : ''}node_modules/${name}`]) return true;
    if (!from) return false;
  }
}

function parent(place: string): string {
  const nested = place.lastIndexOf('/node_modules/');
  return nested > 0 ? place.slice(0, nested) : '';
}

function workspaces(root: string, packages: Lockfile['packages']): string[] {
  const manifests = globSync(
    ['package.json', '{apps,libs}/*/package.json', 'libs/components/*/package.json', 'tools/generate/package.json'],
    {
      cwd: root,
    },
  );
  return manifests.flatMap((file) => {
    const place = path.dirname(file) === '.' ? '' : path.dirname(file);
    const locked = packages[place];
    if (!locked) return [`${file} is not in the lockfile; run npm install`];
    const manifest = JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Entry;
    return (['dependencies', 'devDependencies', 'optionalDependencies'] as const)
      .filter((kind) => sorted(manifest[kind]) !== sorted(locked[kind]))
      .map((kind) => `${kind} of ${file} differ from the lockfile; run npm install`);
  });
}

const sorted = (list: Readonly<Record<string, string>> = {}): string => JSON.stringify(Object.entries(list).sort());
