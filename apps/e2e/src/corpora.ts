import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './town.ts';

interface Corpus {
  readonly cases: readonly { readonly html?: string; readonly payload?: string }[];
}

/** The texts of a shared corpus of attacks, or nothing where the shared data is not at hand. */
export function attacksOf(name: string): readonly string[] | undefined {
  const file = path.join(root, '../shared/data/security', `${name}.json`);
  if (!existsSync(file)) return undefined;
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as Corpus;
  return cases.map(({ html, payload }) => html ?? payload ?? '').filter((text) => text.trim() !== '');
}
