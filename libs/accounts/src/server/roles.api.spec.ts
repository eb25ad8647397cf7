import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fromBase32, sql, totpCode, totpStepAt, Vault } from '@hiroba/server';
import { startApp, World, type SpecApp } from '@hiroba/testing';
import { AccountsWorld, type Browser } from './accounts.world.ts';
import { setupKey } from './index.ts';

let world: AccountsWorld<SpecApp>;
beforeAll(async () => {
  world = await AccountsWorld.start(startApp);
});
afterAll(() => world.app.close());

type Member = Awaited<ReturnType<AccountsWorld['staffBrowser']>>;

const codeOf = (secret: string, later = 0): string =>
  totpCode(fromBase32(secret) ?? Buffer.alloc(0), totpStepAt(new Date(world.now.getTime() + later * 30_000)));

/** Sets up the second factor; answers its secret and recovery codes. */
async function setUp(browser: Browser): Promise<{ secret: string; codes: string[] }> {
  const { secret } = (await browser.do('startSecondFactor', '... on SecondFactorSecret { secret uri }')) as unknown as {
    secret: string;
  };
  const { codes } = (await browser.do(
    `confirmSecondFactor(code: "${codeOf(secret)}")`,
    '... on RecoveryCodes { codes }',
  )) as unknown as { codes: string[] };
  return { secret, codes };
}

const stateOf = async (browser: Browser) =>
  (
    await browser.run<{ viewer: { mfa: boolean; mfaNeeded: boolean; grants: { role: string }[] } }>(
      '{ viewer { mfa mfaNeeded grants { role } } }',
    )
  ).viewer;
const grant = (code: string, role: string, more = ''): string => `grantRole(person: "${code}", role: ${role}${more})`;

describe('the second factor', () => {
  it('AUTH-15 is asked of staff; without it no staff act', async () => {
    const { browser } = await world.staffBrowser(['ADMIN'], { mfa: false });
    expect(await stateOf(browser)).toMatchObject({ mfa: false, mfaNeeded: true });
    const { code } = await world.citizen();
    expect(await browser.says(grant(code, 'STAFF'))).toBe('MFA_REQUIRED');
    expect(await browser.run('{ people(search: "") { code } }')).toEqual({ people: [] });
    await setUp(browser);
    expect(await stateOf(browser)).toMatchObject({ mfa: true, mfaNeeded: false });
    expect(await browser.says(grant(code, 'STAFF'))).toBe('RoleGrant');
  });

  it('is in force only once a code was given, and gives ten recovery codes', async () => {
    const { browser, email } = await world.citizen();
    await browser.do('startSecondFactor');
    expect(await browser.says('confirmSecondFactor(code: "000000")')).toBe('WRONG_CREDENTIALS code');
    expect(await browser.says('giveSecondFactor(code: "000000")')).toBe('WRONG_STATE');
    const { codes } = await setUp(browser);
    expect(new Set(codes).size).toBe(10);
    expect((await world.mails(email))[0]?.subject).toContain('二段階認証を設定しました');
  });

  it('AUTH-16 a code works once, in its window', async () => {
    const { browser, email } = await world.citizen();
    const { secret } = await setUp(browser);
    expect(await world.signIn(world.browser(), email)).toBe('SignedIn');
    const other = world.browser();
    await world.signIn(other, email);
    expect(await other.says(`giveSecondFactor(code: "${codeOf(secret)}")`)).toBe('WRONG_CREDENTIALS code');
    const before = other.token;
    expect(await other.says(`giveSecondFactor(code: "${codeOf(secret, 1)}")`)).toBe('SignedIn');
    expect(other.token).not.toBe(before);
    expect((await stateOf(other)).mfa).toBe(true);
    expect(await other.says(`giveSecondFactor(code: "${codeOf(secret, 1)}")`)).toBe('WRONG_CREDENTIALS code');
  });

  it('AUTH-16 five tries in five minutes', async () => {
    const { browser, email } = await world.citizen();
    await setUp(browser);
    const thief = world.browser();
    await world.signIn(thief, email);
    const answers: string[] = [];
    for (let round = 0; round < 6; round += 1) answers.push(await thief.says('giveSecondFactor(code: "123456")'));
    expect(answers.at(-1)).toBe('RATE_LIMITED');
    expect(answers.filter((answer) => answer === 'SignedIn')).toEqual([]);
  });

  it('a recovery code stands in for it, once, however it is typed', async () => {
    const { browser, email } = await world.citizen();
    const {
      codes: [first = ''],
    } = await setUp(browser);
    const other = world.browser();
    await world.signIn(other, email);
    expect(await other.says(`giveSecondFactor(code: "${first.toLowerCase().replaceAll('-', ' ')}")`)).toBe('SignedIn');
    expect(await other.says(`giveSecondFactor(code: "${first}")`)).toBe('WRONG_CREDENTIALS code');
  });

  it('AUTH-18 is removed only fresh, given, and by nobody who holds a role', async () => {
    const { browser, id, email } = await world.citizen();
    await setUp(browser);
    await world.age(id, { signed_in_at: '11 minutes' });
    expect(await browser.says('removeSecondFactor')).toBe('REAUTH_REQUIRED');
    await world.signIn(browser, email);
    expect((await stateOf(browser)).mfa).toBe(true);
    expect(await browser.says('removeSecondFactor')).toBe('Person');
    const staff = await world.staffBrowser(['STAFF'], { mfa: false });
    await setUp(staff.browser);
    expect(await staff.browser.says('removeSecondFactor')).toBe('FORBIDDEN');
  });

  it('protects the account itself: a password alone changes nothing of it', async () => {
    const { browser, email } = await world.citizen();
    await setUp(browser);
    const thief = world.browser();
    await world.signIn(thief, email);
    const calls = [
      'exportMyData',
      'requestClosing',
      'startSecondFactor',
      'removeSecondFactor',
      `requestMailChange(email: "${world.address()}")`,
      'changePassword(currentPassword: "bench-by-the-river", password: "lantern-over-water")',
    ];
    for (const call of calls) expect(`${call}: ${await thief.says(call)}`).toBe(`${call}: MFA_REQUIRED`);
  });
});

describe('roles', () => {
  let admin: Member;
  beforeAll(async () => {
    admin = await world.staffBrowser(['ADMIN']);
  });

  it('are given by administrators; sessions of the person end, and the log says role and scope', async () => {
    const { browser, code, email, id } = await world.citizen();
    expect(await admin.browser.says(grant(code, 'MODERATOR'))).toBe('RoleGrant');
    expect((await browser.caller()).personId).toBeUndefined();
    await world.signIn(browser, email);
    expect(await stateOf(browser)).toEqual({ mfa: false, mfaNeeded: true, grants: [{ role: 'MODERATOR' }] });
    const row = await world.db.first<{ leaf: string }>(sql`
      select convert_from(leaf, 'UTF8') as leaf from log_entry where type = 'admin.role_granted' order by id desc limit 1`);
    expect(JSON.parse(row?.leaf ?? '')).toMatchObject({
      data: { role: 'MODERATOR', scope: 'organisation' },
      subject: { kind: 'role', rev: 1 },
    });
    expect(row?.leaf).not.toMatch(new RegExp(`${code}|${id}`));
  });

  it.each([
    [
      'twice',
      async () => {
        const { code } = await world.citizen();
        await admin.browser.says(grant(code, 'STAFF'));
        return grant(code, 'STAFF');
      },
      'TAKEN role',
    ],
    ['to nobody', async () => grant('zzzzzzzz', 'STAFF'), 'NOT_FOUND'],
    ['to themselves', async () => grant(admin.code, 'STAFF'), 'OWN_ROLE'],
    [
      'in no space',
      async () => grant((await world.citizen()).code, 'STAFF', `, spaceId: "${crypto.randomUUID()}"`),
      'NOT_FOUND spaceId',
    ],
    [
      'in the past',
      async () => grant((await world.citizen()).code, 'STAFF', ', endsAt: "2020-01-01T00:00:00Z"'),
      'BAD_DATES endsAt',
    ],
  ] as const)('are refused %s', async (_, call, refusal) => {
    expect(await admin.browser.says(await call())).toBe(refusal);
  });

  it('nobody and nothing of another organisation is found', async () => {
    const there = await World.city(world.app.server, 'elsewhere.test');
    const stranger = await there.citizen();
    expect(await admin.browser.says(grant(stranger.code, 'STAFF'))).toBe('NOT_FOUND');
    const far = await there.admin();
    const [row] = await world.db.rows<{ id: string }>(sql`select id from role_grant where person_id = ${far.id}`);
    expect(await admin.browser.says(`revokeRole(id: "${row?.id}")`)).toBe('NOT_FOUND');
    expect(await admin.browser.run(`{ person(code: "${stranger.code}") { code } }`)).toEqual({ person: null });
  });

  it('are a public register without names; administrators see who', async () => {
    const query = '{ roleGrants { role spaceId startsAt holder { code } } }';
    const open = await world.browser().run<{ roleGrants: { holder: null }[] }>(query);
    expect(open.roleGrants.length).toBeGreaterThan(0);
    expect(open.roleGrants.filter(({ holder }) => holder !== null)).toEqual([]);
    const seen = await admin.browser.run<{ roleGrants: { holder: { code: string } }[] }>(query);
    expect(seen.roleGrants.map(({ holder }) => holder.code)).toContain(admin.code);
  });

  it('have a beginning, an end and a giver; one to come counts from then on, and the end is a duty of administrators', async () => {
    const { code, browser } = await world.citizen();
    const at = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    const [soon, end] = [at(1), at(10)];
    await admin.browser.do(grant(code, 'STAFF', `, startsAt: "${soon}", endsAt: "${end}"`));
    expect(await stateOf(browser)).toMatchObject({ grants: [] });
    expect(await admin.browser.says(grant(code, 'STAFF'))).toBe('TAKEN role');
    const people = `{ people(search: "${code}") { grants { id startsAt endsAt granter { code } } } }`;
    const asked = () => admin.browser.run<{ people: [{ grants: { id: string }[] }] }>(people);
    const [known] = (await asked()).people;
    expect(known.grants).toMatchObject([{ startsAt: soon, endsAt: end, granter: { code: admin.code } }]);
    await admin.browser.do(`revokeRole(id: "${known.grants[0]?.id}")`);
    expect((await asked()).people[0].grants).toEqual([]);
    await admin.browser.do(grant(code, 'MODERATOR', `, endsAt: "${end}"`));
    const duties = '{ duties { items { kind dueAt path } } }';
    expect(await admin.browser.run(duties)).toEqual({
      duties: { items: [{ kind: 'ROLE_ENDS', dueAt: end, path: `/desk/roles?q=${code}` }] },
    });
    expect(await browser.run(duties)).toEqual({ duties: { items: [] } });
  });

  it('are searched for by name, address, handle or code, by administrators only', async () => {
    const { code, email, browser } = await world.citizen({ displayName: '川端 百合' });
    await browser.do('updateProfile(input: { displayName: "川端 百合", handle: "yuri_k", about: "", locale: "ja" })');
    for (const search of ['川端', email, 'yuri_k', code]) {
      const { people } = await admin.browser.run<{ people: { code: string; email: string }[] }>(
        `{ people(search: "${search}") { code email } }`,
      );
      expect(people).toEqual([{ code, email }]);
    }
    expect(await admin.browser.run('{ people(search: "%") { code } }')).toEqual({ people: [] });
    expect(await browser.run('{ people(search: "川端") { code } }')).toEqual({ people: [] });
  });

  it('two administrators cannot remove each other at once: one remains', async () => {
    const city = await World.city(world.app.server, 'small.test');
    const [one, two] = [await city.admin(), await city.admin()];
    const held = async (id: string) =>
      (await world.db.first<{ id: string }>(sql`select id from role_grant where person_id = ${id}`))?.id;
    const revoke = 'mutation($id: ID!) { outcome: revokeRole(id: $id) { __typename ... on Refusal { code field } } }';
    const answers = await Promise.all([
      one.refused(revoke, { id: await held(two.id) }),
      two.refused(revoke, { id: await held(one.id) }),
    ]);
    expect(answers.filter((answer) => answer === 'LAST_ADMINISTRATOR')).toHaveLength(1);
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(1);
  });
});

describe('the first administrator', () => {
  it('AUTH-25 comes with the key of the set-up link, once, and sets up the second factor next', async () => {
    const city = await World.city(world.app.server, 'new.test');
    const key = setupKey(world.app.server.nest.get(Vault), city.organisationId);
    const create = (given: string) =>
      `createFirstAdministrator(key: "${given}", email: "${world.address()}", password: "bench-by-the-river", displayName: "総務課 管理者")`;
    const browser = world.browser(city.organisationId);
    expect(await browser.says(create('x'))).toBe('NOT_FOUND');
    const answers = await Promise.all([
      browser.says(create(key)),
      world.browser(city.organisationId).says(create(key)),
    ]);
    expect(answers.sort()).toEqual(['NOT_FOUND', 'SignedIn']);
    expect(await world.browser(city.organisationId).says(create(key))).toBe('NOT_FOUND');
    const rows = await world.db.rows<{ role: string }>(
      sql`select role from role_grant where organisation_id = ${city.organisationId} order by role`,
    );
    expect(rows).toEqual([{ role: 'ADMIN' }, { role: 'STAFF' }]);
  });
});
