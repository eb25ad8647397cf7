import 'reflect-metadata';
import { Command, InvalidArgumentError } from 'commander';
import { readConfig, type Config } from '@hiroba/api/config';
import { startProblem } from '@hiroba/api/start-problem';
import { setupLinks } from '@hiroba/api/welcome';
import { demoCity, type CrowdSize } from '@hiroba/demo';
import { checkRecord, rebuild } from './check-record.ts';
import { makeCity } from './demo-city.ts';
import { exportSpace, type ExportOptions } from './export-space.ts';
import { inHouse, Trouble, type House } from './house.ts';
import { addGroupingCommands } from './grouping.ts';
import { importPolis, type PolisOptions } from './import-polis.ts';
import { importAnswers, type AnswerImportOptions } from './import-answers.ts';
import { importProposals, type ImportOptions } from './import-proposals.ts';
import { importVote, type VoteImportOptions } from './import-vote.ts';
import { addLogCommands } from './log.ts';
import { addModerationCommands } from './moderation.ts';
import { addTallyCommands } from './tally.ts';
import { codeAt } from './totp.ts';

interface Told { readonly ok: boolean; readonly text: string }

function tell({ ok, text }: Told): void {
  (ok ? process.stdout : process.stderr).write(`${text}\n`);
  if (!ok) process.exitCode = 1;
}

async function tried(work: (config: Config) => Promise<Told | string>): Promise<void> {
  let config: Config | undefined;
  try {
    config = readConfig(process.env);
    const told = await work(config);
    tell(typeof told === 'string' ? { ok: true, text: told } : told);
  } catch (error) {
    const known = error instanceof Trouble || config === undefined ? (error as Error).message : startProblem(error, config);
    tell({ ok: false, text: known ?? (error as Error).stack ?? String(error) });
  }
}

const run = (work: (house: House) => Promise<Told | string>): Promise<void> => tried((config) => inHouse(config, work));

const program = new Command('hiroba')
  .description('The command line of Hiroba. It attaches to the running database, or starts the embedded one.\n'
    + 'It reads the same environment as the server: HIROBA_DATA, DATABASE_URL, HIROBA_SECRET, HIROBA_ORIGIN, PORT.')
  .showHelpAfterError('(hiroba --help tells more)');

const host = ['--host <host>', 'the city, where several live in one installation'] as const;

const bring = program.command('import').description('bring texts in');

bring.command('proposals').argument('<file>', 'CSV (UTF-8, UTF-16 or CP932), Excel (.xlsx), JSON or NDJSON')
  .description('import proposals; all rows or none, and what is there already stays as it is')
  .requiredOption('--space <slug>', 'the space')
  .option('--component <id or title>', 'the component; may be left out where there is only one')
  .option('--answers <file>', 'official answers: by group (responseGroup,text) or by id (id,status,text)')
  .option('--office <name>', 'who answers where the file does not say; else the office in charge of the space')
  .option('--dry-run', 'say what would happen, and change nothing')
  .option(...host)
  .action((file: string, options: ImportOptions) => run((house) => importProposals(house, file, options)));

bring.command('answers').argument('<file>', 'CSV (UTF-8, UTF-16 or CP932), Excel (.xlsx), JSON or NDJSON: id, status, text_ja, text_en, cost_yen, publish_at')
  .description('import official answers; all rows or none, and what is said already stays as it is')
  .requiredOption('--space <slug>', 'the space')
  .option('--component <id or title>', 'the component; may be left out where there is only one')
  .option('--office <name>', 'who answers where the file does not say; else the office in charge of the space')
  .option('--dry-run', 'say what would happen, and change nothing')
  .option(...host)
  .action((file: string, options: AnswerImportOptions) => run((house) => importAnswers(house, file, options)));

bring.command('polis').argument('<dir>', 'folder of an exported conversation: comments.csv, participants-votes.csv, votes.csv')
  .description('import a Polis conversation: statements become proposals, agreement becomes support; what is there already stays as it is')
  .requiredOption('--space <slug>', 'the space')
  .option('--component <id or title>', 'the component; may be left out where there is only one')
  .option('--report <file>', 'where disagreement and passes are kept; by default below the data directory')
  .option(...host)
  .action((dir: string, options: PolisOptions) => run((house) => importPolis(house, dir, options)));

program.command('export').description('write open data').command('space').argument('<slug>', 'the space')
  .description('write all that is public of a space as CSV and NDJSON, with a manifest')
  .requiredOption('--dir <dir>', 'where to write; made when it is missing')
  .option('--licence <licence>', 'the licence named in the manifest', 'CC BY 4.0')
  .option(...host)
  .action((slug: string, options: ExportOptions) => run((house) => exportSpace(house, slug, options)));

const countOf = (least: number) => (typed: string): number => {
  const many = Number(typed);
  if (!Number.isSafeInteger(many) || many < least || many > 10_000_000) throw new InvalidArgumentError(`a whole number from ${least} on.`);
  return many;
};

program.command('demo').description('made-up cities').command('city')
  .description('fill an empty installation with a large city made out of a seed; the same seed makes the same city')
  .option('--proposals <n>', 'how many proposals', countOf(1), 30_000)
  .option('--comments <n>', 'how many comments', countOf(0), 235_000)
  .option('--supports <n>', 'how many supports', countOf(0), 400_000)
  .option('--seed <n>', 'the seed', countOf(0), 1)
  .action((size: CrowdSize) => tried((config) => makeCity(config, size, (line) => process.stderr.write(`  ${line}\n`))));

program.command('totp').description('show the current code of a second factor, of the demo city\'s staff unless a secret is given')
  .option('--secret <base32>', 'the secret', demoCity.totpSecret)
  .action(({ secret }: { secret: string }) => {
    try {
      const { code, seconds } = codeAt(secret, new Date());
      process.stdout.write(`${code}\n`);
      process.stderr.write(`good for ${seconds} more seconds, and once a person\n`);
    } catch (error) {
      tell({ ok: false, text: (error as Error).message });
    }
  });

program.command('admin').description('administration').command('link')
  .description('show the one-time link by which the first administrator sets a city up')
  .action(() => run(async (house) => {
    const links = await setupLinks(house, house.config);
    return links.length > 0 ? links.join('\n') : 'Every city here has an administrator; there is nothing to set up.';
  }));

program.command('check').description('check that the record has no gap and that counters say what rows say')
  .option('--repair', 'make counters anew that differ from their rows')
  .action((options: { repair?: boolean }) => run((house) => checkRecord(house, options)));

program.command('rebuild').description('make anew what follows from other data').command('counters')
  .description('make all counters anew from their rows')
  .action(() => run(rebuild));

addLogCommands(program, run);
addModerationCommands(program, run);
addTallyCommands(program).command('import').argument('<file>', 'a Pabulib file (.pb)')
  .description('make the draft of a vote out of a budgeting election: its projects, its budget, and how rules would have done on its ballots')
  .requiredOption('--space <slug>', 'the space')
  .option('--component <id or title>', 'the place for votes; may be left out where there is only one')
  .option('--office <name>', 'the office that asks; else the one in charge of the space')
  .option(...host)
  .action((file: string, options: VoteImportOptions) => run((house) => importVote(house, file, options)));
addGroupingCommands(program);

await program.parseAsync();
