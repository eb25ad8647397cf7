import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readLockfile } from './lockfile.ts';

interface Advisory {
  readonly packages: string;
  readonly except?: readonly string[];
  readonly atLeast?: string;
  readonly equal?: boolean;
  readonly never?: boolean;
  readonly closes: readonly string[];
}

const table = path.join(import.meta.dirname, 'advisories.json');

/** Packages in the lockfile that are older than the release that closed a known hole. */
export function advisories(root: string): string[] {
  const installed = Object.entries(readLockfile(root).packages)
    .filter(([place, entry]) => place.includes('node_modules/') && !entry.link)
    .map(([place, entry]) => ({ name: place.split('node_modules/').pop() ?? '', version: entry.version ?? '0' }));
  const known = JSON.parse(readFileSync(table, 'utf8')) as Advisory[];
  return known.flatMap((advisory) => {
    const hit = installed.filter(({ name }) => matches(advisory, name));
    const versions = new Set(hit.map(({ version }) => version));
    return [
      ...hit.filter(({ version }) => isBelow(advisory, version)).map((each) => describe(each, advisory)),
      ...(advisory.equal && versions.size > 1
        ? [`${advisory.packages} has several versions: ${[...versions].join(', ')}`]
        : []),
    ];
  });
}

function matches({ packages, except = [] }: Advisory, name: string): boolean {
  if (except.includes(name)) return false;
  return packages.endsWith('/*') ? name.startsWith(packages.slice(0, -1)) : name === packages;
}

function isBelow({ never, atLeast }: Advisory, version: string): boolean {
  if (never || !atLeast) return Boolean(never);
  const [least, have] = [atLeast, version].map((each) => each.split(/[.-]/).slice(0, 3).map(Number));
  for (let part = 0; part < 3; part += 1) {
    const difference = (have?.[part] ?? 0) - (least?.[part] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return version.includes('-');
}

const describe = ({ name, version }: { name: string; version: string }, { atLeast, closes }: Advisory): string =>
  `${name} ${version} is ${atLeast ? `below ${atLeast}` : 'not to be used'} (${closes.join(', ')})`;
