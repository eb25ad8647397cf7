import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import supertest from 'supertest';
import { sql } from '@hiroba/server';
import { startApp, type SpecApp } from '@hiroba/testing';
import { AccountsWorld } from './accounts.world.ts';

let world: AccountsWorld<SpecApp>;
beforeAll(async () => {
  world = await AccountsWorld.start(startApp);
});
afterAll(() => world.app.close());

describe('sessions', () => {
  it('AUTH-08 the session a browser came with ends at sign-in, the new one has another token', async () => {
    const { browser, email } = await world.citizen();
    const planted = browser.token;
    expect(await world.signIn(browser, email)).toBe('SignedIn');
    expect(browser.token).not.toBe(planted);
    browser.token = planted;
    expect((await browser.caller()).personId).toBeUndefined();
  });

  it('AUTH-09 a token is worth nothing after signing out', async () => {
    const { browser } = await world.citizen();
    const { token } = browser;
    expect(await browser.says('signOut')).toBe('SignedOut');
    expect(browser.effects.session).toBe('ENDED');
    browser.token = token;
    expect((await browser.caller()).personId).toBeUndefined();
  });

  it('AUTH-09 all others end when the password changes; this one gets a new token', async () => {
    const { browser, email } = await world.citizen();
    const other = world.browser();
    await world.signIn(other, email);
    const old = browser.token;
    expect(
      await browser.says('changePassword(currentPassword: "bench-by-the-river", password: "lantern-over-water")'),
    ).toBe('SignedIn');
    expect(browser.token).not.toBe(old);
    expect((await other.caller()).personId).toBeUndefined();
    expect((await browser.caller()).personId).toBeDefined();
    browser.token = old;
    expect((await browser.caller()).personId).toBeUndefined();
    expect(await world.signIn(world.browser(), email)).toBe('WRONG_CREDENTIALS');
    expect((await world.mails(email))[0]?.subject).toContain('パスワードが変わりました');
  });

  it('a password is changed only by whoever knows it', async () => {
    const { browser } = await world.citizen();
    expect(
      await browser.says('changePassword(currentPassword: "something-else-here", password: "lantern-over-water")'),
    ).toBe('WRONG_CREDENTIALS currentPassword');
    expect(await browser.says('changePassword(currentPassword: "bench-by-the-river", password: "short")')).toBe(
      'WEAK_PASSWORD password',
    );
    expect(await world.browser().says('changePassword(currentPassword: "x", password: "lantern-over-water")')).toBe(
      'UNAUTHENTICATED',
    );
  });

  it('AUTH-23 tokens have 256 random bits and are hashed at rest', async () => {
    const { browser, id } = await world.citizen();
    expect(Buffer.from(browser.token ?? '', 'base64url')).toHaveLength(32);
    const rows = await world.db.rows<{ all: string }>(
      sql`select to_jsonb(s)::text as all from session s where person_id = ${id}`,
    );
    expect(JSON.stringify(rows)).not.toContain(browser.token);
  });

  it.each([
    ['a participant idle for 30 days', [], { last_seen_at: '30 days 1 second' }, false],
    ['a participant idle for almost 30 days', [], { last_seen_at: '29 days 23 hours' }, true],
    ['a participant after 180 days', [], { created_at: '180 days 1 second' }, false],
    ['staff idle for an hour', ['STAFF'], { last_seen_at: '60 minutes 1 second' }, false],
    ['staff idle for 59 minutes', ['STAFF'], { last_seen_at: '59 minutes' }, true],
    ['staff after 12 hours', ['STAFF'], { created_at: '12 hours 1 second' }, false],
  ] as const)('AUTH-24 %s', async (_, roles, past, alive) => {
    const { browser, id } = await world.staffBrowser(roles);
    await world.age(id, past);
    expect((await browser.caller()).personId !== undefined).toBe(alive);
  });

  it('is noted as seen at most once a minute, in the one statement that resolves it', async () => {
    const { browser, id } = await world.citizen();
    const seen = () =>
      world.db.first<{ at: Date }>(sql`select last_seen_at as at from session where person_id = ${id}`);
    const before = await seen();
    await browser.caller();
    expect(await seen()).toEqual(before);
    await world.age(id, { last_seen_at: '2 minutes' });
    await browser.caller();
    expect(+((await seen())?.at ?? 0)).toBeGreaterThanOrEqual(+(before?.at ?? 0));
  });

  it('are listed to their owner and ended one by one; those of others are not found', async () => {
    const { browser, email } = await world.citizen();
    const other = world.browser();
    await world.signIn(other, email);
    const { mySessions } = await browser.run<{ mySessions: { id: string; current: boolean }[] }>(
      '{ mySessions { id current } }',
    );
    expect(mySessions.map(({ current }) => current)).toEqual([true, false]);
    const stranger = await world.citizen();
    expect(await stranger.browser.says(`revokeSession(id: "${mySessions[1]?.id}")`)).toBe('NOT_FOUND');
    expect(await browser.says('revokeSession(id: "no id")')).toBe('NOT_FOUND');
    expect(await browser.says(`revokeSession(id: "${mySessions[1]?.id}")`)).toBe('OwnSession');
    expect((await other.caller()).personId).toBeUndefined();
    expect((await browser.caller()).personId).toBeDefined();
  });

  it('AUTH-22 the cookie over HTTP is HttpOnly, Lax, for the whole site', async () => {
    const { email } = await world.citizen();
    const answer = await supertest(world.app.server.nest.getHttpServer() as never)
      .post('/graphql')
      .set('Host', 'city.test')
      .set('Origin', 'http://city.test')
      .set('Sec-Fetch-Site', 'same-origin')
      .send({
        query: `mutation { outcome: signIn(email: "${email}", password: "bench-by-the-river") { __typename } }`,
      });
    expect(answer.body).toEqual({ data: { outcome: { __typename: 'SignedIn' } } });
    const cookies = ([] as string[]).concat(answer.headers['set-cookie'] ?? []);
    expect(
      cookies.filter((cookie) =>
        /^(__Host-)?hiroba=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=15552000/.test(cookie),
      ),
    ).toHaveLength(1);
    expect(cookies.join()).not.toMatch(/domain=/i);
  });
});

describe('a reset', () => {
  it('AUTH-03 answers the same for known and unknown addresses', async () => {
    const { email } = await world.citizen();
    const unknown = world.address();
    const ask = (address: string) =>
      world.browser().do(`requestPasswordReset(email: "${address}")`, '... on MailSent { to }');
    expect({ ...(await ask(email)), to: 0 }).toEqual({ ...(await ask(unknown)), to: 0 });
    expect(await world.mails(unknown)).toEqual([]);
  });

  it('AUTH-10 works once, the newest only, within an hour, exactly as mailed; AUTH-11 at our own origin', async () => {
    const { browser, email } = await world.citizen();
    const reset = (token: string) =>
      world.browser().says(`resetPassword(token: "${token}", password: "lantern-over-water")`);
    await browser.says(`requestPasswordReset(email: "${email}")`);
    const first = await world.token(email, 'reset');
    await browser.says(`requestPasswordReset(email: "${email}")`);
    const token = await world.token(email, 'reset');
    expect((await world.mails(email))[0]?.body).toContain(`https://city.test/ja/account/reset/${token}`);
    const swapped = token.replace(/[A-Za-z]/, (c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase()));
    for (const bad of [first, token.slice(0, -1), swapped, `${token}x`, '', await world.token(email, 'confirm')]) {
      expect(await reset(bad)).toBe('LINK_EXPIRED');
    }
    const [row] = await world.db.rows<{ all: string }>(
      sql`select string_agg(to_jsonb(t)::text, '') as all from mail_token t`,
    );
    expect(row?.all).not.toContain(token);
    expect(await world.browser().says(`resetPassword(token: "${token}", password: "short")`)).toBe(
      'WEAK_PASSWORD password',
    );
    expect(await reset(token)).toBe('MailSent');
    expect(await reset(token)).toBe('LINK_EXPIRED');
    expect((await browser.caller()).personId).toBeUndefined();
    expect(await world.signIn(world.browser(), email, 'lantern-over-water')).toBe('SignedIn');
  });

  it('AUTH-10 is over after an hour', async () => {
    const { email } = await world.citizen();
    await world.browser().says(`requestPasswordReset(email: "${email}")`);
    await world.db.rows(sql`update mail_token set expires_at = clock_timestamp() where purpose = 'RESET'`);
    expect(
      await world
        .browser()
        .says(`resetPassword(token: "${await world.token(email, 'reset')}", password: "lantern-over-water")`),
    ).toBe('LINK_EXPIRED');
  });
});
