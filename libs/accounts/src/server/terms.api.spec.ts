import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApp, type SpecApp } from '@hiroba/testing';
import { AccountsWorld, type Browser } from './accounts.world.ts';

let world: AccountsWorld<SpecApp>;
beforeAll(async () => {
  world = await AccountsWorld.start(startApp);
});
afterAll(() => world.app.close());

const due = async (browser: Browser) =>
  (await browser.run<{ viewer: { termsDue: boolean } }>('{ viewer { termsDue } }')).viewer.termsDue;

it('newer terms wait until they are accepted: exactly those in force, once, and by nobody for somebody else', async () => {
  const { browser } = await world.citizen();
  const other = (await world.citizen()).browser;
  expect(await due(browser)).toBe(false);
  expect(await browser.says('acceptTerms(version: 1)')).toBe('STALE');
  const admin = (await world.staffBrowser(['ADMIN'])).browser;
  const publish = () =>
    admin.do(
      'publishLegalPage(slug: "terms", title: { ja: "きまり" }, body: { ja: "本文" })',
      '... on LegalPage { slug }',
    );
  await publish();
  expect(await due(browser)).toBe(false);
  await publish();
  expect([await due(browser), await due(other), await due(world.browser())]).toEqual([true, true, false]);
  for (const version of [0, 1, 3]) expect(await browser.says(`acceptTerms(version: ${version})`)).toBe('STALE');
  expect(await world.browser().says('acceptTerms(version: 2)')).toBe('UNAUTHENTICATED');
  expect(await browser.says('acceptTerms(version: 2)')).toBe('Person');
  expect([await due(browser), await due(other)]).toEqual([false, true]);
  expect(await browser.says('acceptTerms(version: 2)')).toBe('Person');
});
