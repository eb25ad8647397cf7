import type pg from 'pg';
import { libraries } from '@hiroba/api/libraries';
import { counterDifferences, rankingDifferences, rebuildCounters, recordProblems, type CounterDifference } from '@hiroba/server';
import type { House } from './house.ts';

const sources = libraries.flatMap(({ counters = [] }) => counters);
const rankings = libraries.flatMap((library) => library.rankings ?? []);

const differenceLine = ({ counter, subjectId, counted, rows }: CounterDifference): string => `  ${counter} of ${subjectId}: counted ${counted}, but there are ${rows}`;

async function withClient<T>({ db }: House, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await db.pool.connect();
  try {
    return await work(client);
  } finally {
    client.release(true);
  }
}

/** Checks the record and the counters; with `repair`, counters are made anew. The record itself is never repaired. */
export function checkRecord(house: House, { repair }: { readonly repair?: boolean }): Promise<{ ok: boolean; text: string }> {
  return withClient(house, async (client) => {
    const problems = await recordProblems(client);
    const differences = [...await counterDifferences(client, sources), ...await rankingDifferences(client, rankings)];
    const repaired = repair && differences.length > 0 ? (await rebuildCounters(client, sources, rankings)).length : 0;
    const text = [
      problems.length === 0 ? 'The record is whole: no gaps, every row has its entries, every leaf its hash.' : `${problems.length} problems in the record:`,
      ...problems.map(({ kind, subject }) => `  ${kind} ${subject}`),
      differences.length === 0 ? 'Every counter says what its rows say.' : `${differences.length} counters differ from their rows:`,
      ...differences.map(differenceLine),
      ...(repaired > 0 ? [`${repaired} counters were made anew.`] : differences.length > 0 ? ['Make them anew: npx hiroba check --repair'] : []),
    ];
    return { ok: problems.length === 0 && (differences.length === 0 || repaired > 0), text: text.join('\n') };
  });
}

/** Makes all counters anew from their rows. */
export function rebuild(house: House): Promise<string> {
  return withClient(house, async (client) => {
    const wrong = await rebuildCounters(client, sources, rankings);
    return [`All counters were made anew; ${wrong.length} of them had been wrong.`, ...wrong.map(differenceLine)].join('\n');
  });
}
