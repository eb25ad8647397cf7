// Makes libs/server/src/confusables.ts from the confusables table of the Unicode security data:
//   node tools/confusables.mjs confusables.tsv > libs/server/src/confusables.ts
import { readFileSync } from 'node:fs';

const character = (hex) => String.fromCodePoint(parseInt(hex, 16));
const folded = (s) => s.normalize('NFKC').toLowerCase();

const targets = new Map();
for (const line of readFileSync(process.argv[2], 'utf8').split('\n')) {
  if (line === '' || line.startsWith('#')) continue;
  const [source, target] = line.split('\t');
  targets.set(character(source), target.split(' ').map(character).join(''));
}

// Names are folded before they are looked up, so only characters that folding leaves alone can be met.
const rows = new Map();
for (const [source, target] of targets) {
  const to = folded(target);
  if (folded(source) !== source || to === source) continue;
  rows.set(to, [...(rows.get(to) ?? []), source.codePointAt(0)]);
}

const base36 = (points) =>
  points
    .sort((a, b) => a - b)
    .map((point, i) => (point - (points[i - 1] ?? 0)).toString(36))
    .join(' ');
const text = [...rows].map(
  ([to, from]) => `${[...to].map((c) => c.codePointAt(0).toString(36)).join(' ')}=${base36(from)}`,
);

console.log(`// Made by tools/confusables.mjs from the Unicode security data, version 10.0.0. Do not edit.
// Copyright (c) 1991-present Unicode, Inc. Unicode Data Files licence: https://www.unicode.org/license.txt

/** Rows of look-alike characters: the target's code points, then those of its look-alikes as differences, in base 36. */
export const confusables = '${text.join(',')}';`);
