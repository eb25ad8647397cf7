import assert from 'node:assert/strict';
import { password } from '../people.ts';
import type { Visitor } from '../visitor.ts';

/** Opens the menu where a narrow window hides the way. */
export async function openMenu(visitor: Visitor): Promise<void> {
  const menu = visitor.page.locator('summary').filter({ hasText: visitor.t('web.menu') });
  if (await menu.isVisible()) await menu.click();
}

/** The link that a mail to somebody has brought, as the outbox page shows it. */
export async function mailedLink(visitor: Visitor, mail: string, path: string): Promise<string> {
  const outbox = await visitor.context.newPage();
  await outbox.goto(`/${visitor.language}/outbox`);
  const link = outbox.locator('article').filter({ hasText: mail }).locator(`a[href*="${path}"]`).first();
  const address = await link.getAttribute('href');
  await outbox.close();
  assert.ok(address, `a mail to ${mail} with ${path}`);
  return address;
}

/** Signs up from a page that asks for it, confirms by the mail, and is back where they wanted to go. */
export async function signUp(citizen: Visitor, mail: string, name: string): Promise<void> {
  const { page } = citizen;
  await page
    .locator('main')
    .getByRole('link', { name: citizen.t('accounts.signUp'), exact: true })
    .click();
  await page.waitForURL(/sign-up/);
  await citizen.field('accounts.displayName').fill(name);
  await citizen.field('accounts.email').fill(mail);
  await citizen.field('accounts.password').fill(password);
  await citizen.field('accounts.signUp.accept').check();
  await citizen.button('accounts.signUp.act').click();
  await page.waitForURL(/check-mail/);
  await page.goto(await mailedLink(citizen, mail, '/account/confirm/'));
  await citizen.settled();
  await citizen.button('accounts.confirm.act').click();
  await citizen.told('accounts.done.confirmed');
}

/** Writes a proposal, looks at it, and publishes it; gives back its address. */
export async function propose(citizen: Visitor, title: string, body: string): Promise<string> {
  const { page } = citizen;
  await citizen.field('proposals.form.title').fill(title);
  await citizen.field('proposals.form.body').fill(body);
  await citizen.button('proposals.form.preview').click();
  await citizen.told('proposals.done.drafted');
  assert.match(citizen.path, /\/preview$/);
  await citizen.seen(page.getByText(citizen.t('proposals.preview.private')));
  await citizen.seen(page.getByText(body.split('\n')[0] ?? body));
  await citizen.button('proposals.preview.publish').click();
  await citizen.told('proposals.done.published');
  return citizen.path;
}
