import assert from 'node:assert/strict';
import { named } from '../../../../apps/e2e/src/ground.ts';
import { journey, type Stage } from '../../../../apps/e2e/src/journey.ts';
import { personOf } from '../../../../apps/e2e/src/people.ts';
import { signInAsStaff } from '../../../../apps/e2e/src/ways/staff.ts';

interface Variant {
  readonly scripts: boolean;
  readonly language: 'ja' | 'en';
  readonly width: number;
  readonly staff: string;
}

const conclusion = '屋根は半分にかけます。残りの半分には木を植えます。';

const walk = (variant: Variant) => async (stage: Stage): Promise<void> => {
  const question = `${named('debate')} 広場の半分に屋根をかけるか`;
  const staff = await stage.visitor(variant);
  await signInAsStaff(staff, personOf(variant.staff).mail);
  const input = (name: string) => staff.page.locator(`[name="${name}"]:not([type=hidden])`);

  await staff.go('spaces/station-square');
  await staff.page.locator('main a[href*="/debates/"]').first().click();
  await staff.link('debates.new.link').first().click();
  await staff.page.waitForURL(/\/new$/);
  await staff.settled();
  await input('question').fill(question);
  await input('background').fill('雨の日に、ぬれないで待てる場所がありません。');
  for (const part of ['decided', 'changeable', 'fixed', 'decider', 'deadline', 'wanted']) await input(`ask.${part}.ja`).fill(`${part} のこと`);
  await staff.page.locator('[name="ask.promise"][value=CONSULT]').check();
  await staff.page.locator('[name=layout][value=FOR_AGAINST]').check();
  await staff.button('debates.form.preview').click();
  await staff.told('debates.done.drafted');
  await staff.seen(staff.page.getByText(staff.t('debates.preview.office')));
  await staff.button('debates.preview.publish').click();
  await staff.told('debates.done.published');
  const address = staff.path;

  const say = async (who: string, side: 'FOR' | 'AGAINST', words: string) => {
    const citizen = await stage.visitor({ ...variant, with: await stage.api(personOf(who).mail) });
    await citizen.go(address);
    await citizen.page.locator(`[name=alignment][value=${side}]`).first().check();
    await citizen.page.locator('form textarea[name=body]').first().fill(words);
    await citizen.button('comments.form.submit').first().click();
    await citizen.told('comments.done.published');
    return citizen;
  };
  const forIt = await say('kenta', 'FOR', 'ぬれずに乗り換えられます。');
  const permalink = forIt.page.url();
  const against = await say('hana', 'AGAINST', '空が見えるほうがよいです。');
  await against.go(address);
  await against.seen(against.page.getByText(against.t('debates.sides.meaning')));
  await against.page.locator('form textarea[name=body]').first().fill('書いている途中の一言');
  await against.page.locator('[name=alignment][value=AGAINST]').first().check();

  await staff.go(`${address}/lead`);
  await staff.button('debates.lead.close.act').click();
  await staff.told('debates.done.closed');
  await against.button('comments.form.submit').first().click();
  await against.seen(against.page.locator('[role=alert], .error-summary, .field-error, .refusal').first());
  assert.match(await against.page.content(), /書いている途中の一言/, 'what was typed is still there');

  await input('text.ja').fill(conclusion);
  await input('comments').fill(permalink);
  await staff.button('debates.lead.conclude.act').click();
  await staff.told('debates.done.concluded');

  const anybody = await stage.visitor(variant);
  await anybody.go(address);
  await anybody.seen(anybody.page.locator('.official-answer').getByText(conclusion));
  await anybody.seen(anybody.page.getByText(anybody.t('debates.status.CONCLUDED')));
  await anybody.link('debates.conclusions.comment', { n: 1 }).click();
  await anybody.seen(anybody.page.getByText('ぬれずに乗り換えられます。'));
};

/** A debate from its opening to its conclusions, with and without scripts. */
export const journeys = [
  journey('C8 a debate for and against, from its opening to its conclusions: with JavaScript',
    walk({ scripts: true, language: 'ja', width: 1280, staff: 'sakaki' })),
  journey('C8 a debate for and against, from its opening to its conclusions: without JavaScript',
    walk({ scripts: false, language: 'en', width: 390, staff: 'kawabata' })),
];
