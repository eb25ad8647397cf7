import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import type { Actor, PlacedRoom } from '@hiroba/testing';
import { realPages } from '@hiroba/testing/real-pages';
import { startFort, type Fort } from '../security/support.ts';

/** FED2: drafts, what is not published and what is for members only are in no feed, calendar or sitemap, whoever asks. */
let fort: Fort;
let staff: Actor;
let hana: Actor;
let closed: PlacedRoom;
let unpublished: PlacedRoom;
let open: PlacedRoom;
let voices: string[];

beforeAll(async () => {
  fort = await startFort({ sitemapPiece: 2, pages: await realPages() });
  staff = await fort.city.staff();
  hana = await fort.city.citizen('花');
  open = await fort.city.room(staff, 'proposals');
  voices = [await fort.city.proposal(hana, open.componentId, { title: '公開の声' })];
  for (const title of ['二つ目', '三つ目', '四つ目']) voices.push(await fort.city.proposal(hana, open.componentId, { title }));
  await fort.city.draft(hana, open.componentId, { title: '秘密の下書き' });
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

const { window } = new JSDOM('');
async function locsOf(path: string, host = 'city.test'): Promise<{ loc: string; last: string | undefined; others: string[] }[]> {
  const { status, text, headers } = await fort.send({ method: 'GET', path, host });
  expect([path, status, headers['content-type']]).toEqual([path, 200, 'application/xml; charset=utf-8']);
  const xml = new window.DOMParser().parseFromString(text, 'application/xml');
  expect(xml.getElementsByTagName('parsererror')).toHaveLength(0);
  return [...(xml.documentElement.children as unknown as Iterable<Element>)].map((each) => ({
    loc: each.getElementsByTagName('loc')[0]?.textContent ?? '', last: each.getElementsByTagName('lastmod')[0]?.textContent ?? undefined,
    others: [...(each.getElementsByTagName('xhtml:link') as unknown as Iterable<Element>)].map((link) => link.getAttribute('hreflang') ?? ''),
  }));
}
const pathOf = (loc: string): string => new URL(loc).pathname;

test('FED2 the sitemap names each page that everybody may read once in each language, with its last change, and no other', async () => {
  fort.clock.advance(1);
  await hana.act(`mutation W($id: ID!) { outcome: withdrawProposal(id: $id) { __typename ... on Proposal { id } ... on Refusal { code field message } } }`, { id: voices[1] });
  const moderator = await fort.city.person('進行', [{ role: 'MODERATOR' }]);
  await moderator.act(`mutation W($id: ID!) { outcome: withholdText(subjectKind: "proposal", subjectId: $id, rule: "R5", reason: "理由") {
    __typename ... on ModerationDecision { id } ... on Refusal { code field } } }`, { id: voices[2] });
  const pieces = (await locsOf('/sitemap.xml')).map(({ loc }) => pathOf(loc));
  expect(pieces.length).toBeGreaterThan(2);
  const urls = (await Promise.all(pieces.map((piece) => locsOf(piece)))).flat();
  const paths = urls.map(({ loc }) => pathOf(loc));
  expect(new Set(paths).size).toBe(paths.length);
  expect(urls.every(({ others }) => others.join() === 'ja,en')).toBe(true);
  const below = `/spaces/${open.slug}`;
  const room = `${below}/proposals/${open.componentId}`;
  const things = [below, room, ...[0, 1, 3].map((at) => `${room}/${voices[at]}`)];
  expect(paths.filter((path) => path.includes('/spaces/')).sort()).toEqual(['en', 'ja'].flatMap((locale) => things.map((path) => `/${locale}${path}`)).sort());
  const lastOf = (id: string | undefined) => urls.find(({ loc }) => loc.endsWith(`/ja${room}/${id}`))?.last;
  expect([lastOf(voices[0]), lastOf(voices[1])]).toEqual(['2026-11-22T03:00:00.000Z', '2026-11-22T03:01:00.000Z']);
  const other = await locsOf('/sitemap.xml', 'other.test');
  expect((await locsOf(pathOf(other[0]?.loc ?? ''), 'other.test')).some(({ loc }) => loc.includes('/spaces/'))).toBe(false);
  const robots = await fort.send({ method: 'GET', path: '/robots.txt' });
  expect(robots.text).toMatch(/^Sitemap: https?:\/\/city\.test(?::\d+)?\/sitemap\.xml$/m);
  for (const path of ['/sitemaps/nothing.xml', `/sitemaps/${open.spaceId}`, '/sitemaps/..%2f.xml'])
    expect((await fort.send({ method: 'GET', path })).status).toBe(404);
});

test('FED2 only what is for everybody has a card for where its address is shown, whoever asks', async () => {
  await fort.city.admin();
  const cookie = await fort.signIn(staff);
  const card = async (path: string, by?: string) => {
    const { status, text } = await fort.send({ method: 'GET', path: `/ja${path}`, cookie: by });
    expect([path, status]).toEqual([path, 200]);
    return Object.fromEntries([...text.matchAll(/<meta property="og:(\w+)" content="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]));
  };
  const [shown = '', , withheld = ''] = voices;
  const page = (id: string) => `/spaces/${open.slug}/proposals/${open.componentId}/${id}`;
  for (const by of [undefined, cookie]) {
    expect(await card(page(shown), by)).toMatchObject({
      title: '公開の声', url: expect.stringMatching(new RegExp(`^https?://city\\.test/ja${page(shown)}$`)), type: 'website', locale: 'ja_JP',
    });
    expect(await card(`/spaces/${open.slug}`, by)).toMatchObject({ title: '広場', description: '広場のこれから' });
    expect(await card('', by)).toMatchObject({ title: '試験市' });
    expect(await card(page(withheld), by)).toEqual({});
  }
  expect(await card(`/spaces/${closed.slug}`, cookie)).toEqual({});
  expect(await card('/account', await fort.signIn(hana))).toEqual({});
});
