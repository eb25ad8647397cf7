// Runs Jest on ES modules; arguments are Jest's own.
import { spawn } from 'node:child_process';

const jest = new URL('../node_modules/jest/bin/jest.js', import.meta.url).pathname;
const child = spawn(
  process.execPath,
  ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', jest, ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    cwd: new URL('..', import.meta.url).pathname,
  },
);
child.once('exit', (code) => process.exit(code ?? 1));
