import { Injectable } from '@nestjs/common';
import { BATCH, Sql, sql, type OpenDataSet, type Query } from '@hiroba/server';
import { ModerationStatistics } from '../domain/statistics.ts';

interface EntryRow {
  readonly idx: string;
  readonly type: string;
  readonly caseId: string;
  readonly leaf: string;
}

interface Fold {
  readonly statistics: ModerationStatistics;
  /** Up to which entry of the log it has read. */
  upTo: string;
}

/** SQL of the entries of the public log about cases, after one of them. */
const entriesAfter = (organisationId: string, idx: string): Query => sql`
  select idx, type, subject_id as "caseId", convert_from(leaf, 'UTF8') as leaf from log_entry
  where organisation_id = ${organisationId} and log = 'public' and subject_kind = 'case' and idx > ${idx} order by idx limit ${BATCH}`;

const zoneOf = (organisationId: string): Query => sql`select zone from organisation where id = ${organisationId}`;

const newFold = (zone: string): Fold => ({ statistics: new ModerationStatistics(zone), upTo: '-1' });

/** Takes in what the log has gained since. */
async function goOn(fold: Fold, read: (after: string) => Promise<readonly EntryRow[]>): Promise<void> {
  for (;;) {
    const rows = await read(fold.upTo);
    for (const { idx, type, caseId, leaf } of rows) {
      const { at, data } = JSON.parse(leaf) as { at: string; data: Record<string, unknown> };
      fold.statistics.take({ type, at, caseId, data });
      fold.upTo = idx;
    }
    if (rows.length < BATCH) return;
  }
}

/** What moderation did month by month, from the published entries of the log; each is read once. */
@Injectable()
export class StatisticsReads {
  readonly #folds = new Map<string, Promise<Fold>>();

  constructor(private readonly db: Sql) {}

  /** The statistics of a city as its log is now. */
  async of(organisationId: string): Promise<ModerationStatistics> {
    const { zone = 'UTC' } = (await this.db.first<{ zone: string }>(zoneOf(organisationId))) ?? {};
    const key = `${organisationId} ${zone}`;
    const before = this.#folds.get(key) ?? Promise.resolve(newFold(zone));
    // One after another: an entry taken in twice would count twice.
    const next = before.then(async (fold) => {
      await goOn(fold, (after) => this.db.rows<EntryRow>(entriesAfter(organisationId, after)));
      return fold;
    });
    this.#folds.set(key, next);
    next.catch(() => this.#folds.delete(key));
    return (await next).statistics;
  }
}

/** The open data of the statistics: the counts, as the page shows them. */
export const statisticsExport: OpenDataSet = {
  name: 'moderation_statistics',
  titleKey: 'moderation.openData.statistics',
  columns: ['month', 'measure', 'code', 'n'],
  ofSpace: false,
  async *rows(read, { organisationId }) {
    const [row] = await read<{ zone: string }>(zoneOf(organisationId));
    const fold = newFold(row?.zone ?? 'UTC');
    await goOn(fold, (after) => read<EntryRow>(entriesAfter(organisationId, after)));
    yield* fold.statistics.cells();
  },
};
