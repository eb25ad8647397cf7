import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { startFort, type Fort } from '../security/support.ts';

/** FED2: drafts, what is not published and what is for members only are in no feed and no calendar, whoever asks. */
let fort: Fort;
let staff: Actor;
let hana: Actor;
let closed: PlacedRoom;
let unpublished: PlacedRoom;

beforeAll(async () => {
  fort = await startFort();
  staff = await fort.city.staff();
  hana = await fort.city.citizen('花');
  const room = await fort.city.room(staff, 'proposals');
  await fort.city.proposal(hana, room.componentId, { title: '公開の声' });
  await fort.city.draft(hana, room.componentId, { title: '秘密の下書き' });
  closed = await fort.city.room(staff, 'proposals');
  await fort.city.proposal(hana, closed.componentId, { title: '秘密の声' });
  const { spaceById } = await staff.run<{ spaceById: { edition: number } }>('query Q($id: ID!) { spaceById(id: $id) { edition } }', { id: closed.spaceId });
  await staff.act(`mutation V($id: ID!, $edition: Int!) { outcome: setSpaceVisibility(id: $id, edition: $edition, visibility: MEMBERS_ONLY) {
    __typename ... on Refusal { code field message } ... on Space { id } } }`, { id: closed.spaceId, edition: spaceById.edition });
  unpublished = await fort.city.room(staff, 'proposals', { publish: false });
});
afterAll(() => fort?.close());

const feeds = ['activity.atom', 'answers.atom', 'register.atom', 'calendar.ics'];

test('FED2 nothing that is not for everybody is in a feed or a calendar, for staff neither', async () => {
  for (const cookie of [undefined, await fort.signIn(staff), await fort.signIn(hana)]) {
    for (const file of feeds) {
      const { status, text } = await fort.send({ method: 'GET', path: `/ja/feeds/${file}`, cookie });
      expect([file, status]).toEqual([file, 200]);
      expect(text).not.toContain('秘密');
      for (const { slug, spaceId, componentId } of [closed, unpublished])
        for (const mark of [slug, spaceId, componentId]) expect([file, text.includes(mark)]).toEqual([file, false]);
      for (const { slug } of [closed, unpublished])
        expect([file, (await fort.send({ method: 'GET', path: `/ja/feeds/${file}?space=${slug}`, cookie })).status]).toEqual([file, 404]);
    }
  }
  expect((await fort.send({ method: 'GET', path: '/ja/feeds/activity.atom' })).text).toContain('公開の声');
});

test("FED2 another city's feeds know nothing of it", async () => {
  for (const file of feeds) {
    const { text } = await fort.send({ method: 'GET', path: `/ja/feeds/${file}`, host: 'other.test' });
    expect([file, text.includes('公開の声') || text.includes('広場')]).toEqual([file, false]);
  }
});
