// Runs Jest on ES modules; arguments are Jest's own.
import { program, runNode } from './node.mjs';

const flags = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  '--import',
  new URL('jest/hooks.mjs', import.meta.url).href,
];
process.exit(await runNode([...flags, program('jest'), ...process.argv.slice(2)]));
