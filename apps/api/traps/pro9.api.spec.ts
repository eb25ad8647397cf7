import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { Jobs, openDataFormats, sql, type Downloads } from '@hiroba/server';
import type { Type } from '@nestjs/common';
import { realPages } from '@hiroba/testing/real-pages';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { libraries } from '../src/libraries.ts';
import { reply, schemaOf } from '../security/asking.ts';
import { visit } from '../security/browsing.ts';
import { calls } from '../security/calls.ts';
import { documentFor, rootFields } from '../security/documents.ts';
import { setScene, type Scene } from '../security/scene.ts';
import { talkTo } from '../security/sockets.ts';
import { startFort, type Fort } from '../security/support.ts';
import { onProposal } from '../security/two-processes.ts';

/** PRO9: counts that are hidden leak nowhere: whatever the public can ask for is the same to the byte before and after
 * people support: fields, every order, pages, headers, open data, sockets. */
let fort: Fort;
let scene: Scene;
let staff: Actor;
let supporters: Actor[];

beforeAll(async () => {
  fort = await startFort({ pages: await realPages(), realTime: true });
  await fort.city.admin();
  scene = await setScene(fort);
  staff = await fort.city.staff('担当');
  supporters = await Promise.all(Array.from({ length: 4 }, (_, n) => fort.city.citizen(`人${n}`)));
  for (const who of [staff, scene.people.participant]) cookies[who.id] = await fort.signIn(who);
  await fort.server.work();
});
afterAll(() => fort?.close());

const orders = ['NEWEST', 'RANDOM', 'SUPPORTED', 'COMMENTED', 'ANSWERED'];
// What changes from one look to the next: keys and proofs of forms, and what time it is.
const volatile = new RegExp(
  [
    'name="_(key|token)" value="[^"]*"',
    '20\\d\\d-\\d\\d-\\d\\dT[\\d:.]+Z',
    '[a-z0-9]{8}\\.[A-Za-z0-9_-]{43}',
    '[0-9a-f]{32}',
  ].join('|'),
  'g',
);

const cookies: Record<string, string> = {};

/** Everything that somebody can get to see of a room, as one text an item. */
async function seen(who: Actor, room: PlacedRoom, ids: readonly string[]): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  const schema = schemaOf(fort);
  for (const field of rootFields(schema, 'query')) {
    const given = JSON.stringify(calls[field.name]?.variables?.(scene, {}, 'participant') ?? {});
    const variables = JSON.parse(
      given
        .replaceAll(scene.room.componentId, room.componentId)
        .replaceAll(scene.room.slug, room.slug)
        .replaceAll(scene.proposalId, ids[1] ?? ''),
    ) as object;
    all[`query ${field.name}`] = JSON.stringify(
      await reply(schema, who, 'query', documentFor(schema, 'query', field, 4), variables),
    ).replace(/"Setting_locked":"[^"]*"/g, who === staff ? '"Setting_locked":null' : '$&');
  }
  const list = `query L($id: ID!, $sort: ProposalSort!) { component(id: $id) { ... on ProposalsComponent { counts { key count }
    proposals(sort: $sort, seed: "s") { items { id supportCount thresholdReachedAt answerDueAt } } } } }`;
  for (const sort of orders) all[`order ${sort}`] = JSON.stringify(await who.run(list, { id: room.componentId, sort }));
  const cookie = who.id ? cookies[who.id] : undefined;
  const place = `/ja/spaces/${room.slug}/proposals/${room.componentId}`;
  const public_ = [
    '/ja',
    '/ja/spaces',
    `/ja/spaces/${room.slug}`,
    ...orders.filter((sort) => sort !== 'RANDOM').map((sort) => `${place}?sort=${sort}`),
    ...ids.map((id) => `${place}/${id}`),
  ];
  for (const path of cookie ? [`${place}/${ids[1]}`] : public_) {
    const { text, headers } = await visit(fort, { path, cookie });
    const { etag, 'last-modified': modified, 'content-length': length } = headers;
    all[`page ${path}`] = JSON.stringify({
      text: text.replace(volatile, ''),
      etag,
      modified,
      length: cookie ? '' : length,
    });
  }
  for (const type of libraries.flatMap(({ downloads = [] }) => downloads) as readonly Type<Downloads>[]) {
    const { path } = fort.server.nest.get(type, { strict: false });
    for (const format of openDataFormats) {
      const { text, headers } = await fort.send({
        method: 'GET',
        path: `/download/${path}/${room.componentId}.${format}`,
      });
      all[`file ${path}.${format}`] = JSON.stringify({ text, etag: headers.etag, modified: headers['last-modified'] });
    }
  }
  return all;
}

async function supported(id: string): Promise<void> {
  for (const who of supporters) await who.act(onProposal('supportProposal'), { id });
  await fort.city.settle();
}

const differing = (before: Record<string, string>, after: Record<string, string>): string[] =>
  Object.keys(before).filter((name) => before[name] !== after[name]);

async function ground(showCounts: string, minutes = 60): Promise<{ room: PlacedRoom; ids: string[] }> {
  const room = await fort.city.room(staff, 'proposals', {
    settings: { showCounts, defaultSort: 'SUPPORTED' },
    opensAt: new Date(Date.now() - 60_000).toISOString(),
    closesAt: new Date(Date.now() + minutes * 60_000).toISOString(),
  });
  const ids: string[] = [];
  for (let n = 0; n < 3; n += 1)
    ids.push(await fort.city.proposal(scene.people.author, room.componentId, { title: `題${n}` }));
  // What the clock brings once a minute comes now, and not while somebody supports: the rules a city began with go on record.
  await fort.server.nest.get(Jobs).settleDue();
  await fort.city.settle();
  await published();
  return { room, ids };
}

/** Waits until the log has taken up all that happened, and was checked: what it gains from now on is news. */
async function published(): Promise<void> {
  for (let tries = 0; tries < 150; tries += 1) {
    const { logCheckpoint } = await fort.city.visitor().run<{ logCheckpoint: { size: number } | null }>('{ logCheckpoint { size } }');
    const [log] = await fort.server.db.rows<{ entries: number; checked: boolean }>(sql`
      select s.checked_at is not null as checked, (select count(*)::int from log_entry e
        where e.organisation_id = s.organisation_id and e.log = s.log) as entries
      from log_state s where s.organisation_id = ${fort.city.organisationId} and s.log = 'public'`);
    if (log?.checked && logCheckpoint?.size === log.entries) return;
    await setTimeout(100);
  }
  throw new Error('the log does not come to rest');
}

test.each(['AFTER_OWN', 'AFTER_PHASE'])(
  'PRO9 where counts are shown %s, nothing tells a visitor, a participant or staff that anybody supported',
  async (showCounts) => {
    const { room, ids } = await ground(showCounts);
    const readers = [fort.city.visitor(), scene.people.participant, staff];
    const before = await Promise.all(readers.map((who) => seen(who, room, ids)));
    const socket = await talkTo(fort);
    const watched = 'subscription S($id: ID!) { commentsAdded(rootKind: "proposal", rootId: $id) { count } }';
    socket.send({ id: '1', type: 'subscribe', payload: { query: watched, variables: { id: ids[1] } } });
    await supported(ids[1] ?? '');
    const after = await Promise.all(readers.map((who) => seen(who, room, ids)));
    for (const [at, each] of before.entries()) expect(differing(each, after[at] ?? {})).toEqual([]);
    expect(Object.keys(before[0] ?? {}).length).toBeGreaterThan(40);
    expect(await Promise.race([socket.next(), setTimeout(300, 'nothing')])).toBe('nothing');
    socket.close();
  },
  60_000,
);

test('PRO9 where counts are always shown, a support is seen in fields, orders, pages and files', async () => {
  const { room, ids } = await ground('ALWAYS');
  const before = await seen(fort.city.visitor(), room, ids);
  await supported(ids[1] ?? '');
  const told = differing(before, await seen(fort.city.visitor(), room, ids));
  for (const kind of ['query', 'order SUPPORTED', 'page', 'file'])
    expect(told.some((name) => name.startsWith(kind))).toBe(true);
});

test('PRO9 counts are shown to whom they are due: after an own support, and after the phase', async () => {
  const read = 'query Q($id: ID!) { proposal(id: $id) { supportCount } }';
  const own = await ground('AFTER_OWN');
  await supported(own.ids[0] ?? '');
  expect(await supporters[0]?.run(read, { id: own.ids[0] })).toEqual({ proposal: { supportCount: 4 } });
  const later = await ground('AFTER_PHASE', 0.08);
  await supported(later.ids[0] ?? '');
  expect(await supporters[0]?.run(read, { id: later.ids[0] })).toEqual({ proposal: { supportCount: null } });
  await setTimeout(5_000);
  expect(await fort.city.visitor().run(read, { id: later.ids[0] })).toEqual({ proposal: { supportCount: 4 } });
});

test('PRO9 a withheld proposal keeps its number back as before', async () => {
  const { room, ids } = await ground('AFTER_PHASE');
  const id = ids[1] ?? '';
  await supported(id);
  const judged = '__typename ... on ModerationDecision { id } ... on Refusal { code field }';
  await scene.people.moderator.act(
    `mutation W($id: ID!) { outcome: withholdText(subjectKind: "proposal", subjectId: $id, rule: "R5", reason: "理由") { ${judged} } }`,
    { id },
  );
  const read = 'query Q($id: ID!) { proposal(id: $id) { supportCount withheld { rule } } }';
  for (const who of [fort.city.visitor(), staff, supporters[0] ?? staff])
    expect(await who.run(read, { id })).toEqual({ proposal: { supportCount: null, withheld: { rule: 'R5' } } });
  const all = await seen(fort.city.visitor(), room, ids);
  const rows = JSON.parse(all['file proposals.ndjson'] ?? '') as { text: string };
  const row = rows.text.split('\n').find((line) => line.includes(`"${id}"`)) ?? '{}';
  expect(JSON.parse(row)).toMatchObject({ id, withheld: true, supports: null });
  expect(all['order SUPPORTED']).not.toContain(id);
  expect(Object.entries(all).filter(([, text]) => /支持 ?4 ?人|4人が支持/.test(text))).toEqual([]);
});
