import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import {
  budgetRules,
  condorcetTables,
  pabulibReport,
  rankedReport,
  readPabulib,
  readRanked,
  simpleResult,
  UnreadableFile,
  UnreadablePackage,
  type BudgetRule,
  type SimpleCase,
  type TieOrder,
} from '@hiroba/votes/tally';
import { pabulibOf, tallyPackage, verifyReceipt, type PackageOptions, type Said } from './tally-package.ts';

/** What a count answers, or why the file could not be read. */
interface Asked {
  readonly json?: string | true;
}

interface BudgetOptions extends Asked {
  readonly rules?: readonly BudgetRule[];
  readonly ties?: TieOrder;
  readonly lot?: Uint8Array;
  readonly step?: number;
  readonly stopWhenExhaustive?: boolean;
  readonly exact?: boolean;
}

interface RankedOptions extends Asked {
  readonly seats?: number;
  readonly lot?: Uint8Array;
}

const UNREADABLE = 3;
const WRONGLY_ASKED = 2;

/** The text of a file in UTF-8; whatever is none cannot be read. */
export async function textOfFile(file: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw new UnreadableFile(
      0,
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'no such file' : (error as Error).message,
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UnreadableFile(0, 'not UTF-8');
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UnreadableFile(1, (error as Error).message);
  }
}

/** Says an answer where it was asked for: into a file, on stdout and nothing else, or in words. */
export async function answer(value: object, json: string | true | undefined, words?: () => string): Promise<void> {
  const text = `${JSON.stringify(value, null, 1)}\n`;
  if (json === undefined && words) process.stdout.write(`${words()}\n`);
  else if (json === undefined || json === true || json === '-') process.stdout.write(text);
  else await writeFile(json, text);
}

/** Runs a count; what cannot be read ends with code 3, and a rule that cannot be counted with 2. */
export async function counting(file: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof UnreadablePackage) {
      process.stderr.write(`${file}: ${error.message}\n`);
      process.exitCode = UNREADABLE;
      return;
    }
    if (!(error instanceof UnreadableFile) && !(error instanceof RangeError)) throw error;
    const where = error instanceof UnreadableFile && error.line > 0 ? `${file}:${error.line}` : file;
    process.stderr.write(`${where}: ${error instanceof UnreadableFile ? error.reason : error.message}\n`);
    process.exitCode = error instanceof UnreadableFile ? UNREADABLE : WRONGLY_ASKED;
  }
}

function rulesIn(typed: string): readonly BudgetRule[] {
  const rules = typed.split(',').map((rule) => rule.trim());
  const unknown = rules.find((rule) => !budgetRules.includes(rule as BudgetRule));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`no such rule: ${unknown}. There are: ${budgetRules.join(', ')}.`);
  return rules as readonly BudgetRule[];
}

function tiesIn(typed: string): TieOrder {
  if (typed !== 'score-cost-id' && typed !== 'cost-score-id')
    throw new InvalidArgumentError('score-cost-id or cost-score-id.');
  return typed;
}

function seedIn(typed: string): Uint8Array {
  if (!/^(?:[0-9a-f]{2})+$/i.test(typed)) throw new InvalidArgumentError('a seed in hexadecimal digits.');
  return Buffer.from(typed, 'hex');
}

function pabulibIn(typed: string): string {
  if (typed !== 'pabulib')
    throw new InvalidArgumentError('pabulib. A package is downloaded from the page of its result.');
  return typed;
}

function wholeIn(typed: string): number {
  const whole = Number(typed);
  if (!/^\d{1,15}$/.test(typed) || whole < 1) throw new InvalidArgumentError('a whole number from 1 on.');
  return whole;
}

const inWords = (lines: readonly (readonly [string, string | number])[]): string =>
  lines.map(([name, told]) => `${name.padEnd(24)} ${told}`).join('\n');

async function tallyBudget(file: string, options: BudgetOptions): Promise<void> {
  const read = readPabulib(await textOfFile(file));
  for (const { line, remark, project } of read.remarks)
    process.stderr.write(
      `${file}:${line}: ${remark === 'UNKNOWN_PROJECT' ? 'no such project, left aside' : 'a project twice, counted once'}: ${project}\n`,
    );
  let told = 0;
  const report = pabulibReport(path.basename(file), read, {
    ...options,
    ...(options.lot && { seed: options.lot }),
    tell:
      (rule) =>
      ({ rounds, endowment, spent, budget }) => {
        if (Date.now() - told < 1000) return;
        told = Date.now();
        process.stderr.write(`${rule}: round ${rounds}, endowment ${endowment}, spent ${spent} of ${budget}\n`);
      },
  });
  await answer(report, options.json, () =>
    inWords(
      Object.entries(report.rules).map(([rule, { count, cost, winners }]) => [
        rule,
        `${count} for ${cost}: ${winners.join(', ')}`,
      ]),
    ),
  );
}

async function tallyRanked(file: string, options: RankedOptions): Promise<void> {
  const report = rankedReport(readRanked(file, await textOfFile(file)), { seats: options.seats, seed: options.lot });
  await answer(report, options.json, () =>
    inWords([
      ['ballots', report.ballots],
      ['plurality', report.pluralityWinner ?? '–'],
      ['Condorcet winner', report.condorcetWinner ?? '–'],
      ['Schulze', report.schulzeLevels.map((level) => level.join(' = ')).join(' > ')],
      ['instant runoff', report.irv.winner ?? '–'],
      [`STV, ${report.seats} seats`, report.stv.elected.join(', ')],
    ]),
  );
}

async function tallyPairwise(file: string, { json }: Asked): Promise<void> {
  const { options, pairwise } = (jsonOf(await textOfFile(file)) ?? {}) as { options?: unknown; pairwise?: unknown };
  const square =
    Array.isArray(options) &&
    Array.isArray(pairwise) &&
    pairwise.length === options.length &&
    pairwise.every(
      (row) => Array.isArray(row) && row.length === options.length && row.every((n) => Number.isSafeInteger(n)),
    );
  if (!square) throw new UnreadableFile(1, 'options and a square pairwise table of whole numbers are needed');
  await answer({ options, ...condorcetTables(options as string[], pairwise as number[][]) }, json);
}

async function tallySimple(file: string, { json }: Asked): Promise<void> {
  const { cases } = (jsonOf(await textOfFile(file)) ?? {}) as { cases?: readonly SimpleCase[] };
  if (!Array.isArray(cases)) throw new UnreadableFile(1, 'a list of cases is needed');
  await answer(
    { cases: (cases as readonly SimpleCase[]).map((given) => ({ name: given.name, result: simpleResult(given) })) },
    json,
  );
}

async function say(work: Promise<Said>): Promise<void> {
  const { code, text } = await work;
  (code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  process.exitCode = code;
}

/** Adds the commands that count; they need neither database nor network. Gives the group of commands about votes. */
export function addTallyCommands(program: Command): Command {
  const tally = program
    .command('tally')
    .description('count ballots exactly, from files; needs neither database nor network')
    .addHelpText('after', '\nExit code 0: done. 1: a check failed. 2: wrongly asked. 3: the file cannot be read.');
  const counted = (name: string, file: string): Command =>
    tally
      .command(name)
      .argument('<file>', file)
      .option('--json [file]', 'write the answer as JSON: into a file, or on stdout')
      .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : WRONGLY_ASKED));

  counted('pb', 'a Pabulib file (.pb)')
    .description('share out the budget of an election by some rules, or by all that apply')
    .option('--rules <rules>', 'which rules, separated by commas', rulesIn)
    .option('--ties <order>', 'the order of equals: score-cost-id or cost-score-id', tiesIn)
    .option('--lot <hex>', 'the seed of a lot, which then comes in the place of the id', seedIn)
    .option('--step <n>', 'how many currency units an endowment grows by in each round', wholeIn)
    .option('--stop-when-exhaustive', 'end the rounds as soon as nothing that was not bought fits')
    .option('--exact', 'fractions everywhere; slower, and the same answer')
    .action((file: string, options: BudgetOptions) => counting(file, () => tallyBudget(file, options)));

  counted('ranked', 'rankings: a Scottish ward (.csv) or PrefLib (.soi, .toi, .soc, .toc)')
    .description('count rankings by pairs, instant runoff and single transferable vote')
    .option('--seats <n>', 'how many are elected', wholeIn)
    .option('--lot <hex>', 'the seed of a lot; else the order of the ballot paper', seedIn)
    .action((file: string, options: RankedOptions) => counting(file, () => tallyRanked(file, options)));

  counted('pairwise', 'JSON with options and a pairwise table')
    .description('find the Condorcet winner, the Smith set and the Schulze levels of a pairwise table')
    .action((file: string, options: Asked) => counting(file, () => tallyPairwise(file, options)));

  counted('simple', 'JSON with cases')
    .description('count cases of plain methods, majorities and delegations')
    .action((file: string, options: Asked) => counting(file, () => tallySimple(file, options)));

  tally
    .command('vote')
    .argument('<package>', 'a result package: its folder or ZIP')
    .description('count the result of a vote anew; with --check hold everything in its package against everything else')
    .option('--check', 'check files, ballots, lot and digests, and that the result is what the ballots count to')
    .option('--ballots <folder>', 'for auditors: the ballots, where they are not published')
    .option('--salt <hex>', 'for auditors: the salt of the commitment', seedIn)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : WRONGLY_ASKED))
    .action((where: string, options: PackageOptions) => counting(where, () => say(tallyPackage(where, options))));

  const vote = program.command('vote').description('votes and their ballots');
  vote
    .command('export')
    .argument('<package>', 'a result package: its folder or ZIP')
    .description('write the ballots of a vote for other tools')
    .requiredOption('--format <format>', 'pabulib', pabulibIn)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : WRONGLY_ASKED))
    .action((where: string) =>
      counting(where, async () => {
        process.stdout.write((await pabulibOf(where)).text);
      }),
    );

  vote
    .command('verify-receipt')
    .argument('<receipt>', 'the receipt that a voter kept, or the digest alone')
    .argument('<package>', 'the result package: its folder or ZIP')
    .description('look whether a ballot is among the counted ones')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : WRONGLY_ASKED))
    .action((receipt: string, where: string) => counting(receipt, () => say(verifyReceipt(receipt, where))));

  return vote;
}
