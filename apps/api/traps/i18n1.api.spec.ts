import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { realPages } from '@hiroba/testing/real-pages';
import { visit } from '../security/browsing.ts';
import { startFort, type Fort } from '../security/support.ts';

/** I18N1: the link to the other language keeps the page and its filters; that it keeps typed text is a journey in a browser. */
let fort: Fort;
beforeAll(async () => {
  fort = await startFort({ pages: await realPages() });
  await fort.city.admin();
});
afterAll(() => fort?.close());

test('I18N1 the other language is the same page with the same query, there and back', async () => {
  const room = await fort.city.room(await fort.city.staff(), 'proposals');
  const query = 'q=%E6%9C%A8%E9%99%B0&sort=NEWEST';
  const path = (locale: string): string => `/${locale}/spaces/${room.slug}/proposals/${room.componentId}?${query}`;
  for (const [here, there] of [
    ['ja', 'en'],
    ['en', 'ja'],
  ] as const) {
    const { status, text } = await visit(fort, { path: path(here) });
    expect(status).toBe(200);
    const links = [...text.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
    expect(links.map((href) => decodeURIComponent(href))).toContain(decodeURIComponent(path(there)));
  }
});
