import { Command } from 'commander';
import { addCheckingCommands } from './checking-commands.ts';

// The command line that an auditor runs without the platform: one file, made of this.
const program = new Command('hiroba-log')
  .description('checks a public log of Hiroba, or what somebody kept of one; believes no key that it was not given')
  .addHelpText('after', '\nExit code 0: good. 1: verification failed. 2: wrongly asked.');
addCheckingCommands(program);
await program.parseAsync();
