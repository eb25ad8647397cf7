import assert from 'node:assert/strict';
import { named, openGround, publishedProposal } from '../src/ground.ts';
import { journey, type Stage } from '../src/journey.ts';
import { Keyboard } from '../src/keyboard.ts';
import { password, personOf } from '../src/people.ts';
import { mailedLink } from '../src/ways/citizen.ts';

interface Variant {
  readonly language: 'ja' | 'en';
  readonly width: number;
}

const walk =
  (variant: Variant) =>
  async (stage: Stage): Promise<void> => {
    const ground = await openGround(await stage.api(personOf('ohno').mail), `keys-${variant.language}`);
    const others = await publishedProposal(
      await stage.api(personOf('kenta').mail),
      ground.componentId,
      '夜の道に灯りを',
      '暗い道に灯りをふたつ。',
    );
    const citizen = await stage.visitor(variant);
    const { page, t } = citizen;
    const keys = new Keyboard(citizen);
    const main = page.locator('main');

    await citizen.go(`spaces/${ground.slug}`);
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: t('web.skip') });
    assert.ok(await skip.evaluate((link) => link === document.activeElement), 'the skip link comes first');
    const box = await skip.boundingBox();
    assert.ok(box && box.y >= 0 && box.width > 40, 'and is seen');
    await page.keyboard.press('Enter');
    await keys.to(main.locator('a, button').first(), 1);

    const place = main.locator(`a[href*="${ground.componentId}"]`);
    await keys.press(place);
    await citizen.seen(
      page.getByRole('heading', { level: 1, name: variant.language === 'ja' ? '試みの提案' : 'Trial proposals' }),
    );
    await keys.press(citizen.link('proposals.new.link'));
    await page.waitForURL(/sign-in/);
    await keys.press(main.getByRole('link', { name: t('accounts.signUp'), exact: true }));
    await page.waitForURL(/sign-up/);
    await citizen.seen(citizen.button('accounts.signUp.act'));

    const mail = `${named(`keys-${variant.language}`)}@example.jp`;
    await keys.type(citizen.field('accounts.displayName'), '鍵田 たぶ子');
    await keys.press(citizen.button('accounts.signUp.act'));
    const summary = page.locator('.error-summary');
    await citizen.seen(summary);
    assert.ok(
      await summary.evaluate((element) => element === document.activeElement),
      'the summary of errors takes focus',
    );
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const target = await summary.locator('a').first().getAttribute('href');
    assert.equal(await keys.focused(), target?.slice(1), 'its link leads to the field');
    assert.ok(await summary.isVisible(), 'and the reasons stay');
    await page.keyboard.insertText(mail);
    await keys.type(citizen.field('accounts.password'), password);
    await keys.press(citizen.field('accounts.signUp.accept'), 'Space');
    await keys.press(citizen.button('accounts.signUp.act'));
    await page.waitForURL(/check-mail/);

    await page.goto(await mailedLink(citizen, mail, '/account/confirm/'));
    await citizen.settled();
    await keys.press(citizen.button('accounts.confirm.act'));
    await citizen.told('accounts.done.confirmed');
    assert.equal(await keys.focused(), await citizen.heading(), 'the heading of the next page takes focus');

    await keys.type(citizen.field('proposals.form.title'), 'つえを立てる場所');
    await keys.type(citizen.field('proposals.form.body'), '窓口で両手が使えるように。');
    await keys.press(citizen.button('proposals.form.preview'));
    await citizen.told('proposals.done.drafted');
    await keys.press(citizen.button('proposals.preview.publish'));
    await citizen.told('proposals.done.published');
    await keys.press(citizen.link('proposals.own.editLink'));
    await page.waitForURL(/\/write$/);
    await keys.to(citizen.field('proposals.form.body'));
    await page.keyboard.press('Control+End');
    await page.keyboard.insertText('\n電話をかけるときにも。');
    await keys.press(citizen.button('proposals.form.saveEdit'));
    await citizen.told('proposals.done.edited');

    await citizen.go(`${ground.path}/${others}`);
    await keys.press(citizen.button('proposals.support.give'), 'Space');
    await citizen.told('proposals.done.supported');
    await keys.type(page.getByRole('textbox', { name: t('comments.form.label') }), 'うちの前の道にもほしいです。');
    await keys.press(citizen.button('comments.form.submit'));
    await citizen.told('comments.done.published');
    await citizen.seen(page.getByText('うちの前の道にもほしいです。'));
  };

/** The citizen's part of the main journey by keyboard alone. */
export const journeys = [
  journey(
    'A8 keyboard: a citizen signs up, proposes, edits, supports and comments, in ja at 1280 px',
    walk({ language: 'ja', width: 1280 }),
  ),
  journey(
    'A8 keyboard: a citizen signs up, proposes, edits, supports and comments, in en at 390 px',
    walk({ language: 'en', width: 390 }),
  ),
];
