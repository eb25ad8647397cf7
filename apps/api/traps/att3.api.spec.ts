import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { attachFile, fetched, filesOf, publishDraft } from '../security/attaching.ts';
import { getter } from '../security/pictures.ts';
import { startFort, type Fort } from '../security/support.ts';

/** ATT3: a link to a private file is of one session, one file and five minutes; anybody else's replay is refused. */
let fort: Fort;
let author: Actor;
let room: PlacedRoom;
let get: ReturnType<typeof getter>;
let cookie: string;
let url: string;
let link: string;

beforeAll(async () => {
  fort = await startFort();
  author = await fort.city.citizen('筆者');
  room = await fort.city.room(await fort.city.staff(), 'proposals', { settings: { attachments: true, drafts: 50 } });
  get = getter(fort);
});
afterAll(() => fort?.close());
beforeEach(async () => {
  cookie = await fort.signIn(author);
  const id = await fort.city.draft(author, room.componentId);
  await author.act(attachFile, { id, file: new File(['秘密の資料'], 'plan.txt') });
  url = (await filesOf(author, id))?.[0]?.url ?? '';
  link = String((await get(url, { headers: { cookie } })).headers.location);
});

test('ATT3 FILE-11 the author is led to a link that opens the file, and leaves no copy behind', async () => {
  expect(link).toMatch(/^\/files\/own\/attachments\/[0-9a-f-]{36}\/whole\?until=\d+&proof=[\w-]{43}$/);
  const until = Number(new URL(link, 'http://x').searchParams.get('until'));
  expect(until - Date.now()).toBeLessThanOrEqual(300_000);
  const served = await get(link, { headers: { cookie } });
  expect([served.status, served.bytes.toString(), served.headers['cache-control']]).toEqual([200, '秘密の資料', 'private, no-store']);
  expect(served.headers['cross-origin-resource-policy']).toBe('same-origin');
});

test('ATT3 FILE-11 somebody else, nobody, and another session of the same person are refused', async () => {
  const other = await fort.signIn(await fort.city.citizen('別人'));
  const second = await fort.signIn(author);
  for (const [who, theirs] of [['other', other], ['second', second], ['nobody', undefined]] as const) {
    expect([who, (await get(link, theirs ? { headers: { cookie: theirs } } : {})).status]).toEqual([who, 403]);
    expect([who, (await fetched(fort, url, theirs)).status]).toEqual([who, who === 'second' ? 200 : 404]);
  }
});

test('ATT3 FILE-11 five minutes later the link has ended, the millisecond before not', async () => {
  const until = Number(new URL(link, 'http://x').searchParams.get('until'));
  const now = jest.spyOn(Date, 'now');
  try {
    now.mockReturnValue(until - 1);
    expect((await get(link, { headers: { cookie } })).status).toBe(200);
    now.mockReturnValue(until);
    expect((await get(link, { headers: { cookie } })).status).toBe(403);
  } finally {
    now.mockRestore();
  }
});

test('ATT3 FILE-11 no part of a link can be exchanged', async () => {
  const id = await fort.city.draft(author, room.componentId);
  await author.act(attachFile, { id, file: new File(['另の資料'], 'other.txt') });
  const [, mine = ''] = /attachments\/([0-9a-f-]{36})/.exec((await filesOf(author, id))?.[0]?.url ?? '') ?? [];
  const { pathname, searchParams } = new URL(link, 'http://x');
  const [until, proof] = [searchParams.get('until') ?? '', searchParams.get('proof') ?? ''];
  const changed = [
    link.replace(/attachments\/[0-9a-f-]{36}/, `attachments/${mine}`),
    link.replace('/whole?', '/small?'),
    `${pathname}?until=${Number(until) + 1}&proof=${proof}`,
    `${pathname}?until=${until}&proof=${proof.slice(0, -1)}${proof.endsWith('A') ? 'B' : 'A'}`,
    `${pathname}?until=${until}`,
    `${pathname}?until=9e15&proof=${proof}`,
    pathname,
    link.replace('&proof=', '&proof=x&proof='),
  ];
  for (const path of changed) expect([path, (await get(path, { headers: { cookie } })).status]).toEqual([path, 403]);
  expect((await get(link, { method: 'POST', headers: { cookie } })).status).not.toBe(200);
  expect((await get(link, { host: 'other.test', headers: { cookie } })).status).toBe(403);
});

test('ATT3 the rule is asked again when the link is used: signed out, it opens nothing', async () => {
  expect((await get(link, { headers: { cookie } })).status).toBe(200);
  await fort.query('delete from session where person_id = $1', [author.id]);
  expect((await get(link, { headers: { cookie } })).status).toBe(403);
});

test('ATT3 what is published meanwhile is found under its digest, for everybody', async () => {
  const id = await fort.city.draft(author, room.componentId);
  await author.act(attachFile, { id, file: new File(['公開の資料'], 'open.txt') });
  const before = (await filesOf(author, id))?.[0]?.url ?? '';
  await author.act(publishDraft, { id });
  const after = (await filesOf(fort.city.visitor(), id))?.[0]?.url ?? '';
  expect(after).toMatch(/^\/files\/[0-9a-f]{64}$/);
  const led = await fetched(fort, before);
  expect([led.status, led.path, led.bytes.toString()]).toEqual([200, after, '公開の資料']);
});
