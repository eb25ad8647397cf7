import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { commentSettings } from '@hiroba/comments';
import { graphemes } from '@hiroba/kernel';
import { realPages } from '@hiroba/testing/real-pages';
import type { Actor } from '@hiroba/testing';
import { formAt, sendForm, visit } from '../security/browsing.ts';
import { startFort, type Fort } from '../security/support.ts';

/** COM3: exactly the maximum, with five mentions and 葛 + variation selector, is taken everywhere; one more is refused everywhere. */
let fort: Fort;
let hana: Actor;
let cookie: string;
let path: string;
let root: string;
let exactly: string;

const MAX = Number(commentSettings.find(({ key }) => key === 'commentLength')?.default);
const add = `mutation A($id: ID!, $body: String!) { outcome: addComment(rootKind: "proposal", rootId: $id, body: $body) {
  __typename ... on Comment { id body mentions { token } } ... on Refusal { code field message } } }`;

beforeAll(async () => {
  fort = await startFort({ pages: await realPages() });
  await fort.city.admin();
  hana = await fort.city.citizen('花');
  cookie = await fort.signIn(hana);
  const { slug, componentId } = await fort.city.room(await fort.city.staff(), 'proposals');
  root = await fort.city.proposal(hana, componentId);
  path = `/ja/spaces/${slug}/proposals/${componentId}/${root}`;
  const people = await Promise.all(Array.from({ length: 5 }, (_, n) => fort.city.citizen(`呼ばれる人${n}`)));
  const mentions = `${people.map(({ code }) => `@${code}`).join(' ')}\n`;
  exactly = mentions + '葛\u{e0100}'.repeat(MAX - graphemes(mentions) - 2) + '👨‍👩‍👧𠮷';
});
afterAll(() => fort?.close());

test('COM3 what the field of the page counts is what the form and the API count', async () => {
  expect([MAX, graphemes(exactly)]).toEqual([1_000, 1_000]);
  expect((await visit(fort, { path, cookie })).text).toMatch(/id="comment-body-room"[^>]*>[^<]*1,000/);
});

test('COM3 the API takes exactly the maximum, and refuses one more', async () => {
  const said = await hana.act<{ body: string; mentions: object[] }>(add, { id: root, body: exactly });
  expect([said.body, said.mentions.length]).toEqual([exactly, 5]);
  expect(await hana.refused(add, { id: root, body: `${exactly}。` })).toBe('TOO_LONG body');
});

test('COM3 the form without a script takes exactly the maximum, and gives one more back with its reason', async () => {
  const place = { path, cookie };
  const sent = await sendForm(fort, place, await formAt(fort, place, 'comment'), { body: exactly });
  expect(sent.status).toBe(303);
  const refused = await sendForm(fort, place, await formAt(fort, place, 'comment'), { body: `${exactly}。` });
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('葛\u{e0100}👨‍👩‍👧𠮷。');
});

test('COM3 a refused reply comes back open at its form, where the page begins; one that comes after the end does, too', async () => {
  const { id } = await hana.act<{ id: string }>(add, { id: root, body: '問い' });
  const place = { path: `${path}?sort=NEWEST`, cookie };
  const form = await formAt(fort, place, `reply-${id}`);
  const givenBack = async (body: string, status: number) => {
    const { text, status: answered } = await sendForm(fort, place, form, { body });
    expect(answered).toBe(status);
    const [drawer = ''] = /<details[^>]* open=""[^>]*>.*?<\/details>/s.exec(text) ?? [];
    expect(drawer).toContain(`value="reply-${id}"`);
    expect(drawer).toMatch(/tabindex="-1" autofocus="" role="group" aria-labelledby="reply-[^"]+-errors"/);
    expect(text.match(/autofocus/g)).toHaveLength(1);
    expect(drawer.replace(/\r/g, '').includes(body)).toBe(true);
    return drawer;
  };
  expect(await givenBack(`${exactly}。`, 400)).toMatch(/id="reply-[^"]+-body-error"/);
  fort.clock.set('2026-12-01T00:00:00+09:00');
  expect(await givenBack('遅れた返信', 409)).toContain('終わりました');
  fort.clock.set('2026-11-22T12:00:00+09:00');
});

test('COM3 so does the form that edits', async () => {
  const { id } = await hana.act<{ id: string }>(add, { id: root, body: '短い' });
  const place = { path: `${path}?comment=${id}`, cookie };
  const form = await formAt(fort, place, `edit-${id}`);
  expect((await sendForm(fort, place, form, { body: `${exactly}。` })).status).toBe(400);
  expect((await sendForm(fort, place, form, { body: exactly })).status).toBe(303);
});
