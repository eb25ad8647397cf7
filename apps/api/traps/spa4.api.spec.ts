import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { catalogueOf } from '@hiroba/testing/catalogue';
import { pageRoutes, realPages } from '@hiroba/testing/real-pages';
import type { PlacedRoom } from '@hiroba/testing';
import { visit } from '../security/browsing.ts';
import { doIt } from '../security/scene.ts';
import { startFort, type Fort } from '../security/support.ts';

/** SPA4: a page that is still loading never says "closed", because none is sent before it is whole; what is closed says
 * when it opens or closed, and why. */
let fort: Fort;
let rooms: { dated: PlacedRoom; archived: PlacedRoom; silent: PlacedRoom };
let cookie: string;
const proposals = new Map<string, string>();

beforeAll(async () => {
  fort = await startFort({ pages: await realPages() });
  await fort.city.admin();
  const staff = await fort.city.staff();
  const author = await fort.city.citizen('花');
  rooms = {
    dated: await fort.city.room(staff, 'proposals'),
    archived: await fort.city.room(staff, 'proposals'),
    silent: await fort.city.room(staff, 'proposals', { actions: ['create'] }),
  };
  for (const { componentId } of Object.values(rooms))
    proposals.set(componentId, await fort.city.proposal(author, componentId));
  await doIt(staff, 'archiveSpace(id: $id)', { id: rooms.archived.spaceId }, '$id: ID!', '... on Space { id }');
  cookie = await fort.signIn(await fort.city.citizen('健'));
});
afterAll(() => fort?.close());

type Locale = 'ja' | 'en';
const words = { ja: catalogueOf('ja'), en: catalogueOf('en') };
const date = { ja: /\d{1,2}月\d{1,2}日/, en: /\b\d{1,2} (November|December) 2026/ };

const pagesOf = (locale: Locale, { slug, componentId }: PlacedRoom): string[] => {
  const room = `/${locale}/spaces/${slug}/proposals/${componentId}`;
  return [
    `/${locale}`,
    `/${locale}/spaces`,
    `/${locale}/spaces/${slug}`,
    room,
    `${room}/new`,
    `${room}/${proposals.get(componentId)}`,
  ];
};

/** The texts of a page, part by part, without what only scripts read. */
const partsOf = (html: string): string[] =>
  html
    .replace(/<script[^]*?<\/script>|<svg[^]*?<\/svg>/g, '')
    .split(/<[^>]+>/)
    .map((part) => part.trim())
    .filter(Boolean);

/** What a page says of buttons that cannot be pressed now. */
const reasonsOf = (html: string): string[] =>
  [...html.matchAll(/aria-disabled="true" aria-describedby="([^"]+)"/g)].map(
    ([, id = '']) => new RegExp(`<span id="${id}">([^<]*)</span>`).exec(html)?.[1] ?? '',
  );

describe('SPA4 what is closed', () => {
  const instants = [
    ['before it opens', '2026-10-01T00:00:00+09:00', 'dated'],
    ['in the last second before it opens', '2026-10-31T23:59:59+09:00', 'dated'],
    ['in the second in which it closes', '2026-12-01T00:00:00+09:00', 'dated'],
    ['long after', '2027-06-01T00:00:00+09:00', 'dated'],
    ['in a space that is over', '2026-11-22T12:00:00+09:00', 'archived'],
    ['where no phase ever opens it', '2026-11-22T12:00:00+09:00', 'silent'],
  ] as const;

  test.each(instants.flatMap((each) => (['ja', 'en'] as const).map((locale) => [...each, locale] as const)))(
    '%s (%s, %s, %s) says when and why, on every page',
    async (_, now, kind, locale) => {
      fort.clock.set(now);
      const say = words[locale];
      const over = [say['spaces.archived.title'], say['refusal.PHASE_CLOSED.archived']];
      let reasons = 0;
      for (const path of pagesOf(locale, rooms[kind])) {
        const { status, text } = await visit(fort, { path, cookie });
        expect({ path, status }).toEqual({ path, status: 200 });
        const parts = partsOf(text);
        for (const reason of reasonsOf(text)) {
          reasons += 1;
          if (kind === 'dated') expect(reason).toMatch(date[locale]);
          if (kind === 'archived') expect(over).toContain(reason);
          if (kind === 'silent') expect(reason).toBe(say['refusal.PHASE_CLOSED']);
        }
        // Wherever a badge says closed, the same card says since when, or that all is over.
        for (const [at, part] of parts.entries()) {
          if (part !== say['spaces.room.over']) continue;
          const card = parts.slice(at, at + 12).join(' ');
          expect(date[locale].test(card) || over.some((each) => card.includes(each ?? '-'))).toBe(true);
        }
        if (kind !== 'silent') expect(parts).not.toContain(say['refusal.PHASE_CLOSED']);
        if (kind === 'archived' && path.includes(rooms.archived.slug))
          expect(parts).not.toContain(say['spaces.room.open']);
      }
      expect(reasons).toBeGreaterThan(0);
    },
  );

  test('is not said while it is open', async () => {
    fort.clock.set('2026-11-22T12:00:00+09:00');
    for (const path of pagesOf('ja', rooms.dated)) {
      const { text } = await visit(fort, { path, cookie });
      expect(reasonsOf(text)).toEqual([]);
      if (path.includes(rooms.dated.slug)) expect(partsOf(text)).not.toContain(words.ja['spaces.room.over']);
    }
  });
});

describe('SPA4 a page that loads', () => {
  test('is sent whole: no part of it is a stand-in for what comes later', async () => {
    for (const path of [...pagesOf('ja', rooms.dated), ...pagesOf('en', rooms.archived)]) {
      const { text } = await visit(fort, { path, cookie });
      expect(text.endsWith('</html>')).toBe(true);
      expect(text).not.toMatch(/<!--\$\?-->|<template id="B:/);
    }
  });

  test('has no page of its own to be shown meanwhile: the one before stays', async () => {
    const app = new URL('../../web/app/', import.meta.url);
    const routes = await pageRoutes();
    for (const { file } of routes) {
      const code = (await import(file.startsWith('/') ? file : new URL(file, app).pathname)) as object;
      expect({
        file,
        standIns: Object.keys(code).filter((name) => /^(HydrateFallback|clientLoader)$/.test(name)),
      }).toEqual({ file, standIns: [] });
    }
    expect(routes.length).toBeGreaterThan(40);
  });
});
