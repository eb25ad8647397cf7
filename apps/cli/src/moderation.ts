import type { Command } from 'commander';
import { ModerationStatistics } from '@hiroba/moderation/statistics';
import { entriesOf, judged, trusting, WronglyAsked, type Trust } from '@hiroba/transparency/cli';
import type { House } from './house.ts';
import { exportDsa, type DsaOptions } from './moderation-dsa.ts';

interface StatsOptions extends Trust {
  readonly log: string;
  readonly zone: string;
}

/** What moderation did, counted in a log that is verified as it is read; lines as in the open data. */
export async function moderationStats({ log, zone, ...trust }: StatsOptions): Promise<string> {
  const statistics = new ModerationStatistics(zone);
  for await (const { type, at, subject, data } of entriesOf(log, trust)) {
    if (subject?.kind === 'case') statistics.take({ type, at, caseId: subject.id, data });
  }
  const counts = statistics.cells().map(({ month, measure, code, n }) => [month, measure, code, n ?? ''].join(','));
  const durations = statistics
    .durations()
    .map(({ month, measure, many, median, p90 }) =>
      [month, measure, `of ${many}`, `median ${median}`, `p90 ${p90}`].join(','),
    );
  return ['month,measure,code,n', ...counts, ...durations].join('\n');
}

type Asked = Omit<StatsOptions, 'log'> & { readonly log?: string; readonly fromLog?: string };

/** Adds the commands of moderation: numbers need neither database nor installation, statements are read from the database. */
export function addModerationCommands(
  program: Command,
  run: (work: (house: House) => Promise<string>) => Promise<void>,
): void {
  const moderation = program.command('moderation').description('what moderation did');
  trusting(moderation.command('stats'))
    .description('count what moderation did, month by month, in a public log; small numbers are covered as on the page')
    .option('--log <url or folder>', 'where the log is: https://city.example/log/public')
    .option('--from-log <url or folder>', 'the same by its longer name')
    .option('--zone <zone>', 'where months begin at midnight', 'Asia/Tokyo')
    .action(({ fromLog, log = fromLog, ...options }: Asked) =>
      judged(async () => {
        if (log === undefined) throw new WronglyAsked('Where is the log? Give --log.');
        return { code: 0, text: await moderationStats({ ...options, log }) };
      }),
    );
  moderation
    .command('dsa')
    .description('write decisions in the form of the European transparency database, at most 100 in a file')
    .requiredOption('--dir <folder>', 'where to write')
    .option('--month <month>', 'only what was decided in a month, as 2026-11')
    .option('--locale <locale>', 'in which language: ja or en', 'ja')
    .option('--host <host>', 'the city, where several live in one installation')
    .action((options: DsaOptions) => run((house) => exportDsa(house, options)));
}
