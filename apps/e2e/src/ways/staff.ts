import type { Visitor } from '../visitor.ts';
import { codeOf, password } from '../people.ts';

const day = 86_400_000;

/** A moment as a date and time field of the city takes it. */
const local = (at: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo', dateStyle: 'short', timeStyle: 'short' })
    .format(at)
    .replace(' ', 'T');

/** Signs in by the pages: name and password, then the code of the authenticator. */
export async function signInAsStaff(staff: Visitor, mail: string): Promise<void> {
  await staff.go('account/sign-in');
  const form = staff.page.locator('form').filter({ has: staff.page.locator('input[type=password]') });
  await form.getByLabel(staff.t('accounts.email')).fill(mail);
  await form.getByLabel(staff.t('accounts.password')).fill(password);
  await form.getByRole('button', { name: staff.t('accounts.signIn.act'), exact: true }).click();
  await staff.page.waitForURL(/second-factor/);
  await staff.settled();
  await staff.field('accounts.factor.code').fill(await codeOf(mail));
  await staff.button('accounts.factor.act').click();
  await staff.told('accounts.done.factorGiven');
}

/** What a process is called and how its place for proposals works. */
export interface Plan {
  readonly slug: string;
  readonly title: string;
  readonly place: string;
  readonly settings: Readonly<Record<string, string>>;
}

/** Makes a process with two phases and a place for proposals by the steps of the desk, and publishes it. */
export async function makeProcess(staff: Visitor, { slug, title, place, settings }: Plan): Promise<void> {
  const { page } = staff;
  const input = (name: string) => page.locator(`[name="${name}"]:not([type=hidden])`);
  const onward = () => staff.button('spaces.desk.saveAndNext').click();

  await staff.go('desk');
  await staff.link('shell.desk.newSpace').click();
  await page.waitForURL(/desk\/spaces\/new$/);
  await input('title.ja').fill(title);
  await input('summary.ja').fill('市とみなさんで、使い方を決めます。');
  await input('slug').fill(slug);
  await onward();

  await page.waitForURL(/\/ask(\?|$)/);
  for (const part of ['decided', 'changeable', 'fixed', 'decider', 'deadline', 'wanted'])
    await input(`ask.${part}.ja`).fill(`${part} のこと`);
  await page.locator('[name="ask.promise"][value=INVOLVE]').check();
  await onward();

  await page.waitForURL(/\/phases(\?|$)/);
  const now = Date.now();
  await input('phases.phase-1.opensAt').fill(local(now - day));
  await input('phases.phase-1.closesAt').fill(local(now + 20 * day));
  await input('phases.phase-1.title.ja').fill('提案を集める');
  await staff.button('spaces.desk.phases.more').click();
  await input('phases.phase-2.opensAt').fill(local(now + 20 * day));
  await input('phases.phase-2.closesAt').fill(local(now + 40 * day));
  await input('phases.phase-2.title.ja').fill('市が考える');
  await onward();

  await page.waitForURL(/\/components(\?|$)/);
  await input('title.ja').fill(place);
  await staff.button('spaces.desk.components.place.button').click();
  await staff.told('spaces.done.placed');
  const first = page.locator('fieldset.panel').filter({ hasText: '提案を集める' });
  for (const action of ['create', 'support', 'comment']) await first.locator(`[value=${action}]`).check();
  await staff.button('spaces.desk.components.opens.button').click();
  await staff.told('spaces.done.saved');

  await page.getByRole('link', { name: place, exact: true }).click();
  await page.waitForURL(/desk\/components\//);
  for (const [key, value] of Object.entries(settings)) {
    const field = input(`settings.${key}`);
    if (!(await field.isVisible())) await page.locator('details', { has: field }).locator('summary').click();
    await field.fill(value);
  }
  await staff.button('spaces.desk.save').first().click();
  await staff.told('spaces.done.saved');

  await staff.go(`desk/spaces/${slug}/preview`);
  await staff.button('spaces.desk.publish').click();
  await staff.told('spaces.done.published');
}

/** Answers a proposal from the list of what the city owes. */
export async function answerFromDesk(staff: Visitor, title: string, words: string): Promise<void> {
  await staff.go('desk/answers');
  await staff.page.getByRole('row', { name: title }).getByRole('link').click();
  await staff.page.waitForURL(/\/answer$/);
  await staff.page.locator('[name=status][value=accepted]').check();
  await staff.field('proposals.answering.text').fill(words);
  await staff.field('proposals.answering.office').fill('公園緑地課');
  await staff.button('proposals.answering.publish').click();
  await staff.told('proposals.done.answered');
}
