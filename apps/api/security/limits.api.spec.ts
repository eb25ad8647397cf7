import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { assemble, type HirobaServer } from '../src/server.ts';
import { specConfig } from '../src/testing.ts';
import { comment } from './scene.ts';
import { patience, startFort, type Fort } from './support.ts';

let fort: Fort;
let second: HirobaServer;
let staff: Actor;

beforeAll(async () => {
  fort = await startFort({ patient: true });
  // Another process of the same installation, as far as the database can tell: its own pools, its own unit of work.
  second = await assemble(specConfig(), fort.url, pino({ level: 'silent' }), {
    clock: fort.clock,
    migrated: true,
    session: patience,
  });
  staff = await fort.city.staff();
});
afterAll(async () => {
  await second?.close();
  await fort?.close();
});

interface Said {
  readonly __typename: string;
  readonly code?: string;
  readonly id?: string;
}

/** The same person, asking the other process. */
const run =
  (by: Actor, onSecond: boolean) =>
  <R>(document: string, variables: object, options?: { requestKey?: string }): Promise<R> =>
    onSecond
      ? second.executeFor({ viewer: by.viewer, loaders: new WeakMap(), effects: {} })<R>(document, variables, options)
      : by.run<R>(document, variables, options);

const on = (mutation: string) =>
  `mutation M($id: ID!) { outcome: ${mutation}(id: $id) { __typename ... on Proposal { id } ... on Refusal { code field } } }`;
const support = on('supportProposal');
const retract = on('retractSupport');
const publish = on('publishProposal');
const drafting = `mutation M($id: ID!, $input: ProposalInput!) { outcome: draftProposal(componentId: $id, input: $input) {
  __typename ... on Proposal { id title } ... on Refusal { code field } } }`;

/** Does something so many times at once, on both processes in turn, and counts the answers by word. */
async function atOnce(
  times: number,
  act: (n: number, onSecond: boolean) => Promise<{ outcome: Said }>,
): Promise<Record<string, number>> {
  const answers = await Promise.all(Array.from({ length: times }, (_, n) => act(n, n % 2 === 1)));
  const counts: Record<string, number> = {};
  for (const { outcome } of answers) {
    const word = outcome.code ?? 'OK';
    counts[word] = (counts[word] ?? 0) + 1;
  }
  return counts;
}

/** For each proposal of a room: how many support rows there are, and how many the counters say. */
const tallies = ({ componentId }: PlacedRoom) =>
  fort.query<{ id: string; rows: number; counted: number }>(
    `
  select p.id, (select count(*) from proposal_support s where s.proposal_id = p.id)::int as rows,
    counted(p.organisation_id, 'supports', p.id)::int as counted
  from proposal p where p.component_id = $1 and p.state <> 'DRAFT' order by p.id`,
    [componentId],
  );

const proposals = async (room: PlacedRoom, by: Actor, many: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let n = 0; n < many; n += 1) ids.push(await fort.city.proposal(by, room.componentId, { title: `提案${n}` }));
  return ids;
};
const people = (many: number): Promise<Actor[]> =>
  Promise.all(Array.from({ length: many }, (_, n) => fort.city.citizen(`人${n}`)));

describe('A6 ALL1 supports', () => {
  test('VOTE-01 VOTE-03 fifty by one person at once, through two processes, count once', async () => {
    const room = await fort.city.room(staff, 'proposals');
    const [hana, ken] = [await fort.city.citizen('花'), await fort.city.citizen('健')];
    const [id] = await proposals(room, hana, 1);
    const counts = await atOnce(50, (_, onSecond) => run(ken, onSecond)(support, { id }));
    expect(counts).toEqual({ OK: 1, ALREADY_SUPPORTED: 49 });
    expect(await tallies(room)).toEqual([{ id, rows: 1, counted: 1 }]);
  });

  test('PRO6 five are five, of a hundred at once over twenty proposals', async () => {
    const room = await fort.city.room(staff, 'proposals', { settings: { supportsPerPerson: 5 } });
    const [hana, ken] = [await fort.city.citizen('花'), await fort.city.citizen('健')];
    const ids = await proposals(room, hana, 20);
    const counts = await atOnce(100, (n, onSecond) => run(ken, onSecond)(support, { id: ids[n % 20] }));
    expect(counts.OK).toBe(5);
    expect((counts.LIMIT_REACHED ?? 0) + (counts.ALREADY_SUPPORTED ?? 0)).toBe(95);
    const found = await tallies(room);
    expect(found.reduce((sum, { rows }) => sum + rows, 0)).toBe(5);
    for (const { rows, counted } of found) expect(counted).toBe(rows);
  }, 60_000);

  test('VOTE-02 a hundred given and taken back at once leave what the rows say', async () => {
    const room = await fort.city.room(staff, 'proposals');
    const [hana, ken, mina] = [
      await fort.city.citizen('花'),
      await fort.city.citizen('健'),
      await fort.city.citizen('美奈'),
    ];
    const [id] = await proposals(room, hana, 1);
    await atOnce(100, (n, onSecond) => run(n % 4 < 2 ? ken : mina, onSecond)(n % 2 === 0 ? support : retract, { id }));
    await fort.city.settle();
    const [tally] = await tallies(room);
    expect(tally?.counted).toBe(tally?.rows);
    expect(tally?.rows).toBeLessThanOrEqual(2);
    const counts = await atOnce(2, (n) => run(n === 0 ? ken : mina, false)(support, { id }));
    expect((counts.OK ?? 0) + (counts.ALREADY_SUPPORTED ?? 0)).toBe(2);
    expect(await tallies(room)).toEqual([{ id, rows: 2, counted: 2 }]);
  }, 60_000);

  test('the threshold is reached once, by fifty people at once', async () => {
    const room = await fort.city.room(staff, 'proposals', { settings: { threshold: 20, answerDays: 30 } });
    const [id] = await proposals(room, await fort.city.citizen('花'), 1);
    const crowd = await people(50);
    expect(await atOnce(50, (n, onSecond) => run(crowd[n] as Actor, onSecond)(support, { id }))).toEqual({ OK: 50 });
    const reached = await fort.query<{ n: number; rev: number }>(
      `
      select count(*)::int as n, max(subject_rev)::int as rev from log_entry where subject_id = $1 and type = 'proposal.threshold_reached'`,
      [id],
    );
    expect(reached).toEqual([{ n: 1, rev: 2 }]);
    const [row] = await fort.query<{ rev: number; due: boolean }>(
      `select rev, answer_due_at = threshold_reached_at + interval '30 days' as due from proposal where id = $1`,
      [id],
    );
    expect(row).toEqual({ rev: 2, due: true });
    expect(await tallies(room)).toEqual([{ id, rows: 50, counted: 50 }]);
  }, 60_000);

  test("a minimum counts all of a person's supports or none, at fifty at once", async () => {
    const room = await fort.city.room(staff, 'proposals', { settings: { minimumSupports: 3 } });
    const hana = await fort.city.citizen('花');
    const ids = await proposals(room, hana, 5);
    const crowd = await people(10);
    // The first five people give five each, the others two each.
    const given = crowd.flatMap((who, n) => ids.slice(0, n < 5 ? 5 : 2).map((id) => ({ who, id })));
    await atOnce(given.length, (n, onSecond) => run(given[n]?.who as Actor, onSecond)(support, { id: given[n]?.id }));
    const byId = async () =>
      (await tallies(room))
        .sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
        .map(({ rows, counted }) => [rows, counted]);
    expect(await byId()).toEqual([
      [10, 5],
      [10, 5],
      [5, 5],
      [5, 5],
      [5, 5],
    ]);
    // One of the five falls below the minimum: three taken back at once.
    await atOnce(3, (n, onSecond) => run(crowd[0] as Actor, onSecond)(retract, { id: ids[n] }));
    expect(await byId()).toEqual([
      [9, 4],
      [9, 4],
      [4, 4],
      [5, 4],
      [5, 4],
    ]);
    // One of the others comes up to it.
    await crowd[9]?.act(support, { id: ids[4] });
    expect(await byId()).toEqual([
      [9, 5],
      [9, 5],
      [4, 4],
      [5, 4],
      [6, 5],
    ]);
  }, 60_000);

  test('a minimum once given stays given when a proposal is taken back', async () => {
    const room = await fort.city.room(staff, 'proposals', { settings: { minimumSupports: 3 } });
    const [hana, ken] = [await fort.city.citizen('花'), await fort.city.citizen('健')];
    const ids = await proposals(room, hana, 4);
    for (const id of ids.slice(0, 3)) await ken.act(support, { id });
    await hana.act(on('withdrawProposal'), { id: ids[0] });
    await ken.act(support, { id: ids[3] });
    for (const { rows, counted } of await tallies(room)) expect({ rows, counted }).toEqual({ rows: 1, counted: 1 });
    await ken.act(retract, { id: ids[3] });
    await ken.act(support, { id: ids[3] });
    for (const { rows, counted } of await tallies(room)) expect({ rows, counted }).toEqual({ rows: 1, counted: 1 });
  });
});

describe('A6 a threshold together with a minimum', () => {
  test('is reached by all proposals whose supports begin to count at once, once each', async () => {
    const room = await fort.city.room(staff, 'proposals', { settings: { minimumSupports: 2, threshold: 3 } });
    const ids = await proposals(room, await fort.city.citizen('花'), 3);
    const crowd = await people(6);
    // Each gives one that does not count yet, then all give the second at once.
    for (const [n, who] of crowd.entries()) await who.act(support, { id: ids[n % 2] });
    const reached = async () =>
      (
        await fort.query<{ subject_id: string }>(
          `select subject_id from log_entry where type = 'proposal.threshold_reached' and subject_id = any($1) order by 1`,
          [ids],
        )
      ).map(({ subject_id: id }) => id);
    expect(await reached()).toEqual([]);
    expect(await atOnce(6, (n, onSecond) => run(crowd[n] as Actor, onSecond)(support, { id: ids[2] }))).toEqual({
      OK: 6,
    });
    expect(await reached()).toEqual([...ids].sort());
  }, 60_000);
});

describe('A6 ALL1 texts', () => {
  test('five drafts are five, of fifty begun at once', async () => {
    const room = await fort.city.room(staff, 'proposals', { settings: { drafts: 5 } });
    const hana = await fort.city.citizen('花');
    const counts = await atOnce(50, (n, onSecond) =>
      run(hana, onSecond)(drafting, { id: room.componentId, input: { title: `下書き${n}`, body: '', locale: 'ja' } }),
    );
    expect(counts).toEqual({ OK: 5, LIMIT_REACHED: 45 });
    expect(
      await fort.query('select count(*)::int as n from proposal where component_id = $1', [room.componentId]),
    ).toEqual([{ n: 5 }]);
  });

  test('two proposals are two, of fifty drafts published at once', async () => {
    const room = await fort.city.room(staff, 'proposals', { settings: { drafts: 50, proposalLimit: 2 } });
    const hana = await fort.city.citizen('花');
    const ids: string[] = [];
    for (let n = 0; n < 50; n += 1) ids.push(await fort.city.draft(hana, room.componentId, { title: `題${n}` }));
    const counts = await atOnce(50, (n, onSecond) => run(hana, onSecond)(publish, { id: ids[n] }));
    expect(counts).toEqual({ OK: 2, LIMIT_REACHED: 48 });
    const found = await fort.query(
      `select count(*)::int as n, count(distinct reference)::int as references,
      counted($2, 'voices', $1)::int as voices from proposal where component_id = $1 and state = 'PUBLISHED'`,
      [room.componentId, fort.city.organisationId],
    );
    expect(found).toEqual([{ n: 2, references: 2, voices: 2 }]);
  }, 60_000);

  test('the references of forty proposals published at once by forty people have no gap', async () => {
    const room = await fort.city.room(staff, 'proposals');
    const crowd = await people(40);
    const ids = await Promise.all(crowd.map((who) => fort.city.draft(who, room.componentId)));
    expect(await atOnce(40, (n, onSecond) => run(crowd[n] as Actor, onSecond)(publish, { id: ids[n] }))).toEqual({
      OK: 40,
    });
    const rows = await fort.query<{ reference: string }>(
      'select reference from proposal where reference is not null',
      [],
    );
    const numbers = rows.map(({ reference }) => Number(reference.split('-').at(-1))).sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, at) => at + 1));
  }, 60_000);

  test('VOTE-04 VOTE-05 VOTE-06 twenty retries under one key are one draft; another text or person is another matter', async () => {
    const room = await fort.city.room(staff, 'proposals', { settings: { drafts: 50 } });
    const [hana, ken] = [await fort.city.citizen('花'), await fort.city.citizen('健')];
    const input = { title: '一度だけ', body: '', locale: 'ja' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        run(hana, n % 2 === 1)<{ outcome: Said }>(drafting, { id: room.componentId, input }, { requestKey: 'key-1' }),
      ),
    );
    expect(new Set(answers.map(({ outcome }) => outcome.id)).size).toBe(1);
    expect(answers.every(({ outcome }) => outcome.__typename === 'Proposal')).toBe(true);
    const other = await hana.run<{ outcome: Said }>(
      drafting,
      { id: room.componentId, input: { ...input, title: '別の題' } },
      { requestKey: 'key-1' },
    );
    expect(other.outcome).toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
    const kens = await ken.run<{ outcome: Said }>(drafting, { id: room.componentId, input }, { requestKey: 'key-1' });
    expect(kens.outcome.__typename).toBe('Proposal');
    expect(kens.outcome.id).not.toBe(answers[0]?.outcome.id);
    expect(
      await fort.query('select count(*)::int as n from proposal where component_id = $1', [room.componentId]),
    ).toEqual([{ n: 2 }]);
  });
});

describe('A6 the end of a phase', () => {
  test('VOTE-07 the last millisecond is in, the instant is out, for every act', async () => {
    const closesAt = '2026-12-01T00:00:00+09:00';
    const room = await fort.city.room(staff, 'proposals', { closesAt, settings: { drafts: 50 } });
    const [hana, ken] = [await fort.city.citizen('花'), await fort.city.citizen('健')];
    const [id = ''] = await proposals(room, hana, 1);
    const drafts = [await fort.city.draft(hana, room.componentId), await fort.city.draft(hana, room.componentId)];
    const say =
      'mutation M($id: ID!) { outcome: addComment(rootKind: "proposal", rootId: $id, body: "間に合うか") { __typename ... on Refusal { code field } } }';
    const end = new Date(closesAt).getTime();
    fort.clock.set(new Date(end - 1));
    expect([
      await ken.refused(support, { id }),
      await hana.refused(publish, { id: drafts[0] }),
      await ken.refused(say, { id }),
    ]).toEqual([undefined, undefined, undefined]);
    fort.clock.set(new Date(end));
    const late = { id: drafts[1] };
    expect([
      await ken.refused(retract, { id }),
      await hana.refused(publish, late),
      await ken.refused(say, { id }),
      await hana.refused(drafting, { id: room.componentId, input: { title: 'x', body: '', locale: 'ja' } }),
    ]).toEqual(['PHASE_CLOSED', 'PHASE_CLOSED', 'PHASE_CLOSED', 'PHASE_CLOSED']);
    fort.clock.set('2026-11-22T12:00:00+09:00');
  });
});

describe('A6 by the real clock', () => {
  let real: Fort;
  beforeAll(async () => {
    real = await startFort({ realTime: true });
  });
  afterAll(() => real?.close());

  test('VOTE-08 nothing gets in after the instant a phase closes, and everything before it', async () => {
    const city = real.city;
    const office = await city.staff();
    const closesAt = Date.now() + 3_500;
    const room = await city.room(office, 'proposals', {
      opensAt: new Date(Date.now() - 60_000).toISOString(),
      closesAt: new Date(closesAt).toISOString(),
      settings: { drafts: 50 },
    });
    const crowd = await Promise.all(Array.from({ length: 6 }, (_, n) => city.citizen(`人${n}`)));
    const id = await city.proposal(crowd[0] as Actor, room.componentId);
    const said: { from: number; till: number; code: string }[] = [];
    const keepGoing = async (who: Actor): Promise<void> => {
      for (let n = 0; Date.now() < closesAt + 400; n += 1) {
        const from = Date.now();
        const code = await comment(who, id, `発言${n}`).then(
          () => 'OK',
          (error: Error) => error.message,
        );
        said.push({ from, till: Date.now(), code });
      }
    };
    await Promise.all(crowd.map(keepGoing));
    const early = said.filter(({ till }) => till < closesAt);
    const late = said.filter(({ from }) => from >= closesAt);
    expect(early.length).toBeGreaterThan(5);
    expect(late.length).toBeGreaterThan(5);
    expect(new Set(early.map(({ code }) => code))).toEqual(new Set(['OK']));
    expect(new Set(late.map(({ code }) => code))).toEqual(new Set(['refused: PHASE_CLOSED ']));
    const entries = await real.query<{ n: number; late: number }>(
      `select count(*)::int as n, (count(*) filter (where at >= $1))::int as late
      from log_entry where type = 'comment.published'`,
      [new Date(closesAt)],
    );
    expect(entries).toEqual([{ n: said.filter(({ code }) => code === 'OK').length, late: 0 }]);
  }, 30_000);

  test('VOTE-09 ALL2 a process whose own clock is ten minutes wrong decides by the database', async () => {
    const city = real.city;
    const office = await city.staff();
    const room = await city.room(office, 'proposals', {
      opensAt: new Date(Date.now() - 60_000).toISOString(),
      closesAt: new Date(Date.now() + 300_000).toISOString(),
    });
    const [hana, ken] = [await city.citizen('花'), await city.citizen('健')];
    const id = await city.proposal(hana, room.componentId);
    const right = Date;
    for (const minutes of [10, -10]) {
      const wrong = class extends right {
        constructor(...parts: ConstructorParameters<DateConstructor> | []) {
          super(
            ...((parts.length > 0
              ? parts
              : [right.now() + minutes * 60_000]) as ConstructorParameters<DateConstructor>),
          );
        }

        static override now = (): number => right.now() + minutes * 60_000;
      };
      globalThis.Date = wrong as DateConstructor;
      try {
        expect(await ken.refused(minutes > 0 ? support : retract, { id })).toBeUndefined();
      } finally {
        globalThis.Date = right;
      }
    }
  });
});
