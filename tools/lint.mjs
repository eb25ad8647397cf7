// Lints every project through Nx (the boundary rule needs its graph), then the tools, then accessibility.
import { program, runNode } from './node.mjs';

const steps = [
  [program('nx'), 'run-many', '-t', 'lint', '--outputStyle=static', ...process.argv.slice(2)],
  [program('eslint'), 'tools', 'eslint.config.mjs', 'jest.config.mjs', '--max-warnings=0'],
  [program('oxlint'), '--quiet', 'apps', 'libs'],
];

let failed = 0;
for (const step of steps) if ((await runNode(step)) !== 0) failed += 1;
process.exit(failed > 0 ? 1 : 0);
