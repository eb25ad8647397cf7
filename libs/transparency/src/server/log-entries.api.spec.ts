import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { Topics } from '@hiroba/server';
import { plansOf, startApp, World, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';
import { bytesOf } from '../domain/bytes.ts';
import { parseVerifierKey, type VerifierKey } from '../domain/keys.ts';
import { verifyProofFile } from '../domain/proof-file.ts';
import { LiveLog } from './live-log.ts';
import { LogKeeper } from './log-keeper.ts';
import { nodeCiphers } from './node-ciphers.ts';

interface Entry {
  readonly id: string;
  readonly number: number | null;
  readonly act: string;
  readonly title: { readonly text: string } | null;
  readonly within: { readonly text: string } | null;
  readonly gone: boolean;
  readonly leaf: string;
  readonly rev: number | null;
}
interface Page {
  readonly page: { readonly items: readonly Entry[]; readonly next: string | null };
}

const fields = 'id number act title { text } within { text } gone leaf rev';
const list = `query Q($kind: String, $space: String, $day: String, $first: Int! = 100, $after: String) {
  page: logEntries(kind: $kind, space: $space, day: $day, first: $first, after: $after) { items { ${fields} } next } }`;
const history = `query Q($id: ID!, $first: Int! = 100, $after: String) {
  page: logHistory(kind: "proposal", id: $id, first: $first, after: $after) { items { ${fields} } next } }`;
const one = `query Q($id: ID, $index: Int) { logEntry(id: $id, index: $index) { ${fields} } }`;

let app: SpecApp;
let staff: Actor;
let hana: Actor;
let visitor: Actor;
let stranger: Actor;
let room: PlacedRoom;
let members: PlacedRoom;
let proposal: string;
let inside: string;

const keep = () => app.server.nest.get(LogKeeper).keep();
const numbers = ({ page }: Page) => page.items.map(({ number }) => number);
const edit = (by: Actor, id: string, title: string) =>
  by.act(
    `mutation M($id: ID!, $input: ProposalInput!) { outcome: editProposal(id: $id, input: $input) {
      __typename ... on Proposal { id } ... on Refusal { code field message } } }`,
    { id, input: { title, body: '木陰とベンチ。', locale: 'ja' } },
  );

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  hana = await app.world.citizen('花田');
  visitor = app.world.visitor();
  room = await app.world.room(staff, 'proposals', { settings: { drafts: 50 } });
  members = await app.world.room(staff, 'proposals');
  proposal = await app.world.proposal(hana, room.componentId, { title: '木陰を増やす' });
  await edit(hana, proposal, '木陰をもっと増やす');
  inside = await app.world.proposal(hana, members.componentId, { title: '内輪の話' });
  const { edition } = (
    await staff.run<{ spaceById: { edition: number } }>('query Q($id: ID!) { spaceById(id: $id) { edition } }', {
      id: members.spaceId,
    })
  ).spaceById;
  await staff.act(
    `mutation M($id: ID!, $edition: Int!) { outcome: setSpaceVisibility(id: $id, edition: $edition, visibility: MEMBERS_ONLY) {
      __typename ... on Space { id } ... on Refusal { code field message } } }`,
    { id: members.spaceId, edition },
  );
  await app.world.draft(hana, room.componentId, { title: '下書き' });
  const other = await World.city(app.server, 'other.test');
  stranger = other.visitor();
  await keep();
});
afterAll(() => app?.close());

describe('the list', () => {
  test('has every public entry once, the newest first, and walks through them in one statement a page', async () => {
    const whole = await visitor.run<Page>(list);
    const size = whole.page.items.length;
    expect(numbers(whole)).toEqual(Array.from({ length: size }, (_, at) => size - 1 - at));
    const walked: (number | null)[] = [];
    let after: string | null = null;
    do {
      const { result, statements }: { result: Page; statements: readonly unknown[] } = await visitor.counted<Page>(
        list,
        {
          first: 3,
          after,
        },
      );
      expect(statements).toHaveLength(1);
      walked.push(...numbers(result));
      after = result.page.next;
    } while (after);
    expect(walked).toEqual(numbers(whole));
    const { rows } = await app.server.db.pool.query(
      `select count(*)::int as n from log_entry where log = 'public' and organisation_id = $1`,
      [app.world.organisationId],
    );
    expect(rows).toEqual([{ n: size }]);
    expect(JSON.stringify(whole)).not.toMatch(/下書き|花田/);
  });

  test.each(['bm9uZQ', 'WzEuNV0', 'WyJ4Il0'])('takes no cursor that is none: %s', async (after) => {
    await expect(visitor.run(list, { after })).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  test('is narrowed by heading, space and day, each in one statement', async () => {
    const acts = async (variables: object) => {
      const { result, statements } = await visitor.counted<Page>(list, variables);
      expect(statements).toHaveLength(1);
      return result.page.items.map(({ act }) => act);
    };
    expect(await acts({ kind: 'proposals' })).toEqual(['提案の公開', '提案の編集', '提案の公開']);
    expect(await acts({ kind: 'proposals', first: 1 })).toEqual(['提案の公開']);
    expect(await acts({ kind: 'proposals', space: room.slug })).toEqual(['提案の編集', '提案の公開']);
    expect(await acts({ space: room.slug })).toContain('参加の場の公開');
    expect(await acts({ kind: 'nonsense' })).toEqual([]);
    expect(await acts({ space: 'nowhere' })).toEqual([]);
    // Who may not enter cannot ask for a space by its name.
    expect(await acts({ space: members.slug })).toEqual([]);
    const all = (await acts({})).length;
    const today = await acts({ day: '2026-11-22' });
    expect(today.length).toBe(all);
    expect([await acts({ day: '2026-11-21' }), await acts({ day: '2026-11-23' })]).toEqual([[], []]);
    expect(await acts({ day: '2026-11-22', kind: 'proposals', space: room.slug })).toHaveLength(2);
    await expect(visitor.run(list, { day: '22.11.' })).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  test('shows what happens among members as codes, and their words to those who belong', async () => {
    const of = async (who: Actor) => (await who.run<Page>(history, { id: inside })).page.items;
    const [outside] = await of(visitor);
    expect(outside).toMatchObject({ act: '提案の公開', title: null, within: null, gone: true, rev: 1 });
    expect(JSON.stringify(outside)).not.toMatch(/内輪/);
    expect((await of(staff))[0]).toMatchObject({ title: { text: '内輪の話' }, within: { text: '広場' } });
  });

  test('has nothing of another city', async () => {
    const entry = (await visitor.run<Page>(list, { first: 1 })).page.items[0];
    const theirs = (await stranger.run<Page>(list)).page.items;
    expect(theirs.map(({ act }) => act)).toEqual(['公開記録の形式の公開', '公開記録の開始']);
    expect(await stranger.run(one, { id: entry?.id })).toEqual({ logEntry: null });
    expect((await stranger.run<Page>(history, { id: proposal })).page.items).toEqual([]);
    expect(
      await stranger.run(
        'query Q($id: ID!) { logProof(eventId: $id) { proof } logNumber(kind: "proposal", id: $id) }',
        { id: entry?.id },
      ),
    ).toEqual({
      logProof: null,
      logNumber: null,
    });
  });
});

describe('an entry', () => {
  test('is found by number and by id, and its proof holds', async () => {
    const [newest] = (await visitor.run<Page>(list, { first: 1 })).page.items;
    const found = await visitor.run(one, { index: newest?.number });
    expect(found).toEqual({ logEntry: newest });
    expect(await visitor.run(one, { id: newest?.id })).toEqual(found);
    expect(await visitor.run(one, { index: (newest?.number ?? 0) + 1 })).toEqual({ logEntry: null });
    await expect(visitor.run(one)).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    const { logProof, logCheckpoint } = await visitor.run<{
      logProof: { index: number; proof: string; leaf: string };
      logCheckpoint: { vkey: string; size: number };
    }>('query Q($id: ID!) { logProof(eventId: $id) { index proof leaf } logCheckpoint { vkey size } }', {
      id: newest?.id,
    });
    const key = parseVerifierKey(logCheckpoint.vkey, nodeCiphers) as VerifierKey;
    expect(logProof.leaf).toBe(newest?.leaf);
    expect(verifyProofFile(logProof.proof, bytesOf(newest?.leaf ?? ''), [key], nodeCiphers)).toMatchObject({
      index: newest?.number,
      checkpoint: { size: logCheckpoint.size },
    });
  });

  test('that is not numbered yet waits, stands in the history of its thing, and is told when it is there', async () => {
    await edit(hana, proposal, '木陰をずっと増やす');
    const { items } = (await visitor.run<Page>(history, { id: proposal })).page;
    expect(items.map(({ rev, number }) => [rev, typeof number])).toEqual([
      [1, 'number'],
      [2, 'number'],
      [3, 'object'],
    ]);
    const [{ id } = { id: '' }] = items.slice(-1);
    const asked = 'query Q($id: ID!) { logProof(eventId: $id) { proof } }';
    expect(await visitor.run(asked, { id })).toEqual({ logProof: null });
    const topics = app.server.nest.get(Topics);
    void topics.listen();
    const waiting = await app.server.nest.get(LiveLog).inclusion(visitor.viewer, id);
    const told = waiting.next();
    await expect(app.server.nest.get(LiveLog).inclusion(stranger.viewer, id)).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    while (
      (
        await app.server.db.pool.query(
          `select 1 from pg_stat_activity where application_name = 'hiroba topics' and query like 'listen%' and datname = current_database()`,
        )
      ).rowCount === 0
    )
      await setTimeout(20);
    await keep();
    const { logEntry } = await visitor.run<{ logEntry: Entry }>(one, { id });
    expect((await told).value).toEqual({ number: logEntry.number, size: expect.any(Number) });
    await waiting.return?.();
    expect(await visitor.run(asked, { id })).toMatchObject({
      logProof: { proof: expect.stringContaining('c2sp.org/tlog-proof') },
    });
    const pages = [];
    for (let after: string | null | undefined = null; after !== undefined;) {
      const { page }: Page = await visitor.run<Page>(history, { id: proposal, first: 1, after });
      pages.push(...page.items.map(({ rev }) => rev));
      after = page.next ?? undefined;
    }
    expect(pages).toEqual([1, 2, 3]);
  });
});

describe('a long log is walked along an index', () => {
  beforeAll(async () => {
    const client = await app.server.db.pool.connect();
    await client.query('set session_replication_role = replica');
    await client.query(
      `insert into log_entry (organisation_id, log, event_id, type, subject_kind, subject_id, subject_rev, leaf, leaf_hash, at, idx)
       select $1::uuid, 'public', g.id, case when n % 500 = 0 then 'proposal.withdrawn' else 'comment.published' end, 'comment', g.id, 1,
         convert_to('{"at":"2026-11-01T00:00:00.000Z","data":{},"id":"' || g.id || '","space":"' || gen_random_uuid() || '","type":"comment.published","v":1}', 'UTF8'),
         sha256('x'), '2026-11-01T00:00:00Z'::timestamptz + n * interval '1 minute', 1000 + n
       from (select n, gen_random_uuid() as id from generate_series(1, 20000) n offset 0) g`,
      [app.world.organisationId],
    );
    await client.query('analyze log_entry');
    client.release(true);
  });

  test.each([
    ['the newest', {}, /^log_entry_organisation_id_log_idx_key$/],
    ['a heading', { kind: 'proposals' }, /^log_entry_of_type$/],
    ['a day', { day: '2026-11-05' }, /^log_entry_(of_time|organisation_id_log_idx_key)$/],
  ])('%s', async (_, variables, index) => {
    const nodes = (await plansOf(app, /log_entry e/, () => visitor.run(list, { first: 20, ...variables }))).flat();
    const ours = nodes.filter((node) => node['Relation Name'] === 'log_entry');
    expect(ours.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
    expect(nodes.flatMap((node) => node['Index Name'] ?? []).filter((name) => index.test(name))).not.toEqual([]);
    const touched = ours.reduce(
      (sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
      0,
    );
    expect(touched).toBeLessThan(4_000);
  });

  test('a space', async () => {
    const nodes = (await plansOf(app, /log_entry e/, () => visitor.run(list, { first: 20, space: room.slug }))).flat();
    expect(nodes.flatMap((node) => node['Index Name'] ?? [])).toContain('log_entry_of_place');
    expect(nodes.filter((node) => node['Relation Name'] === 'log_entry' && node['Node Type'] === 'Seq Scan')).toEqual(
      [],
    );
  });

  test.each([
    ['what names a thing', 'logMentions(kind: "proposal", id: "ID", first: 20)', 'log_entry_naming'],
    ["the viewer's own", 'myReceipts(first: 20)', 'log_entry_context_mine'],
  ])('%s', async (_, field, index) => {
    const asked = `{ page: ${field.replace('ID', proposal)} { items { id } } }`;
    const nodes = (await plansOf(app, /log_entry e/, () => hana.run(asked))).flat();
    expect(nodes.flatMap((node) => node['Index Name'] ?? [])).toContain(index);
    expect(nodes.filter((node) => node['Relation Name'] === 'log_entry' && node['Node Type'] === 'Seq Scan')).toEqual(
      [],
    );
  });

  test('one thing', async () => {
    const nodes = (await plansOf(app, /log_entry e/, () => visitor.run(history, { id: proposal }))).flat();
    expect(nodes.filter((node) => node['Relation Name'] === 'log_entry' && node['Node Type'] === 'Seq Scan')).toEqual(
      [],
    );
  });
});
