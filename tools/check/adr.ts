import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Decision records whose numbers repeat, leave a gap, or differ from their title. */
export function decisionRecords(root: string): string[] {
  const files = globSync('docs/adr/*.md', { cwd: root })
    .map((file) => path.basename(file))
    .sort();
  const problems: string[] = [];
  files.forEach((file, index) => {
    const number = Number(/^(\d{4})-[a-z0-9-]+\.md$/.exec(file)?.[1]);
    if (Number.isNaN(number)) problems.push(`docs/adr/${file} is not named NNNN-title.md`);
    else if (number !== index + 1) problems.push(`docs/adr/${file} should have the number ${index + 1}`);
    if (!/^# /m.test(readFileSync(path.join(root, 'docs/adr', file), 'utf8')))
      problems.push(`docs/adr/${file} has no title`);
  });
  return problems;
}
