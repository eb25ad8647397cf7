import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The corpora that lie beside the checkout, where they do. */
export const corpora = path.resolve(import.meta.dirname, '../../../../shared/data/security');

/** The cases of a corpus; none, and a line in the report, where it is absent. */
export function corpus<C>(file: string): readonly C[] {
  const at = path.join(corpora, file);
  if (!existsSync(at)) {
    process.stdout.write(`skipped: ../shared/data absent (${file})\n`);
    return [];
  }
  return (JSON.parse(readFileSync(at, 'utf8')) as { cases: C[] }).cases;
}
