import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { readConfig } from '@hiroba/api/config';
import { freshDatabase } from '@hiroba/testing';
import { checkRecord } from './check-record.ts';
import { makeCity } from './demo-city.ts';
import { inHouse, Trouble } from './house.ts';

const size = { proposals: 60, comments: 400, supports: 500, seed: 7 };
const secret = Buffer.alloc(32, 7).toString('base64');

interface Made { readonly config: ReturnType<typeof readConfig>; readonly client: pg.Client; close(): Promise<void> }

async function made(asked: typeof size): Promise<Made> {
  // Its own template: the city brings its tables along.
  const database = await freshDatabase(async () => undefined, 'hiroba_nothing');
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const config = readConfig({
    DATABASE_URL: database.url, HIROBA_SECRET: secret, HIROBA_DATA: mkdtempSync(path.join(tmpdir(), 'hiroba-city-')), PORT: '3100',
  });
  await makeCity(config, asked);
  return { config, client, close: async () => { await client.end(); await database.drop(); } };
}

/** All that people did, without what the moment of making gives: ids of the place, salts, digests. */
const content = async ({ client }: Made) => {
  const read = async (text: string) => (await client.query(text)).rows as object[];
  return {
    people: await read('select id, code, display_name, created_at from person where email like $$%crowd.example$$ order by id'),
    proposals: await read('select id, author_id, state, title, body, locale, reference, published_at, withdrawn_at, answer_kind, answered_at, rev from proposal order by id'),
    comments: await read('select id, root_id, parent_id, branch_id, depth, author_id, body, state, created_at, rev from comment order by id'),
    supports: await read('select proposal_id, supporter, day from proposal_support order by 1, 2'),
  };
};

describe('hiroba demo city', () => {
  let city: Made;
  beforeAll(async () => {
    city = await made(size);
  });
  afterAll(() => city?.close());

  const number = async (text: string): Promise<number> => Number(Object.values((await city.client.query(text)).rows[0] as object)[0]);

  test('has as many of each thing as asked for, and every counter, ranking and entry agrees', async () => {
    expect(await number('select count(*) from proposal')).toBe(size.proposals);
    expect(await number('select count(*) from comment')).toBe(size.comments);
    expect(await number('select count(*) from proposal_support')).toBe(size.supports);
    expect(await number(`select sum(n) from counter where counter = 'supports'`)).toBe(size.supports);
    expect(await number('select sum(supports) from proposal_rank')).toBe(size.supports);
    expect(await number('select count(*) from counter_delta')).toBe(0);
    expect(await number('select count(distinct reference) from proposal')).toBe(size.proposals);
    expect(await inHouse(city.config, (house) => checkRecord(house, {}))).toMatchObject({ ok: true });
  });

  test('happened in the order of time, and nobody is told about it', async () => {
    expect(await number(`select count(*) from (select at, lag(at) over (order by id) as before from log_entry
      where type in ('proposal.published', 'comment.published', 'proposal.answered')) l where at < before`)).toBe(0);
    expect(await number(`select count(*) from log_pending join log_entry e on e.id = entry_id where e.subject_kind in ('proposal', 'comment')`)).toBe(0);
    expect(await number('select count(*) from mail_outbox')).toBe(0);
    expect(await number(`select count(*) from comment c join proposal p on p.id = c.root_id where c.created_at < p.published_at`)).toBe(0);
    expect(await number(`select count(*) from proposal_support v join proposal p on p.id = v.proposal_id where v.day < (p.published_at at time zone 'UTC')::date`)).toBe(0);
  });

  test('talks most about a few things, and about most things little', async () => {
    const { rows } = await city.client.query<{ n: number }>('select count(*)::int as n from comment group by root_id order by 1 desc');
    const counts = rows.map(({ n }) => n);
    expect(counts[0]).toBeGreaterThan(size.comments / 30);
    expect(counts[Math.floor(counts.length / 2)]).toBeLessThan(size.comments / size.proposals);
  });

  test('is the same for the same seed, and another for another', async () => {
    const [same, other] = [await made(size), await made({ ...size, seed: 8 })];
    try {
      const first = await content(city);
      expect(await content(same)).toEqual(first);
      const { proposals } = await content(other);
      expect(proposals).toHaveLength(size.proposals);
      expect(proposals).not.toEqual(first.proposals);
    } finally {
      await same.close();
      await other.close();
    }
  }, 240_000);

  test('is refused where somebody lives already', async () => {
    await expect(makeCity(city.config, size)).rejects.toThrow(Trouble);
    expect(await number('select count(*) from proposal')).toBe(size.proposals);
  });
});
