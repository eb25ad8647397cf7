import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { calendarText } from '../src/http/calendar.ts';
import { xmlText } from '../src/http/atom.ts';
import { corpus } from '../security/data.ts';
import { startFort, type Fort } from '../security/support.ts';

/** FED1: an item that is withheld later stays in a feed as an entry without text, with the same id; and no text breaks a feed. */
let fort: Fort;
let room: PlacedRoom;
let staff: Actor;
let hana: Actor;

beforeAll(async () => {
  fort = await startFort();
  staff = await fort.city.staff();
  hana = await fort.city.citizen('花');
  room = await fort.city.room(staff, 'proposals', { settings: { drafts: 50 } });
});
afterAll(() => fort?.close());

const { window } = new JSDOM('');
interface Entry {
  readonly id: string;
  readonly title: string;
  readonly updated: string;
  readonly href: string;
  readonly author: string;
}
const textOf = (of: Element, name: string): string => of.getElementsByTagName(name)[0]?.textContent ?? '';
async function feed(path: string): Promise<{ self: string; entries: Entry[]; next: string | undefined; type: string }> {
  const { status, text, headers } = await fort.send({ method: 'GET', path });
  expect([path, status]).toEqual([path, 200]);
  const xml = new window.DOMParser().parseFromString(text, 'application/xml');
  expect(xml.getElementsByTagName('parsererror')).toHaveLength(0);
  const links = [...(xml.documentElement.children as unknown as Iterable<Element>)].filter(({ tagName }) => tagName === 'link');
  const entries = [...(xml.getElementsByTagName('entry') as unknown as Iterable<Element>)].map((entry) => ({
    id: textOf(entry, 'id'), title: textOf(entry, 'title'), updated: textOf(entry, 'updated'), author: textOf(entry, 'author'),
    href: entry.getElementsByTagName('link')[0]?.getAttribute('href') ?? '',
  }));
  const next = links.find((link) => link.getAttribute('rel') === 'next')?.getAttribute('href') ?? undefined;
  return { self: textOf(xml.documentElement, 'id'), entries, next, type: String(headers['content-type']) };
}

test('FED1 what is withheld after it was told stays in each feed without its text, with the same id and date', async () => {
  const id = await fort.city.proposal(hana, room.componentId, { title: 'フィードの秘密' });
  await staff.act(`mutation A($id: ID!) { outcome: answerProposal(id: $id, input: { kind: ACCEPTED, office: "公園緑地課",
    text: { ja: "植えます。", en: "We will." } }) { __typename ... on Proposal { id } ... on Refusal { code field message } } }`, { id });
  const paths = ['/ja/feeds/activity.atom', `/ja/feeds/activity.atom?space=${room.slug}`, '/ja/feeds/answers.atom', `/en/feeds/answers.atom?space=${room.slug}`];
  const before = await Promise.all(paths.map(feed));
  for (const { entries, type } of before) {
    expect(type).toBe('application/atom+xml; charset=utf-8');
    expect(entries[0]).toMatchObject({ updated: '2026-11-22T03:00:00.000Z', author: '公園緑地課' });
    expect(entries[0]?.title).toContain('フィードの秘密');
    expect(entries[0]?.href).toMatch(new RegExp(`/(ja|en)/spaces/${room.slug}/proposals/${room.componentId}/${id}$`));
    expect(JSON.stringify(entries)).not.toContain('花');
  }
  const tag = (await fort.send({ method: 'GET', path: paths[0] ?? '' })).headers.etag ?? '';
  const again = () => fort.send({ method: 'GET', path: paths[0] ?? '', headers: { 'if-none-match': tag } });
  expect((await again()).status).toBe(304);
  const moderator = await fort.city.person('進行', [{ role: 'MODERATOR' }]);
  await moderator.act(`mutation W($id: ID!) { outcome: withholdText(subjectKind: "proposal", subjectId: $id, rule: "R5", reason: "理由") {
    __typename ... on ModerationDecision { id } ... on Refusal { code field } } }`, { id });
  expect((await again()).status).toBe(200);
  for (const [at, path] of paths.entries()) {
    const { entries } = await feed(path);
    const mine = entries.find((entry) => entry.id === before[at]?.entries[0]?.id);
    expect(mine).toMatchObject({ updated: '2026-11-22T03:00:00.000Z', href: expect.stringMatching(/\/record\/[0-9a-f-]{36}$/) });
    expect(JSON.stringify(entries)).not.toContain('フィードの秘密');
  }
  const register = await feed('/ja/feeds/register.atom');
  expect(register.entries.length).toBeGreaterThan(1);
  expect(JSON.stringify(register)).not.toContain('フィードの秘密');
});

test('FED1 whatever people write, a feed and a calendar stay whole, and a feed says it to the letter', async () => {
  const hostile = [...corpus<string>('naughty-strings.json'), ']]><x>&amp;</entry>', 'a\u0000b\u0008c\u001b[0m\ufffe', '"\'><script>alert(1)</script>', '葛\udb40\udd00😀'];
  const xml = `<t a="${hostile.map(xmlText).join('|')}">${hostile.map((text) => `<x>${xmlText(text)}</x>`).join('')}</t>`;
  const read = new window.DOMParser().parseFromString(xml, 'application/xml');
  expect(read.getElementsByTagName('parsererror')).toHaveLength(0);
  const said = [...(read.getElementsByTagName('x') as unknown as Iterable<Element>)].map(({ textContent }) => textContent);
  // Signs of control that XML cannot hold are left out; line ends are as XML reads them.
  const expected = hostile.map((text) => text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '').replace(/\r\n?/g, '\n'));
  expect(said).toEqual(expected);
  for (const text of hostile) expect(calendarText(text)).not.toMatch(/[\r\n\u0000-\u001f]|(?<!\\)(?:\\\\)*[;,]/);
  for (const title of ['<b>&</b> ]]> "木"', `'--><!-- &#0; 木`, '木\u200b\\n;,:BEGIN']) {
    await fort.city.proposal(hana, room.componentId, { title });
    fort.clock.advance(1);
    expect((await feed('/ja/feeds/activity.atom')).entries[0]?.title.endsWith(title)).toBe(true);
  }
});

test('FED1 a feed is walked to its end, each entry once; what is no part of it is refused', async () => {
  for (let n = 0; n < 50; n += 1) await fort.city.proposal(hana, room.componentId, { title: `声 ${n}` });
  const ids: string[] = [];
  let path: string | undefined = '/ja/feeds/activity.atom';
  while (path) {
    const { entries, next } = await feed(path);
    ids.push(...entries.map(({ id }) => id));
    path = next && new URL(next).pathname + new URL(next).search;
  }
  expect([ids.length > 50, new Set(ids).size]).toEqual([true, ids.length]);
  const statusOf = async (at: string) => (await fort.send({ method: 'GET', path: at })).status;
  expect(await Promise.all([
    '/ja/feeds/activity.atom?after=nonsense', '/ja/feeds/people.atom', '/fr/feeds/activity.atom', '/ja/feeds/__proto__.atom', '/ja/feeds/activity.rss',
    '/ja/feeds/activity.atom?space=nowhere', '/ja/feeds/calendar.ics?space=nowhere',
  ].map(statusOf))).toEqual([400, 404, 404, 404, 404, 404, 404]);
});
