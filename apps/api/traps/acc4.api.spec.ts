import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApp, type SpecApp } from '@hiroba/testing';
import { AccountsWorld } from '../../../libs/accounts/src/server/accounts.world.ts';

/** ACC4: resetting a password does not revive a confirmation that has expired; only a fresh one lets somebody in. */
let world: AccountsWorld<SpecApp>;
beforeAll(async () => {
  world = await AccountsWorld.start(startApp);
});
afterAll(() => world.app.close());

test('ACC4 AUTH-12 an expired confirmation stays expired, whatever is asked for afterwards', async () => {
  const [browser, email] = [world.browser(), world.address()];
  await world.signUp(browser, email);
  const expired = await world.token(email, 'confirm');
  await world.app.server.db.pool.query(
    `update mail_token set expires_at = clock_timestamp() where purpose = 'CONFIRM'`,
  );
  // The answer is the same as for everybody, and no link to a password comes of it.
  expect(await browser.says(`requestPasswordReset(email: "${email}")`)).toBe('MailSent');
  await expect(world.token(email, 'reset')).rejects.toThrow('no reset link');
  expect(await browser.says(`requestSignInLink(email: "${email}")`)).toBe('MailSent');
  await expect(world.token(email, 'enter')).rejects.toThrow('no enter link');
  expect(await browser.says(`confirmMail(token: "${expired}")`)).toBe('LINK_EXPIRED');
  expect(await browser.says(`confirmMail(token: "${await world.token(email, 'confirm')}")`)).toBe('SignedIn');
});

test('ACC4 a password that is reset ends the links of before, and leaves an expired one dead', async () => {
  const { browser, email } = await world.citizen();
  await browser.says(`requestSignInLink(email: "${email}")`);
  const enter = await world.token(email, 'enter');
  await world.app.server.db.pool.query(
    `update mail_token set expires_at = clock_timestamp() where purpose = 'SIGN_IN'`,
  );
  await browser.says(`requestPasswordReset(email: "${email}")`);
  const reset = await world.token(email, 'reset');
  expect(await world.browser().says(`resetPassword(token: "${reset}", password: "lantern-over-water")`)).toBe(
    'MailSent',
  );
  expect(await world.browser().says(`signInByLink(token: "${enter}")`)).toBe('LINK_EXPIRED');
  expect(await world.browser().says(`resetPassword(token: "${reset}", password: "another-lantern-here")`)).toBe(
    'LINK_EXPIRED',
  );
});
