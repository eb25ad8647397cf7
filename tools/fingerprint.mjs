import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './node.mjs';

const skipped = /(^|\/)(node_modules|dist|gql|data|\.react-router|\.nx)(\/|$)|\.spec\.tsx?$/;

/** One value for the content of many files; another value means that one of them changed. */
export function fingerprint(...patterns) {
  const files = globSync(patterns, { cwd: root, exclude: (name) => skipped.test(name) }).sort();
  const hash = createHash('sha256');
  for (const file of files) {
    if (!path.extname(file) || skipped.test(file)) continue;
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Does work only when its inputs changed since the last time it succeeded. */
export async function onceFor(name, inputs, outputs, work) {
  const note = path.join(root, 'node_modules/.cache/hiroba', name);
  const value = fingerprint(...inputs);
  const done = existsSync(note) && readFileSync(note, 'utf8') === value;
  if (done && outputs.every((output) => existsSync(path.join(root, output)))) return false;
  await work();
  mkdirSync(path.dirname(note), { recursive: true });
  writeFileSync(note, value);
  return true;
}
