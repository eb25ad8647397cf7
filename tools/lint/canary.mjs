// Lints one forbidden line of each kind and prints which rules complained; run by canary.spec.ts.
import { createProjectGraphAsync } from '@nx/devkit';
import { ESLint } from 'eslint';
import { canaries } from './canaries.mjs';

await createProjectGraphAsync({ exitOnError: true });
const eslint = new ESLint();
const complaints = [];
for (const { file, code } of canaries) {
  const [result] = await eslint.lintText(`${code}\n`, { filePath: file });
  complaints.push((result?.messages ?? []).map((message) => message.ruleId ?? message.message));
}
process.stdout.write(`\n${JSON.stringify(complaints)}\n`);
process.exit(0);
