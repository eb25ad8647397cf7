import type { Command } from 'commander';
import { ModerationStatistics } from '@hiroba/moderation/statistics';
import { entriesOf, judged, trusting, type Trust } from '@hiroba/transparency/cli';

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

/** Adds the commands of moderation; they need neither database nor installation. */
export function addModerationCommands(program: Command): void {
  trusting(program.command('moderation').description('what moderation did').command('stats'))
    .description('count what moderation did, month by month, in a public log; small numbers are covered as on the page')
    .requiredOption('--log <url or folder>', 'where the log is: https://city.example/log/public')
    .option('--zone <zone>', 'where months begin at midnight', 'Asia/Tokyo')
    .action((options: StatsOptions) => judged(async () => ({ code: 0, text: await moderationStats(options) })));
}
