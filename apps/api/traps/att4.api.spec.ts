import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { attachFile, fetched, filesOf, publishDraft } from '../security/attaching.ts';
import { startFort, type Fort } from '../security/support.ts';

/** ATT4: who may see a file is decided by the thing it belongs to, now. */
let fort: Fort;
let staff: Actor;
let author: Actor;
let other: Actor;

beforeAll(async () => {
  fort = await startFort();
  staff = await fort.city.staff();
  author = await fort.city.citizen('筆者');
  other = await fort.city.citizen('別人');
});
afterAll(() => fort?.close());

const roomWithFiles = (): Promise<PlacedRoom> => fort.city.room(staff, 'proposals', { settings: { attachments: true, drafts: 50 } });
const place = (act: 'publish' | 'unpublish') => `mutation X($id: ID!) {
  outcome: ${act}Component(id: $id) { __typename ... on PlacedComponent { id } ... on Refusal { code field } } }`;

let count = 0;
const file = (): File => new File([`資料 ${(count += 1)}`], 'plan.txt');

/** How each of these people fares with the file: by its own address, and under its digest. */
async function statuses(id: string, digest: string): Promise<Record<string, readonly number[]>> {
  const found: Record<string, readonly number[]> = {};
  for (const [name, who] of Object.entries({ author, other, staff, foreign: await fort.other.staff() })) {
    const cookie = name === 'foreign' ? undefined : await fort.signIn(who);
    found[name] = [(await fetched(fort, `/attachments/${id}`, cookie)).status, (await fetched(fort, `/files/${digest}`, cookie)).status];
  }
  return found;
}

async function withFile(room: PlacedRoom) {
  const proposal = await fort.city.draft(author, room.componentId);
  const { id } = await author.act(attachFile, { id: proposal, file: file() });
  const [row] = await fort.query<{ digest: string }>('select digest from attachment where id = $1', [id]);
  return { proposal, id, digest: row?.digest ?? '' };
}

test('ATT4 the file of a draft is its author\'s alone, that of a published thing everybody\'s, and hidden places hide it again', async () => {
  const room = await roomWithFiles();
  const { proposal, id, digest } = await withFile(room);
  const nobody = { other: [404, 404], foreign: [404, 404] };
  expect(await statuses(id, digest)).toEqual({ ...nobody, author: [200, 404], staff: [404, 404] });
  expect(await filesOf(other, proposal)).toBeUndefined();

  await author.act(publishDraft, { id: proposal });
  expect(await statuses(id, digest)).toEqual({ author: [200, 200], other: [200, 200], staff: [200, 200], foreign: [200, 200] });
  expect(await filesOf(other, proposal)).toHaveLength(1);

  await staff.act(place('unpublish'), { id: room.componentId });
  expect(await statuses(id, digest)).toEqual({ ...nobody, author: [200, 404], staff: [200, 404] });
  expect(await filesOf(other, proposal)).toBeUndefined();

  await staff.act(place('publish'), { id: room.componentId });
  expect((await statuses(id, digest)).other).toEqual([200, 200]);
});

test('ATT4 a public file may be kept by readers for a minute only, and asks again by its digest', async () => {
  const { proposal, digest } = await withFile(await roomWithFiles());
  await author.act(publishDraft, { id: proposal });
  const served = await fetched(fort, `/files/${digest}`);
  expect(served.headers).toMatchObject({ 'cache-control': 'public, max-age=60, must-revalidate', etag: `"${digest}"`, 'cross-origin-resource-policy': 'cross-origin' });
});

test('ATT4 the same bytes in a draft and in a published thing are two files: the draft\'s stays private', async () => {
  const room = await roomWithFiles();
  const bytes = '同じ資料';
  const [open, secret] = [await fort.city.draft(author, room.componentId), await fort.city.draft(other, room.componentId)];
  await author.act(attachFile, { id: open, file: new File([bytes], 'open-name.txt') });
  const hidden = await other.act<{ id: string }>(attachFile, { id: secret, file: new File([bytes], 'secret-name.txt') });
  await author.act(publishDraft, { id: open });
  const url = (await filesOf(fort.city.visitor(), open))?.[0]?.url ?? '';
  const served = await fetched(fort, url);
  expect([served.bytes.toString(), String(served.headers['content-disposition'])]).toEqual([bytes, 'attachment; filename="open-name.txt"']);
  expect((await fetched(fort, `/attachments/${hidden.id}`, await fort.signIn(author))).status).toBe(404);
});

test('ATT4 no id of another organisation, no strange id and no unknown form finds a file', async () => {
  const { proposal, id } = await withFile(await roomWithFiles());
  await author.act(publishDraft, { id: proposal });
  const foreign = await fort.other.staff();
  expect(await foreign.refused(attachFile, { id: proposal, file: file() })).toBe('NOT_FOUND');
  for (const path of [`/attachments/${id}/huge`, '/attachments/1', '/attachments/..%2f', `/attachments/${id}/whole/x`, '/files/own/spaces/x/whole']) {
    expect([path, [403, 404].includes((await fetched(fort, path)).status)]).toEqual([path, true]);
  }
});
