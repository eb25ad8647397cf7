import { existsSync } from 'node:fs';
import { CommanderError, InvalidArgumentError, type Command } from 'commander';
import { auditLog, proveEntry, WronglyAsked, type AuditQuestion, type Trust, type Verdict } from './log-commands.ts';
import { verifyFiles } from './verify-files.ts';

const several = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

function indexOf(typed: string): number {
  const index = Number(typed);
  if (!/^\d{1,16}$/.test(typed) || !Number.isSafeInteger(index))
    throw new InvalidArgumentError('a number of an entry, from 0 on.');
  return index;
}

/** Says a verdict, and ends with its code. */
export async function judged(work: () => Promise<Verdict>): Promise<void> {
  let verdict: Verdict;
  try {
    verdict = await work();
  } catch (error) {
    verdict = { code: error instanceof WronglyAsked ? 2 : 1, text: (error as Error).message };
  }
  (verdict.code === 0 ? process.stdout : process.stderr).write(`${verdict.text}\n`);
  process.exitCode = verdict.code;
}

const isLog = (what: string): boolean => /^https?:\/\//.test(what) || existsSync(`${what}/checkpoint`);

/** Lets a command be told whom to believe. */
export const trusting = (command: Command): Command =>
  command
    .option('--vkey <key>', 'a key that is believed, as text or @file; may be repeated', several)
    .option('--policy <file>', 'keys and witnesses that are believed (C2SP tlog-policy)')
    .exitOverride((error: CommanderError) => process.exit(error.exitCode === 0 ? 0 : 2));

/** Adds the commands that check a log, or what somebody kept of one; they need neither database nor installation. */
export function addCheckingCommands(log: Command): void {
  const auditing = (command: Command): Command =>
    trusting(command)
      .option(
        '--old <file>',
        'a checkpoint kept from before, which must be a beginning of the log; may be repeated',
        several,
      )
      .option('--save <file>', 'where to keep the checkpoint for the next time')
      .option('--deny <file>', 'texts, one a line, that must stand in no entry')
      .option('--fresh <time>', 'how old the last heartbeat may be: 30m, 2h, 7d')
      .option('--strict-headers', 'also judge how the files are handed out');

  auditing(log.command('audit'))
    .description('read a whole log and recompute everything it says')
    .requiredOption('--log <url or folder>', 'where it is: https://city.example/log/public')
    .action((options: AuditQuestion & { log: string }) => judged(() => auditLog(options.log, options)));

  auditing(log.command('verify'))
    .argument(
      '<what...>',
      'one log, by its address or folder; or files that were kept: proof and leaf, receipt, checkpoint',
    )
    .description('verify a log, or files that were kept')
    .option('--disclosure <file>', 'what a commitment in the leaf stands for; may be repeated', several)
    .action((what: readonly string[], options: AuditQuestion & { disclosure?: readonly string[] }) =>
      judged(() => {
        const [where] = what;
        return what.length === 1 && where !== undefined && isLog(where)
          ? auditLog(where, options)
          : verifyFiles(what, options);
      }),
    );

  trusting(log.command('proof'))
    .description('make a proof that an entry is in a log')
    .requiredOption('--log <url or folder>', 'where it is')
    .requiredOption('--index <n>', 'the number of the entry', indexOf)
    .requiredOption('-o, --out <name>', 'where to write: <name>.tlog-proof and <name>.leaf')
    .action((options: Trust & { log: string; index: number; out: string }) =>
      judged(() => proveEntry(options.log, options.index, options.out, options)),
    );
}
