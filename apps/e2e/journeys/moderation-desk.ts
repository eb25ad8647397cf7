import assert from 'node:assert/strict';
import { asks } from '../src/asks.ts';
import { openGround, publishedProposal } from '../src/ground.ts';
import { journey } from '../src/journey.ts';
import { personOf } from '../src/people.ts';

const CASES = 20;
const MOST_KEYS = 4;

const byKeys = journey(
  'X8 M19 twenty cases are decided by keyboard alone, with four keys each at most',
  async (stage) => {
    const ground = await openGround(await stage.api(personOf('ohno').mail), 'desk-square');
    const [author, reporter] = [await stage.api(personOf('hana').mail), await stage.api(personOf('kenta').mail)];
    const root = await publishedProposal(
      author,
      ground.componentId,
      '川べりに灯りを',
      '夜の道が暗いので、灯りを足します。',
    );
    const own = new Set<string>();
    for (let n = 0; n < CASES; n += 1) {
      const id = await author.make(asks.addComment, { rootId: root, body: `灯りについての考え、その${n}です。` });
      // A grave rule, so that they come first, whatever else waits.
      await reporter.make(asks.reportText, { kind: 'comment', id, rule: 'R1', note: '脅しに読めます。' });
      own.add(id);
    }
    const moderator = await stage.visitor({ as: personOf('miura').mail });
    const { page } = moderator;
    await moderator.go('desk/moderation');
    await page.locator('[data-row]').first().waitFor();
    // Its keys work once scripts have taken the page over.
    await page.waitForFunction(() => document.querySelector('details:not([open])') !== null);
    const here = () => page.url().split('?')[0]?.split('/').at(-1) ?? '';
    let keys = 0;
    const press = async (...pressed: readonly string[]) => {
      for (const key of pressed) await page.keyboard.press(key);
      keys += pressed.length;
    };
    const opened = async (from: string) => {
      await page.waitForURL((url) => !url.pathname.endsWith(from), { timeout: 30_000 });
      // Nobody decides before they see the text: the way to its page is there with it.
      await page.locator(`main a[href$="/${here()}"]`).first().waitFor();
    };
    await press('n');
    await opened('moderation');
    let decided = 0;
    while (own.size > 0) {
      const id = here();
      if (!own.has(id)) {
        await page.keyboard.press('n');
        await opened(id);
        continue;
      }
      keys = 0;
      if (decided % 4 === 3) {
        await press('h', 'Enter');
        await page.getByRole('heading', { level: 1, name: moderator.t('moderation.preview.title.comment') }).waitFor();
        await press('h', 'Enter');
      } else await press(decided % 4 === 2 ? 'v' : 'd', 'Enter');
      own.delete(id);
      decided += 1;
      assert.ok(keys <= MOST_KEYS, `case ${decided} took ${keys} keys`);
      await opened(id);
    }
    assert.equal(decided, CASES);
    await page.keyboard.press('?');
    assert.equal(await page.locator('details[open] kbd').first().textContent(), '?');
    stage.say(`${decided} cases decided`);
  },
);

/** The desk of those who moderate. */
export const journeys = [byKeys];
