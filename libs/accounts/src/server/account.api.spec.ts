import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unzipSync, strFromU8 } from 'fflate';
import supertest from 'supertest';
import { sql } from '@hiroba/server';
import { AccountsWorld } from './accounts.world.ts';
import { ClosingService } from './index.ts';

let world: AccountsWorld;
beforeAll(async () => { world = await AccountsWorld.start(); });
afterAll(() => world.app.close());

const me = '{ viewer { personId freshUntil person { email displayName handle about locale closesAt } } }';
const profile = (fields: string): string => `updateProfile(input: { ${fields} })`;

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
    expect(await browser.says('changePassword(currentPassword: "bench-by-the-river", password: "lantern-over-water")')).toBe('SignedIn');
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
    expect(await browser.says('changePassword(currentPassword: "something-else-here", password: "lantern-over-water")')).toBe('WRONG_CREDENTIALS currentPassword');
    expect(await browser.says('changePassword(currentPassword: "bench-by-the-river", password: "short")')).toBe('WEAK_PASSWORD password');
    expect(await world.browser().says('changePassword(currentPassword: "x", password: "lantern-over-water")')).toBe('UNAUTHENTICATED');
  });

  it('AUTH-23 tokens have 256 random bits and are hashed at rest', async () => {
    const { browser, id } = await world.citizen();
    expect(Buffer.from(browser.token ?? '', 'base64url')).toHaveLength(32);
    const rows = await world.db.rows<{ all: string }>(sql`select to_jsonb(s)::text as all from session s where person_id = ${id}`);
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
    const seen = () => world.db.first<{ at: Date }>(sql`select last_seen_at as at from session where person_id = ${id}`);
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
    const { mySessions } = await browser.run<{ mySessions: { id: string; current: boolean }[] }>('{ mySessions { id current } }');
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
    const answer = await supertest(world.app.server.nest.getHttpServer() as never).post('/graphql')
      .set('Host', 'city.test').set('Origin', 'http://city.test').set('Sec-Fetch-Site', 'same-origin')
      .send({ query: `mutation { outcome: signIn(email: "${email}", password: "bench-by-the-river") { __typename } }` });
    expect(answer.body).toEqual({ data: { outcome: { __typename: 'SignedIn' } } });
    const cookies = ([] as string[]).concat(answer.headers['set-cookie'] ?? []);
    expect(cookies.filter((cookie) => /^(__Host-)?hiroba=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=15552000/.test(cookie))).toHaveLength(1);
    expect(cookies.join()).not.toMatch(/domain=/i);
  });
});

describe('a reset', () => {
  it('AUTH-03 answers the same for known and unknown addresses', async () => {
    const { email } = await world.citizen();
    const unknown = world.address();
    const ask = (address: string) => world.browser().do(`requestPasswordReset(email: "${address}")`, '... on MailSent { to }');
    expect({ ...(await ask(email)), to: 0 }).toEqual({ ...(await ask(unknown)), to: 0 });
    expect(await world.mails(unknown)).toEqual([]);
  });

  it('AUTH-10 works once, the newest only, within an hour, exactly as mailed; AUTH-11 at our own origin', async () => {
    const { browser, email } = await world.citizen();
    const reset = (token: string) => world.browser().says(`resetPassword(token: "${token}", password: "lantern-over-water")`);
    await browser.says(`requestPasswordReset(email: "${email}")`);
    const first = await world.token(email, 'reset');
    await browser.says(`requestPasswordReset(email: "${email}")`);
    const token = await world.token(email, 'reset');
    expect((await world.mails(email))[0]?.body).toContain(`https://city.test/ja/account/reset/${token}`);
    const swapped = token.replace(/[A-Za-z]/, (c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase()));
    for (const bad of [first, token.slice(0, -1), swapped, `${token}x`, '', await world.token(email, 'confirm')]) {
      expect(await reset(bad)).toBe('LINK_EXPIRED');
    }
    const [row] = await world.db.rows<{ all: string }>(sql`select string_agg(to_jsonb(t)::text, '') as all from mail_token t`);
    expect(row?.all).not.toContain(token);
    expect(await world.browser().says(`resetPassword(token: "${token}", password: "short")`)).toBe('WEAK_PASSWORD password');
    expect(await reset(token)).toBe('MailSent');
    expect(await reset(token)).toBe('LINK_EXPIRED');
    expect((await browser.caller()).personId).toBeUndefined();
    expect(await world.signIn(world.browser(), email, 'lantern-over-water')).toBe('SignedIn');
  });

  it('AUTH-10 is over after an hour', async () => {
    const { email } = await world.citizen();
    await world.browser().says(`requestPasswordReset(email: "${email}")`);
    await world.db.rows(sql`update mail_token set expires_at = clock_timestamp() where purpose = 'RESET'`);
    expect(await world.browser().says(`resetPassword(token: "${await world.token(email, 'reset')}", password: "lantern-over-water")`)).toBe('LINK_EXPIRED');
  });

  it('ACC4 AUTH-12 does not revive an expired confirmation', async () => {
    const [browser, email] = [world.browser(), world.address()];
    await world.signUp(browser, email);
    const expired = await world.token(email, 'confirm');
    await world.db.rows(sql`update mail_token set expires_at = clock_timestamp() where purpose = 'CONFIRM'`);
    expect(await browser.says(`requestPasswordReset(email: "${email}")`)).toBe('MailSent');
    await expect(world.token(email, 'reset')).rejects.toThrow('no reset link');
    expect(await browser.says(`confirmMail(token: "${expired}")`)).toBe('LINK_EXPIRED');
    expect(await browser.says(`confirmMail(token: "${await world.token(email, 'confirm')}")`)).toBe('SignedIn');
  });
});

describe('a change of address', () => {
  it('AUTH-27 is used only once proven, and the old address is told', async () => {
    const { browser, email } = await world.citizen();
    const fresh = world.address();
    expect(await browser.says(`requestMailChange(email: "${fresh}")`)).toBe('MailSent');
    expect(await world.signIn(world.browser(), fresh)).toBe('WRONG_CREDENTIALS');
    expect(await browser.says(`confirmMailChange(token: "${await world.token(fresh, 'mail')}")`)).toBe('MailSent');
    expect(await world.signIn(world.browser(), fresh)).toBe('SignedIn');
    expect(await world.signIn(world.browser(), email)).toBe('WRONG_CREDENTIALS');
    expect((await world.mails(email))[0]?.subject).toContain('メールアドレスが変わりました');
  });

  it('AUTH-04 does not tell whether the new address is known', async () => {
    const { browser } = await world.citizen();
    const other = await world.citizen();
    const [known, unknown] = [
      await browser.do(`requestMailChange(email: "${other.email}")`), await browser.do(`requestMailChange(email: "${world.address()}")`),
    ];
    expect(known).toEqual(unknown);
    expect((await world.mails(other.email))[0]?.subject).toContain('メールアドレスの変更について');
  });

  it('AUTH-18 asks for a fresh sign-in; signing in again makes it so', async () => {
    const { browser, email, id } = await world.citizen();
    await world.age(id, { signed_in_at: '11 minutes' });
    expect(await browser.says(`requestMailChange(email: "${world.address()}")`)).toBe('REAUTH_REQUIRED');
    expect(await browser.says('exportMyData')).toBe('REAUTH_REQUIRED');
    expect(await browser.says('requestClosing')).toBe('REAUTH_REQUIRED');
    await world.signIn(browser, email);
    expect(await browser.says(`requestMailChange(email: "${world.address()}")`)).toBe('MailSent');
  });
});

describe('a profile', () => {
  it('changes name, handle, text and language; a handle is one person\'s', async () => {
    const { browser } = await world.citizen();
    const fields = 'displayName: " か\u3099く ", handle: "Gaku_1", about: "川沿いを歩きます", locale: "en"';
    expect(await browser.says(profile(fields))).toBe('Person');
    expect(await browser.run(me)).toMatchObject({ viewer: { person: { displayName: 'がく', handle: 'gaku_1', about: '川沿いを歩きます', locale: 'en' } } });
    const other = await world.citizen();
    expect(await other.browser.says(profile('displayName: "x", handle: "gaku_1", about: "", locale: "ja"'))).toBe('TAKEN handle');
    expect(await other.browser.says(profile('displayName: "運営", about: "", locale: "ja"'))).toBe('NAME_RESERVED displayName');
    expect(await other.browser.says(profile('displayName: "x", handle: "admin", about: "", locale: "ja"'))).toBe('NAME_RESERVED handle');
    expect(await world.browser().says(profile('displayName: "x", about: "", locale: "ja"'))).toBe('UNAUTHENTICATED');
  });

  it('two at once for one handle: one gets it', async () => {
    const people = await Promise.all([world.citizen(), world.citizen(), world.citizen()]);
    const answers = await Promise.all(people.map(({ browser }) => browser.says(profile('displayName: "x", handle: "kawa", about: "", locale: "ja"'))));
    expect(answers.sort()).toEqual(['Person', 'TAKEN handle', 'TAKEN handle']);
  });

  it('chooses a language by itself', async () => {
    const { browser } = await world.citizen();
    expect(await browser.says('chooseLanguage(locale: "en")')).toBe('Person');
    expect(await browser.says('chooseLanguage(locale: "fr")')).toBe('BAD_USER_INPUT locale');
  });

  it('shows others what is public, and nothing else exists to ask for', async () => {
    const { code } = await world.citizen({ displayName: '<b>花</b>' });
    const visitor = world.browser();
    const query = `{ person(code: "${code}") { code displayName handle about office isStaff closed joinedAt } }`;
    expect(await visitor.run(query)).toMatchObject({ person: { code, displayName: '<b>花</b>', isStaff: false, closed: false } });
    await expect(visitor.run(`{ person(code: "${code}") { email } }`)).rejects.toThrow();
    expect(await visitor.run('{ person(code: "nobody00") { code } people(search: "花") { code } }')).toEqual({ person: null, people: [] });
  });
});

describe('my data', () => {
  it('is one ZIP with exact rows and a page, of mine only', async () => {
    const { browser, email, code } = await world.citizen({ displayName: '<花>' });
    const { fileName, zip } = await browser.do('exportMyData', '... on DataExport { fileName zip }') as unknown as { fileName: string; zip: string };
    expect(fileName).toMatch(/^my-data-\d{4}-\d\d-\d\d\.zip$/);
    const files = unzipSync(Buffer.from(zip, 'base64'));
    const row = JSON.parse(strFromU8(files['data/profile.ndjson'] ?? new Uint8Array())) as object;
    expect(row).toMatchObject({ email, code, displayName: '<花>' });
    const page = strFromU8(files['index.html'] ?? new Uint8Array());
    expect(page).toContain('&#60;花&#62;');
    expect(page).not.toContain('<花>');
    expect(JSON.stringify(Object.values(files).map((file) => strFromU8(file)))).not.toMatch(/argon2/);
    expect(await world.browser().says('exportMyData')).toBe('UNAUTHENTICATED');
  });

  it('leaves a line in the public log that names nobody', async () => {
    const { browser, id, code } = await world.citizen();
    await browser.do('exportMyData');
    const row = await world.db.first<{ leaf: string }>(sql`
      select convert_from(leaf, 'UTF8') as leaf from log_entry where type = 'data.exported' order by id desc limit 1`);
    expect(row?.leaf).toContain('"dataset":"own_data"');
    expect(row?.leaf).not.toMatch(new RegExp(`${id}|${code}`));
  });
});

describe('leaving', () => {
  const closeDue = () => world.app.server.nest.get(ClosingService).closeDue(world.organisationId);
  const over = (id: string) => world.db.rows(sql`update person set closes_at = clock_timestamp() where id = ${id}`);

  it('DEL1 DEL4 is confirmed by mail, waits a week, then leaves nothing; the address starts anew', async () => {
    const { browser, email, id, code } = await world.citizen({ displayName: '去る花' });
    await browser.says(profile('displayName: "去る花", handle: "saruhana", about: "さようなら", locale: "ja"'));
    expect(await browser.says('requestClosing')).toBe('MailSent');
    expect(await browser.says(`closeAccount(token: "${await world.token(email, 'close')}")`)).toBe('MailSent');
    expect((await browser.caller()).personId).toBeUndefined();
    expect(await closeDue()).toBe(0);
    await over(id);
    world.app.clock.set(new Date(Date.now() + 1000));
    expect(await closeDue()).toBe(1);
    expect(await closeDue()).toBe(0);
    const dump = await world.dump();
    for (const trace of [email, '去る花', 'saruhana', 'さようなら']) expect(dump.filter(({ row }) => row.includes(trace))).toEqual([]);
    expect(await world.browser().run(`{ person(code: "${code}") { displayName closed handle about } }`))
      .toEqual({ person: { displayName: null, closed: true, handle: null, about: '' } });
    expect(await world.signIn(world.browser(), email)).toBe('WRONG_CREDENTIALS');
    const again = world.browser();
    await world.signUp(again, email);
    expect(await again.says(`confirmMail(token: "${await world.token(email, 'confirm')}")`)).toBe('SignedIn');
    const { viewer } = await again.run<{ viewer: { personId: string; person: { handle: null } } }>(me);
    expect(viewer.personId).not.toBe(id);
    expect(viewer.person.handle).toBeNull();
  });

  it('can be taken back within the week', async () => {
    const { browser, email, id } = await world.citizen();
    await browser.says('requestClosing');
    await browser.says(`closeAccount(token: "${await world.token(email, 'close')}")`);
    expect(await world.signIn(browser, email)).toBe('SignedIn');
    expect(await browser.says('keepAccount')).toBe('Person');
    expect(await browser.says('keepAccount')).toBe('NOTHING_CHANGED');
    await world.db.rows(sql`update person set created_at = created_at where id = ${id}`);
    expect(await closeDue()).toBe(0);
  });

  it('DEL1 leaves one line in the public log that says so, and of whom is not said', async () => {
    const rows = await world.db.rows<{ leaf: string; subject_id: string }>(sql`
      select convert_from(leaf, 'UTF8') as leaf, subject_id from log_entry where type = 'data.erased'`);
    expect(rows).toHaveLength(1);
    expect(await world.db.rows(sql`select 1 from person where id::text = ${rows[0]?.subject_id}`)).toEqual([]);
    expect(JSON.parse(rows[0]?.leaf ?? '')).toMatchObject({ data: { basis_code: 'PERSON_REQUEST' }, subject: { kind: 'erasure', rev: 1 } });
  });
});
