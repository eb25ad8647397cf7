import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { root } from './node.mjs';

/** The file that says what dist/ was built from. */
export const builtFrom = 'dist/.sources';

/** One value for all sources that a build depends on. */
export const sources = () =>
  fingerprint(
    'apps/{api,web,cli}/**/*.{ts,tsx,mjs,json,css,svg,ico,png,woff2}',
    'libs/**/*.{ts,tsx,json,css,svg}',
    'package-lock.json',
    'tsconfig*.json',
    'tools/{build,codegen,sources}.mjs',
  );

/** Whether dist/ was built from the sources as they are now. */
export function isBuilt() {
  const note = path.join(root, builtFrom);
  return existsSync(note) && readFileSync(note, 'utf8') === sources();
}
