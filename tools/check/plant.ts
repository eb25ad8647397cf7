import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What a check says about a small tree made of the given files. */
export function planted(check: (root: string) => string[], files: Readonly<Record<string, unknown>>): string[] {
  const root = mkdtempSync(path.join(tmpdir(), 'hiroba-check-'));
  try {
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), typeof content === 'string' ? content : JSON.stringify(content));
    }
    return check(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
