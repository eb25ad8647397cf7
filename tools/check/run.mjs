// Checks the tree itself and prints each problem.
import { root } from '../node.mjs';
import { decisionRecords } from './adr.ts';
import { advisories } from './advisories.ts';
import { attackCoverage } from './attack-coverage.ts';
import { componentLists } from './lists.ts';
import { locales } from './locales.ts';
import { lockfile } from './lockfile.ts';
import { absolutePaths } from './paths.ts';
import { freshSchema } from './schema.ts';
import { traps } from './traps.ts';

const checks = {
  advisories,
  attackCoverage,
  componentLists,
  decisionRecords,
  locales,
  lockfile,
  absolutePaths,
  freshSchema,
  traps,
};

let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  const problems = check(root);
  console.log(`${problems.length === 0 ? '✓' : '✗'} ${name}`);
  for (const problem of problems) console.log(`    ${problem}`);
  if (problems.length > 0) failed += 1;
}
console.log(`\n${Object.keys(checks).length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
