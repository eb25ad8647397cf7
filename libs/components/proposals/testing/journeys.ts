import assert from 'node:assert/strict';
import { named, openGround } from '../../../../apps/e2e/src/ground.ts';
import { journey, type Stage } from '../../../../apps/e2e/src/journey.ts';
import { axeProblems, overflows } from '../../../../apps/e2e/src/look.ts';
import { personOf } from '../../../../apps/e2e/src/people.ts';
import type { Visitor } from '../../../../apps/e2e/src/visitor.ts';
import { journeysOfAuthors } from './journeys-of-authors.ts';

const corners = [
  [134.4, 34.5],
  [134.5, 34.5],
  [134.5, 34.6],
  [134.4, 34.6],
  [134.4, 34.5],
];
const area = JSON.stringify({
  type: 'FeatureCollection',
  features: [{ type: 'Feature', properties: { name: '港町' }, geometry: { type: 'Polygon', coordinates: [corners] } }],
});
const given = { lat: '34.543217', lon: '134.456781' };

/** Nothing is too wide, and axe, which needs scripts to run, finds nothing. */
async function clean({ page, scripts }: Visitor, what: string): Promise<void> {
  assert.deepEqual([...(scripts ? await axeProblems(page) : []), ...(await overflows(page))], [], what);
}

/** Chooses the middle of the map, as somebody without a pointer does. */
async function pick(citizen: Visitor): Promise<void> {
  await citizen.button('places.pick.open').press('Enter');
  await citizen.seen(citizen.page.locator('.map .leaflet-container'));
  await clean(citizen, 'the form with its map');
  await citizen.button('places.pick.middle').press('Enter');
  await citizen.seen(citizen.page.getByText(citizen.t('places.pick.chosenIn', { district: '港町' })));
  assert.match(await citizen.page.locator('[name=lat]').inputValue(), /^34\.5[45]\d{4}$/);
}

const walk =
  ({ scripts, language }: { readonly scripts: boolean; readonly language: 'ja' | 'en' }) =>
  async (stage: Stage): Promise<void> => {
    const staff = await stage.api(personOf('kawabata').mail);
    const ground = await openGround(staff, `phone-${language}`, {
      places: 'OPTIONAL',
      placePrecision: 'GRID',
      area,
      attachments: 'true',
    });
    const citizen = await stage.visitor({
      scripts,
      language,
      width: 390,
      with: await stage.api(personOf('kenta').mail),
    });
    const { page } = citizen;
    const input = (name: string) => page.locator(`[name="${name}"]:not([type=hidden])`);

    await citizen.go(ground.path);
    const photo = await page.screenshot();
    await citizen.link('proposals.new.link').first().click();
    await page.waitForURL(/\/new$/);
    await citizen.settled();
    await input('title').fill(named('ベンチ'));
    await input('body').fill('坂の途中に、腰をおろせるベンチがほしいです。');
    await input('address').fill('港町の坂');
    await input('files').setInputFiles({ name: 'saka.png', mimeType: 'image/png', buffer: photo });
    if (scripts) await pick(citizen);
    else {
      await page
        .locator('summary')
        .filter({ hasText: citizen.t('places.point') })
        .click();
      await input('lat').fill('35.7');
      await input('lon').fill('139.7');
      await citizen.button('proposals.form.preview').click();
      await citizen.seen(page.locator('.error-summary'));
      assert.equal(await input('address').inputValue(), '港町の坂');
      await clean(citizen, 'the form that gives everything back');
      await input('lat').fill(given.lat);
      await input('lon').fill(given.lon);
    }
    await citizen.button('proposals.form.preview').click();
    await page.waitForURL(/\/files/);
    await citizen.settled();
    await clean(citizen, 'the words for the photo');
    await page.locator('[name^="alt"]').first().fill('急な坂道。手すりがある。');
    await citizen.button('proposals.files.saveDraft').click();
    await page.waitForURL(/\/preview/);
    await citizen.settled();
    await citizen.button('proposals.preview.publish').click();
    await citizen.told('proposals.done.published');
    await clean(citizen, 'the published proposal');

    const anybody = await stage.visitor({ scripts, language, width: 390 });
    await anybody.go(citizen.path);
    await anybody.seen(anybody.page.locator('img[alt="急な坂道。手すりがある。"]'));
    assert.doesNotMatch(
      await anybody.page.content(),
      /34\.5432|134\.4567/,
      'the point as it was given is nobody else’s',
    );
    await anybody.link('proposals.fact.map').click();
    await anybody.page.waitForURL(/\/map\?box=/);
    await anybody.settled();
    if (scripts) await anybody.seen(anybody.page.locator('.map-live .map-pin'));
    await clean(anybody, 'the map');
    await anybody.page.locator('.map a.map-pin').first().press('Enter');
    await anybody.page.waitForURL((url) => url.pathname === citizen.path);
  };

/** A citizen on a phone proposes with a photo and a place, a co-author joins, staff merge and answer; with and without scripts. */
export const journeys = [
  journey(
    'C8 a citizen on a phone proposes with photo and place: with JavaScript',
    walk({ scripts: true, language: 'ja' }),
  ),
  journey(
    'C8 a citizen on a phone proposes with photo and place: without JavaScript',
    walk({ scripts: false, language: 'en' }),
  ),
  ...journeysOfAuthors,
];
