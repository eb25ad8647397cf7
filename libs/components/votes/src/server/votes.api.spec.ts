import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DATA_DIR, literal, rowsIn, sql } from '@hiroba/server';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { startApp, type Actor, type PlacedRoom, type SpecApp } from '@hiroba/testing';
import { recount } from '../domain/recount.ts';
import { VoteDue } from './vote.due.ts';

let app: SpecApp;
let staff: Actor;
let second: Actor;
let people: Actor[];
let room: PlacedRoom;

// By address and not by name: the application sits above its libraries.
const assembly = new URL('../../../../../apps/api/src/testing.ts', import.meta.url).pathname;
const START = '2026-11-22T12:00:00+09:00';
const OPENS = '2026-12-01T09:00:00+09:00';
const CLOSES = '2026-12-08T17:00:00+09:00';

beforeAll(async () => {
  app = await startApp({ now: START });
  staff = await app.world.staff();
  second = await app.world.staff('別の職員');
  people = await Promise.all(Array.from({ length: 24 }, (_, n) => app.world.citizen(`市民${n}`)));
  room = await app.world.room(staff, 'votes', { actions: [] });
});
afterAll(() => app?.close());

const shown = '__typename ... on Vote { id status } ... on Refusal { code field message }';
const on = (mutation: string, parameters = '', args = '') => `mutation M($id: ID!${parameters}) { outcome: ${mutation}(id: $id${args}) { ${shown} } }`;
const draft = `mutation M($componentId: ID!, $input: VoteInput!) { outcome: draftVote(componentId: $componentId, input: $input) { ${shown} } }`;
const addOption = `mutation M($id: ID!, $input: VoteOptionInput!) { outcome: addVoteOption(voteId: $id, input: $input) { ${shown} } }`;
const cast = `mutation M($id: ID!, $ballot: String!) { outcome: castBallot(voteId: $id, ballot: $ballot) {
  __typename ... on BallotReceipt { id digest salt ballot disclosure note } ... on Refusal { code field message } } }`;
const withdraw = `mutation M($id: ID!) { outcome: withdrawBallot(voteId: $id) { ${shown} } }`;
const read = (fields: string) => `query Q($id: ID!) { vote(id: $id) { ${fields} } }`;

interface Receipt {
  readonly digest: string;
  readonly salt: string;
  readonly ballot: string;
  readonly note: string | null;
}

const person = (n: number): Actor => people[n] as Actor;
const one = (code: string) => JSON.stringify(code);
const at = (time: string) => app.clock.set(`2026-12-${time}+09:00`);

async function announced(more: object = {}): Promise<string> {
  app.clock.set(START);
  const input = { title: { ja: '公園の名前' }, office: '公園緑地課', type: 'single', opensAt: OPENS, closesAt: CLOSES, ...more };
  const { id } = await staff.act(draft, { componentId: room.componentId, input });
  for (const title of ['さくら公園', 'みどり公園', 'かわべ公園']) await staff.act(addOption, { id, input: { title: { ja: title } } });
  await staff.act(on('announceVote'), { id });
  return id;
}

/** Opens a vote, and lets somebody look at it: the clock has come. */
async function opened(more: object = {}): Promise<string> {
  const id = await announced(more);
  at('01T09:00:00');
  await settle();
  return id;
}

const settle = (): Promise<void> => app.server.nest.get(VoteDue).settle();

/** Lets a closed vote go as far as it goes by itself. */
async function counted(): Promise<void> {
  at('08T17:15:00');
  for (let step = 0; step < 4; step += 1) await settle();
}

const entries = async (id: string, type: string) => (await app.server.db.rows<{ data: { n: number; digests: string[] } & Record<string, unknown> }>(sql`
  select (convert_from(leaf, 'UTF8')::json -> 'data') as data from log_entry where subject_id = ${id} and type = ${type} order by id`)).map(({ data }) => data);

describe('a vote', () => {
  test('goes its whole way: announced, open, fixed, counted, objected to, final', async () => {
    const id = await announced();
    expect(await person(0).refused(cast, { id, ballot: one('1') })).toBe('PHASE_CLOSED');
    expect(await staff.refused(addOption, { id, input: { title: { ja: 'おそい案' } } })).toBe('WRONG_STATE');
    at('01T09:00:00');
    // Nobody has opened it yet: the first who comes does.
    const receipts: Receipt[] = [];
    for (let n = 0; n < 22; n += 1) receipts.push(await person(n).act<Receipt>(cast, { id, ballot: one(n < 12 ? '1' : '2') }));
    await counted();
    expect(await staff.run(read('status ballots superseded blank eligible uniquePermille'), { id }))
      .toEqual({ vote: { status: 'TALLIED', ballots: 22, superseded: 0, blank: 0, eligible: 26, uniquePermille: 0 } });
    const [closed] = await entries(id, 'vote.closed');
    expect(closed).toMatchObject({ ballots: 22, superseded: 0, publication: 'PUBLIC' });
    const logged = (await entries(id, 'vote.ballot_batch')).flatMap(({ digests }) => digests);
    expect([...logged].sort()).toEqual(receipts.map(({ digest }) => digest).sort());
    await staff.act(on('publishVoteResult'), { id });
    // V14: the log and the files spell what they hold of each other the same way.
    const shownHashes = await staff.run<{ vote: { ruleHash: string; ballotsHash: string; result: string } }>(read('ruleHash ballotsHash result'), { id });
    expect(JSON.parse(shownHashes.vote.result)).toMatchObject({ ruleHash: shownHashes.vote.ruleHash, ballotsHash: shownHashes.vote.ballotsHash });
    expect((await entries(id, 'vote.opened'))[0]?.rule_hash).toBe(shownHashes.vote.ruleHash);
    const { id: hana } = person(0);
    await person(0).act(on('objectToVote', ', $text: String!', ', text: $text'), { id, text: '数え方がわかりません。' });
    const [objection] = await app.server.db.rows<{ id: string }>(sql`select id from vote_objection where vote_id = ${id} and person_id = ${hana}`);
    const decide = on('decideVoteObjection', ', $objection: ID!', ', objectionId: $objection, decision: "DISMISSED", reason: "説明しました。"');
    expect(await staff.refused(decide, { id, objection: objection?.id })).toBe('TOOK_PART');
    at('20T00:00:00');
    expect(await staff.refused(on('finaliseVote'), { id })).toBe('OBJECTIONS_OPEN');
    await second.act(decide, { id, objection: objection?.id });
    await staff.act(on('finaliseVote'), { id });
    expect(await person(0).run(read('status'), { id })).toEqual({ vote: { status: 'FINAL' } });
  });

  test('is annulled by two members of staff, in the database too', async () => {
    const id = await announced();
    expect(await second.refused(on('annulVote'), { id })).toBe('NOT_ASKED_FOR');
    const askToAnnul = on('askToAnnulVote', ', $reason: String!', ', reason: $reason');
    await second.act(askToAnnul, { id, reason: '日程に誤りがありました。' });
    await staff.act(askToAnnul, { id, reason: '選択肢に誤りがありました。' });
    expect(await staff.refused(on('annulVote'), { id })).toBe('SECOND_PERSON');
    const alone = app.server.db.rows(sql`update vote set voided_at = now() where id = ${id}`);
    await expect(alone).rejects.toMatchObject({ code: '23514' });
    await second.act(on('annulVote'), { id });
    expect(await staff.run(read('status'), { id })).toEqual({ vote: { status: 'VOID' } });
  });

  test('V8 takes a ballot by the clock of the database: before the end, not at it, nor queued in the lock over it', async () => {
    const id = await opened();
    at('08T16:59:59.999');
    expect(await person(0).refused(cast, { id, ballot: one('1') })).toBeUndefined();
    at('08T17:00:00');
    expect(await person(1).refused(cast, { id, ballot: one('1') })).toBe('PHASE_CLOSED');
    at('08T17:00:00.001');
    expect(await person(1).refused(cast, { id, ballot: one('1') })).toBe('PHASE_CLOSED');
    at('08T16:59:59.999');
    const em = app.server.nest.get(MikroORM).em.fork() as EntityManager;
    let queued: Promise<string | undefined> | undefined;
    await em.transactional(async (inner) => {
      await rowsIn(inner as EntityManager, sql`select 1 from vote where id = ${id} for update`);
      queued = person(1).refused(cast, { id, ballot: one('1') });
      await new Promise((resolve) => setTimeout(resolve, 200));
      at('08T17:00:00');
    });
    expect(await queued).toBe('PHASE_CLOSED');
  });

  test('V9 counts fifty ballots of one person at once as one, over two processes; B4 the same request gives the same receipt, another body is refused', async () => {
    const id = await opened();
    const hana = person(0);
    const key = { requestKey: 'a'.repeat(32) };
    const same = await Promise.all(Array.from({ length: 25 }, () => hana.run<{ outcome: Receipt }>(cast, { id, ballot: one('1') }, key)));
    expect(new Set(same.map(({ outcome }) => outcome.digest)).size).toBe(1);
    expect(await hana.run(cast, { id, ballot: one('2') }, key)).toMatchObject({ outcome: { code: 'IDEMPOTENCY_MISMATCH' } });
    // Half of them arrive at another process over the same database.
    const { assembleForSpec } = await import(assembly) as { assembleForSpec: (url: string, clock: object, env: object) => Promise<SpecApp['server']> };
    const other = await assembleForSpec(app.url, app.clock, { HIROBA_DATA: app.server.nest.get<string>(DATA_DIR as never) });
    const there = (ballot: string, key: { requestKey?: string } = {}) =>
      other.executeFor({ viewer: hana.viewer, loaders: new WeakMap(), effects: {} })<{ outcome: Receipt & { code?: string } }>(cast, { id, ballot }, key);
    const both = await Promise.all(Array.from({ length: 25 }, (_, n) => {
      const ballot = one(String((n % 3) + 1));
      return n % 2 ? hana.run<{ outcome: Receipt }>(cast, { id, ballot }) : there(ballot);
    }));
    expect(both.every(({ outcome }) => outcome.digest)).toBe(true);
    const again = { requestKey: 'b'.repeat(32) };
    const [here, elsewhere] = await Promise.all([hana.run<{ outcome: Receipt }>(cast, { id, ballot: one('3') }, again), there(one('3'), again)]);
    expect(here.outcome).toEqual(elsewhere.outcome);
    expect(await there(one('1'), again)).toMatchObject({ outcome: { code: 'IDEMPOTENCY_MISMATCH' } });
    await other.close();
    await counted();
    expect(await staff.run(read('ballots superseded'), { id })).toEqual({ vote: { ballots: 1, superseded: 26 } });
  });

  test('V10 takes no ballot of whoever may not vote', async () => {
    const late = await announced();
    const stranger = await app.world.citizen('後から来た人');
    const leaver = await app.world.citizen('去る人');
    app.clock.set(OPENS);
    await settle();
    const newcomer = await app.world.citizen('もっと後から来た人');
    expect(await newcomer.refused(cast, { id: late, ballot: one('1') })).toBe('NOT_IN_ELECTORATE');
    expect(await app.world.as(stranger, { suspended: true }).refused(cast, { id: late, ballot: one('1') })).toBe('SUSPENDED');
    await leaver.act(cast, { id: late, ballot: one('2') });
    await counted();
    expect(await staff.run(read('ballots'), { id: late })).toEqual({ vote: { ballots: 1 } });
  });

  test('V11 counts the last ballot of a person, none after it was taken back, and every one before as superseded', async () => {
    const id = await opened();
    for (const choice of ['1', '2', '3']) await person(0).act(cast, { id, ballot: one(choice) });
    await person(1).act(cast, { id, ballot: one('1') });
    await person(1).act(withdraw, { id });
    expect(await person(1).refused(withdraw, { id })).toBe('NOT_CAST');
    await counted();
    const [file] = await app.server.db.rows<{ body: string }>(sql`select body from vote_file where vote_id = ${id} and name = 'ballots.jsonl'`);
    expect(file?.body).toBe('{"b":"3","n":1}\n');
    expect(await staff.run(read('ballots superseded'), { id })).toEqual({ vote: { ballots: 1, superseded: 3 } });
    const digests = (await entries(id, 'vote.ballot_batch')).flatMap((batch) => batch.digests);
    expect(digests).toHaveLength(4);
  });

  test('V13 tells nothing while it is open: the same answers before and after a ballot, and no more than once an hour from 20 on', async () => {
    const id = await opened();
    const all = read('status ballots blank superseded eligible uniquePermille ballotsHash turnout { voted eligible at } options { code }');
    const looks = async () => JSON.stringify([await app.world.visitor().run(all, { id }), await staff.run(all, { id })]);
    const before = await looks();
    for (let n = 0; n < 19; n += 1) await person(n).act(cast, { id, ballot: one('1') });
    await settle();
    expect(await looks()).toBe(before);
    await person(19).act(cast, { id, ballot: one('2') });
    await settle();
    expect(await staff.run(read('turnout { voted eligible }'), { id })).toMatchObject({ vote: { turnout: { voted: 20 } } });
    const told = await looks();
    for (let n = 0; n < 20; n += 1) await person(n).act(cast, { id, ballot: one('2') });
    app.clock.advance(59);
    await settle();
    expect(await looks()).toBe(told);
    app.clock.advance(1);
    await settle();
    expect(await entries(id, 'vote.ballot_batch')).toHaveLength(2);
  });

  test.each([['SEPARATED', 'nobody'], ['OPEN', 'everybody']])('V12 B6 after the end of a vote at level %s %s finds a way from a person to a ballot', async (secrecy) => {
    const id = await opened({ secrecy });
    const receipts: Receipt[] = [];
    for (let n = 0; n < 22; n += 1) receipts.push(await person(n).act<Receipt>(cast, { id, ballot: one(String((n % 2) + 1)) }));
    const name = id.replaceAll('-', '');
    // While it is open a dump holds only what is sealed.
    const dump = JSON.stringify(await app.server.db.rows(sql`select encode(sealed, 'escape') as sealed, encode(key, 'hex') as key, request from ${literal(`ballots.ballot_${name}`)}`));
    for (const { salt } of receipts) expect(dump).not.toContain(salt);
    expect(dump).not.toContain('ballot":');
    await counted();
    const mails = JSON.stringify(await app.server.db.rows(sql`select row_to_json(m)::text as text from mail_outbox m`));
    for (const { salt, digest } of receipts) for (const told of [salt, digest]) expect(mails).not.toContain(told);
    const tables = await app.server.db.rows(sql`select tablename from pg_tables where tablename like ${`%${name}`}`);
    expect(tables).toEqual([]);
    const data = app.server.nest.get<string>(DATA_DIR as never);
    expect(await readdir(path.join(data, 'vote-keys'))).not.toContain(id);
    const marks = await app.server.db.rows<{ person_id: string; xmin: string }>(sql`
      select person_id, xmin::text from electorate where vote_id = ${id} and channel is not null order by ctid`);
    expect(new Set(marks.map(({ xmin }) => xmin)).size).toBe(1);
    expect(marks.map((mark) => mark.person_id)).toEqual([...marks.map((mark) => mark.person_id)].sort());
    const known = await app.server.db.rows<{ person_id: string }>(sql`select person_id from open_ballot where vote_id = ${id}`);
    expect(known).toHaveLength(secrecy === 'OPEN' ? 22 : 0);
    const written = await app.server.db.rows<{ text: string }>(sql`
      select coalesce(c.actor_id::text, '') || convert_from(e.leaf, 'UTF8') || c.params::text as text from log_entry e join log_entry_context c on c.entry_id = e.id
      where e.subject_id = ${id} and e.type in ('vote.ballot_batch', 'vote.closed')`);
    for (const voter of people) expect(written.some(({ text }) => text.includes(voter.id))).toBe(false);
    expect(await app.server.db.rows(sql`select 1 from write_key where outcome_id = ${id} and owner = any(${people.map((voter) => voter.id)}::text[])`)).toEqual([]);
  });

  test('V15 is counted by one process at a time, apart from it, and not at all where its ballots are not those that were fixed', async () => {
    const id = await opened();
    for (let n = 0; n < 21; n += 1) await person(n).act(cast, { id, ballot: one(n < 12 ? '1' : '2') });
    const { pool } = app.server.db;
    const other = await pool.connect();
    await other.query('select pg_advisory_lock(72405016, hashtext($1))', [id]);
    await counted();
    const status = async () => (await staff.run<{ vote: { status: string } }>(read('status'), { id })).vote.status;
    expect(await status()).toBe('BALLOTS_PUBLISHED');
    // As if its connection were cut off.
    other.release(true);
    const tamper = async (from: string, to: string) => {
      const em = app.server.nest.get(MikroORM).em.fork() as EntityManager;
      await em.transactional(async (inner) => {
        await rowsIn(inner as EntityManager, sql`set local session_replication_role = replica`);
        await rowsIn(inner as EntityManager, sql`update vote_file set body = replace(body, ${from}, ${to}) where vote_id = ${id} and name = 'ballots.jsonl'`);
      });
    };
    await tamper('"n":12', '"n":13');
    await expect(settle()).rejects.toThrow('not those that were fixed');
    expect(await status()).toBe('BALLOTS_PUBLISHED');
    await tamper('"n":13', '"n":12');
    await Promise.all([settle(), settle()]);
    expect(await status()).toBe('TALLIED');
    expect(await entries(id, 'vote.tallied')).toHaveLength(1);
  });

  test('V18 shows what the city adopts beside what was counted, with an entry of two people for each difference', async () => {
    const id = await opened();
    for (let n = 0; n < 21; n += 1) await person(n).act(cast, { id, ballot: one(n < 12 ? '1' : '2') });
    await counted();
    const publish = on('publishVoteResult', ', $adopted: [ID!]', ', adopted: $adopted');
    const ask = on('askForVoteOverride', ', $input: VoteOverrideInput!', ', input: $input');
    const input = { option: '1', kind: 'REPLACE_BY', replacement: '2', code: 'LEGAL', reason: '同じ名前の公園がとなりの市にあります。', office: '公園緑地課' };
    const adoption = 'adoption { computed adopted entries { option kind reason office } }';
    expect(await staff.run(read(adoption), { id })).toEqual({ vote: { adoption: { computed: ['1'], adopted: ['1'], entries: [] } } });
    expect(await person(0).run(read(`${adoption} asked { text }`), { id })).toEqual({ vote: { adoption: null, asked: [] } });
    expect(await staff.refused(publish, { id, adopted: ['2'] })).toBe('OVERRIDE_MISSING adopted');
    // Whoever asks may be somebody who did nothing with this vote before.
    await second.act(ask, { id, input });
    expect(await second.refused(on('recordVoteOverride'), { id })).toBe('SECOND_PERSON');
    expect(await staff.run(read('asked { act mine }'), { id })).toEqual({ vote: { asked: [{ act: 'OVERRIDE', mine: false }] } });
    await staff.act(on('recordVoteOverride'), { id });
    expect(await second.refused(on('recordVoteOverride'), { id })).toBe('NOT_ASKED_FOR');
    expect(await staff.refused(publish, { id, adopted: ['1'] })).toBe('OVERRIDE_MISSING adopted');
    await staff.act(publish, { id, adopted: ['2'] });
    const shown = await app.world.visitor().run<{ vote: { adoption: { adopted: string[] }; packageHash: string } }>(read(`${adoption} packageHash`), { id });
    expect(shown.vote.adoption).toMatchObject({ computed: ['1'], adopted: ['2'], entries: [{ option: '1', kind: 'REPLACE_BY', reason: input.reason }] });
    at('20T00:00:00');
    await staff.act(on('finaliseVote'), { id });
    // The result is final; what is decided about it later is written down, too.
    await second.act(ask, { id, input: { ...input, option: '3', kind: 'INCLUDE', replacement: null } });
    await staff.act(on('recordVoteOverride'), { id });
    const later = await app.world.visitor().run<typeof shown>(read(`${adoption} packageHash`), { id });
    expect(later.vote.adoption.adopted).toEqual(['2', '3']);
    expect((await entries(id, 'vote.override_recorded')).map((entry) => entry.package_hash)).toEqual([undefined, later.vote.packageHash]);
    const files = await app.server.db.rows<{ name: string; body: string }>(sql`select name, body from vote_file where vote_id = ${id} and public`);
    expect(recount(Object.fromEntries(files.map(({ name, body }) => [name, body]))).problems).toEqual([]);
  });

  test('waits for a lot that two people draw, and counts but once meanwhile', async () => {
    const id = await opened({ tieRule: 'lot', lotSource: { ja: '日経平均株価の終値' } });
    for (let n = 0; n < 20; n += 1) await person(n).act(cast, { id, ballot: one(n < 10 ? '1' : '2') });
    await counted();
    expect(await staff.run(read('status counting { awaitsLot }'), { id })).toEqual({ vote: { status: 'BALLOTS_PUBLISHED', counting: { awaitsLot: true } } });
    await staff.act(on('askForVoteLot', ', $value: String!', ', value: $value'), { id, value: '38123.45' });
    expect(await staff.refused(on('drawVoteLot'), { id })).toBe('SECOND_PERSON');
    await second.act(on('drawVoteLot'), { id });
    await settle();
    expect(await staff.run(read('status'), { id })).toEqual({ vote: { status: 'TALLIED' } });
  });

  test('a budget is announced once its rules have been tried', async () => {
    app.clock.set(START);
    const input = { title: { ja: '広場の予算' }, office: '都市計画課', type: 'knapsack', parameters: { budget: '300' }, opensAt: OPENS, closesAt: CLOSES };
    const { id } = await staff.act(draft, { componentId: room.componentId, input });
    for (const title of ['ベンチ', '水飲み場', '木']) await staff.act(addOption, { id, input: { title: { ja: title }, cost: '200' } });
    expect(await staff.refused(on('announceVote'), { id })).toBe('PREVIEW_NEEDED');
    expect(await person(0).refused(on('previewVote'), { id })).toBe('NOT_FOUND');
    await staff.act(on('previewVote'), { id });
    const { vote } = await staff.run<{ vote: { preview: string } }>(read('preview'), { id });
    expect(JSON.parse(vote.preview)).toMatchObject({ kind: 'BUDGET', ballots: 2_000, options: 3 });
    await staff.act(on('announceVote'), { id });
    expect(await staff.run(read('preview'), { id })).toEqual({ vote: { preview: null } });
  });
});

describe('paper', () => {
  const who = ', $who: VoteCounterInput!';
  const issue = on('issueVotePaper', who, ', who: $who');
  const takeBack = on('takeBackVotePaper', who, ', who: $who');
  const openBatch = on('openPaperBatch', ', $papers: Int!', ', papers: $papers');
  const key = on('keyVotePaper', ', $b: Int!, $n: Int!, $keys: String!', ', batch: $b, n: $n, keys: $keys');
  const take = on('takePaperBatch', ', $b: Int!', ', batch: $b');
  const discard = on('discardPaperBatch', ', $b: Int!', ', batch: $b');
  const askCorrection = on('askForVoteCorrection', ', $input: VoteCorrectionInput!', ', input: $input');
  const mailOf = async (actor: Actor) => (await app.server.db.first<{ email: string }>(sql`select email from person where id = ${actor.id}`))?.email;
  const roll = (number: string) => ({ roll: number });
  const keyAll = async (actor: Actor, id: string, b: number, keys: readonly string[]) => {
    for (const [at, each] of keys.entries()) await actor.act(key, { id, b, n: at + 1, keys: each });
  };
  const bodyOf = async (id: string, name: string) => (await app.server.db.first<{ body: string }>(sql`select body from vote_file where vote_id = ${id} and name = ${name}`))?.body;
  const filesOf = async (id: string) => Object.fromEntries((await app.server.db.rows<{ name: string; body: string }>(sql`
    select name, body from vote_file where vote_id = ${id} and public`)).map(({ name, body }) => [name, body]));

  test('V11 OFF1 replaces what the same person cast, comes once for each, and is counted by two keyings alone', async () => {
    const id = await opened({ paper: true });
    const third = await app.world.staff('三人目の職員');
    for (let n = 0; n < 20; n += 1) await person(n).act(cast, { id, ballot: one('1') });
    expect(await person(1).refused(issue, { id, who: roll('11') })).toBe('FORBIDDEN');
    const mail = await mailOf(person(0));
    await staff.act(issue, { id, who: { mail } });
    expect(await staff.refused(issue, { id, who: { mail } })).toBe('PAPER_ISSUED mail');
    expect(await person(0).refused(cast, { id, ballot: one('2') })).toBe('PAPER_ISSUED');
    expect(await person(0).refused(withdraw, { id })).toBe('NOT_CAST');
    expect(await person(0).run(read('viewer { refusal hasVoted }'), { id })).toEqual({ vote: { viewer: { refusal: 'PAPER_ISSUED', hasVoted: true } } });
    expect(await staff.refused(issue, { id, who: { mail: 'nobody@example.jp' } })).toBe('NOT_IN_ELECTORATE mail');
    // Of the same number at two desks at once, one gets a paper.
    const race = await Promise.all([staff, second, staff, second].map((actor) => actor.refused(issue, { id, who: roll('第ー12') }).catch(() => 'failed')));
    expect(race.filter((code) => code === 'BAD_FORMAT roll')).toHaveLength(0);
    expect(race.filter((code) => code === undefined)).toHaveLength(1);
    for (const number of ['13', '14', '15']) await staff.act(issue, { id, who: roll(number) });
    await staff.act(takeBack, { id, who: roll('15') });
    expect(await staff.refused(takeBack, { id, who: roll('15') })).toBe('NOT_CAST roll');
    at('08T17:00:00');
    expect(await staff.refused(issue, { id, who: roll('16') })).toBe('WRONG_STATE');
    await staff.act(openBatch, { id, papers: 4 });
    await keyAll(staff, id, 1, ['2', '2', 'x', '0']);
    expect(await staff.refused(key, { id, b: 1, n: 5, keys: '1' })).toBe('TOO_MANY n');
    expect(await staff.refused(key, { id, b: 1, n: 1, keys: '9' })).toBe('BAD_FORMAT keys');
    // One person alone never comes to two keyings.
    expect(await staff.refused(take, { id, b: 1 })).toBe('UNFINISHED batch');
    await keyAll(second, id, 1, ['2', '3', 'x', '0']);
    expect(await third.refused(key, { id, b: 1, n: 1, keys: '2' })).toBe('KEYED_TWICE');
    expect(await staff.refused(take, { id, b: 1 })).toBe('KEYINGS_DIFFER batch');
    const keyed = read('keyedPapers(batch: 1) { n keys other } papers { batches { n papers differences keyed mine } }');
    expect(await staff.run(keyed, { id })).toEqual({ vote: {
      keyedPapers: [{ n: 1, keys: '2', other: null }, { n: 2, keys: '2', other: '3' }, { n: 3, keys: 'x', other: null }, { n: 4, keys: '0', other: null }],
      papers: { batches: [{ n: 1, papers: 4, differences: 1, keyed: [4, 4], mine: 1 }] },
    } });
    expect(await third.run(read('keyedPapers(batch: 1) { keys }'), { id })).toEqual({ vote: { keyedPapers: [] } });
    expect(await person(0).run(read('keyedPapers(batch: 1) { keys } papers { issued }'), { id })).toEqual({ vote: { keyedPapers: [], papers: null } });
    const alone = app.server.db.rows(sql`update paper_keying set person_id = ${staff.id} where batch_id in (select id from paper_batch where vote_id = ${id})`);
    await expect(alone).rejects.toMatchObject({ code: '23505' });
    // V19: nothing is fixed while a batch waits, two keyings differ, or papers are missing.
    app.clock.set('2026-12-09T17:00:00+09:00');
    await settle();
    expect(await staff.run(read('status papers { issued waits }'), { id })).toEqual({ vote: { status: 'CLOSED', papers: { issued: 4, waits: 'BATCHES_OPEN' } } });
    await second.act(key, { id, b: 1, n: 2, keys: '2' });
    await staff.act(take, { id, b: 1 });
    expect(await staff.refused(take, { id, b: 1 })).toBe('WRONG_STATE batch');
    expect(await staff.refused(key, { id, b: 1, n: 2, keys: '1' })).toBe('WRONG_STATE batch');
    await staff.act(openBatch, { id, papers: 1 });
    await keyAll(second, id, 2, ['1']);
    await keyAll(staff, id, 2, ['1']);
    await staff.act(take, { id, b: 2 });
    await settle();
    expect(await staff.run(read('status papers { issued waits }'), { id })).toEqual({ vote: { status: 'CLOSED', papers: { issued: 4, waits: 'PAPERS_UNEQUAL' } } });
  });

  test('V19 an objection that is upheld makes version 2 of the ballots, by two people, while version 1 stays public', async () => {
    const id = await opened({ paper: true });
    for (let n = 0; n < 20; n += 1) await person(n).act(cast, { id, ballot: one(n < 10 ? '1' : '2') });
    for (const number of ['1', '2', '3', '4', '5']) await staff.act(issue, { id, who: roll(number) });
    await staff.act(openBatch, { id, papers: 9 });
    await staff.act(discard, { id, b: 1 });
    await staff.act(openBatch, { id, papers: 5 });
    const keys = ['1', '1', '1', '2', 'x'];
    await Promise.all([keyAll(staff, id, 1, keys), keyAll(second, id, 1, keys)]);
    const takes = await Promise.all([staff, second].map((actor) => actor.refused(take, { id, b: 1 })));
    expect([...takes].sort()).toEqual(['WRONG_STATE batch', undefined]);
    app.clock.set('2026-12-09T16:59:59+09:00');
    await settle();
    expect(await staff.run(read('status'), { id })).toEqual({ vote: { status: 'CLOSED' } });
    app.clock.set('2026-12-09T17:00:00+09:00');
    for (let step = 0; step < 4; step += 1) await settle();
    await staff.act(on('publishVoteResult'), { id });
    expect((await entries(id, 'vote.closed'))[0]).toMatchObject({ ballots: 24, superseded: 0, eligible: expect.any(Number), papers: 5, invalid_papers: 1 });
    expect(await bodyOf(id, 'ballots.jsonl')).toBe('{"b":"1","n":13}\n{"b":"2","n":11}\n');
    expect(JSON.parse(await bodyOf(id, 'papers.json') ?? '')).toEqual({ batches: [{ n: 1, papers: 5, invalid: 1, differences: 0 }], corrections: [] });
    expect(JSON.parse(await bodyOf(id, 'register.json') ?? '')).toMatchObject({ voted: 24, byChannel: { COUNTER: 5, ONLINE: 20 } });
    expect(recount(await filesOf(id)).problems).toEqual([]);
    const first = await app.world.visitor().run<{ vote: { ballotsHash: string; packageHash: string } }>(read('ballotsHash packageHash'), { id });
    await person(0).act(on('objectToVote', ', $text: String!', ', text: $text'), { id, text: '束1の2枚が読みちがえられています。' });
    const objection = await app.server.db.first<{ id: string }>(sql`select id from vote_objection where vote_id = ${id}`);
    const decide = on('decideVoteObjection', ', $o: ID!', ', objectionId: $o, decision: "CORRECTED", reason: "用紙を確かめました。"');
    // Whoever keyed it judges nothing that is said against it.
    expect(await second.refused(decide, { id, o: objection?.id })).toBe('TOOK_PART');
    await (await app.world.staff('審査の職員')).act(decide, { id, o: objection?.id });
    await settle();
    expect(await staff.run(read('status'), { id })).toEqual({ vote: { status: 'FROZEN' } });
    const input = { batch: 1, removed: ['1', '1'], added: ['2', '2', '3'], reason: '2枚を読みちがえ、1枚を入れ忘れていました。' };
    expect(await staff.refused(askCorrection, { id, input: { ...input, batch: 2 } })).toBe('NOT_FOUND batch');
    // No more lines than came on paper: what was cast online is nobody's to correct.
    expect(await staff.refused(askCorrection, { id, input: { ...input, removed: ['1', '1', '1', '1'] } })).toBe('NOT_FOUND removed');
    expect(await staff.refused(askCorrection, { id, input: { ...input, added: ['7'] } })).toBe('BAD_FORMAT added');
    await staff.act(askCorrection, { id, input });
    expect(await staff.refused(on('correctVoteBallots'), { id })).toBe('SECOND_PERSON');
    await second.act(on('correctVoteBallots'), { id });
    for (let step = 0; step < 3; step += 1) await settle();
    await staff.act(on('publishVoteResult'), { id });
    expect(await bodyOf(id, 'ballots.jsonl')).toBe('{"b":"1","n":11}\n{"b":"2","n":13}\n{"b":"3","n":1}\n');
    expect(recount(await filesOf(id)).problems).toEqual([]);
    const seen = read(`ballotsHash ballots superseded version adoption { computed } corrections { version batch added removed reason } versions { version files { name } }`);
    const { vote } = await app.world.visitor().run<{ vote: { ballotsHash: string; versions: { files: { name: string }[] }[] } }>(seen, { id });
    expect(vote).toMatchObject({
      ballots: 25, superseded: 2, version: 2, adoption: { computed: ['2'] }, corrections: [{ version: 2, batch: 1, added: 3, removed: 2, reason: input.reason }],
    });
    // Version 1 is what it was, to the letter; what says which ballots came on paper is nobody's.
    expect(vote.versions[0]?.files.map(({ name }) => name)).not.toContain('paper-digests.txt');
    const old = await Promise.all((vote.versions[0]?.files ?? []).map(async ({ name }) => [name, (await app.world.visitor().run<{ voteFile: string }>(
      'query F($id: ID!, $name: String!) { voteFile(id: $id, name: $name, version: 1) }', { id, name })).voteFile] as const));
    const verdict = recount(Object.fromEntries(old));
    expect(verdict.problems).toEqual([]);
    expect(JSON.parse(Object.fromEntries(old)['result.json'] ?? '').ballotsHash).toBe(first.vote.ballotsHash);
    expect(vote.ballotsHash).not.toBe(first.vote.ballotsHash);
    // V14: what the log holds is what counts and what was replaced.
    const [corrected] = await entries(id, 'vote.ballots_corrected') as unknown as { added: string[]; removed: string[] }[];
    const logged = [...(await entries(id, 'vote.ballot_batch')).flatMap(({ digests }) => digests), ...(corrected?.added ?? [])];
    const gone = new Set(corrected?.removed);
    expect(logged.filter((digest) => !gone.has(digest)).sort()).toEqual((await bodyOf(id, 'digests.txt') ?? '').trim().split('\n'));
    expect(logged).toHaveLength(25 + 2);
  });
});
