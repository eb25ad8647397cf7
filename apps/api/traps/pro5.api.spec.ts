import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { realPages } from '@hiroba/testing/real-pages';
import { formAt, sendForm, visit } from '../security/browsing.ts';
import { startFort, type Fort } from '../security/support.ts';

/** PRO5: a title of one character, a body of one sentence, a small first Latin letter and capitals are taken, by form and
 * by API, and shown as they were written. */
let fort: Fort;
beforeAll(async () => {
  fort = await startFort({ pages: await realPages() });
  await fort.city.admin();
});
afterAll(() => fort?.close());

test.each([
  ['鯉', '鯉を見たい。'],
  ['small beginnings', 'a bench is enough.'],
  ['LOUD IDEA', 'MORE TREES.'],
  ['iPhone充電', '駅に。'],
  ['𠮷', '𠮷'],
  ['葛\u{e0100}', '。'],
])('PRO5 %s', async (title, body) => {
  const { componentId, slug } = await fort.city.room(await fort.city.staff(), 'proposals');
  const hana = await fort.city.citizen('花');
  const cookie = await fort.signIn(hana);
  const place = `/ja/spaces/${slug}/proposals/${componentId}`;

  const drafted = await sendForm(
    fort,
    { path: `${place}/new`, cookie },
    await formAt(fort, { path: `${place}/new`, cookie }),
    { title, body },
  );
  expect(drafted.status).toBe(303);
  const preview = { path: String(drafted.headers.location).split('?')[0] ?? '', cookie };
  const published = await sendForm(fort, preview, await formAt(fort, preview, 'publish'));
  expect(published.status).toBe(303);
  const page = await visit(fort, { path: preview.path.replace(/\/preview$/, '') });
  expect(page.status).toBe(200);
  expect(page.text).toContain(`>${title}</h1>`);

  const byApi = await fort.city.proposal(hana, componentId, { title, body });
  const stored = await fort.query('select title, body, versions from proposal where component_id = $1', [componentId]);
  expect(stored).toEqual([
    { title, body, versions: 1 },
    { title, body, versions: 1 },
  ]);
  expect(byApi).toBeTruthy();
});
