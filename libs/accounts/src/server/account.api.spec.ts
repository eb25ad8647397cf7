import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { composed } from '@hiroba/kernel';
import { startApp, type SpecApp } from '@hiroba/testing';
import { sharedJson, sharedTest } from '../../../kernel/testing/shared-data.ts';
import { AccountsWorld, type Answer } from './accounts.world.ts';

let world: AccountsWorld<SpecApp>;
beforeAll(async () => {
  world = await AccountsWorld.start(startApp);
});
afterAll(() => world.app.close());

const me = '{ viewer { personId freshUntil person { email displayName handle about locale closesAt } } }';
const profile = (fields: string): string => `updateProfile(input: { ${fields} })`;

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
      await browser.do(`requestMailChange(email: "${other.email}")`),
      await browser.do(`requestMailChange(email: "${world.address()}")`),
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
  it("changes name, handle, text and language; a handle is one person's", async () => {
    const { browser } = await world.citizen();
    const fields = 'displayName: " か\u3099く ", handle: "Gaku_1", about: "川沿いを歩きます", locale: "en"';
    expect(await browser.says(profile(fields))).toBe('Person');
    expect(await browser.run(me)).toMatchObject({
      viewer: { person: { displayName: 'がく', handle: 'gaku_1', about: '川沿いを歩きます', locale: 'en' } },
    });
    const other = await world.citizen();
    expect(await other.browser.says(profile('displayName: "x", handle: "gaku_1", about: "", locale: "ja"'))).toBe(
      'TAKEN handle',
    );
    expect(await other.browser.says(profile('displayName: "運営", about: "", locale: "ja"'))).toBe(
      'NAME_RESERVED displayName',
    );
    expect(await other.browser.says(profile('displayName: "x", handle: "admin", about: "", locale: "ja"'))).toBe(
      'NAME_RESERVED handle',
    );
    expect(await world.browser().says(profile('displayName: "x", about: "", locale: "ja"'))).toBe('UNAUTHENTICATED');
  });

  it('two at once for one handle: one gets it', async () => {
    const people = await Promise.all([world.citizen(), world.citizen(), world.citizen()]);
    const answers = await Promise.all(
      people.map(({ browser }) => browser.says(profile('displayName: "x", handle: "kawa", about: "", locale: "ja"'))),
    );
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
    expect(await visitor.run(query)).toMatchObject({
      person: { code, displayName: '<b>花</b>', isStaff: false, closed: false },
    });
    await expect(visitor.run(`{ person(code: "${code}") { email } }`)).rejects.toThrow();
    expect(await visitor.run('{ person(code: "nobody00") { code } people(search: "花") { code } }')).toEqual({
      person: null,
      people: [],
    });
  });
});

describe('INJ-21 naughty strings', () => {
  sharedTest(
    'INJ-21 as name and text of a profile are stored composed, or refused by rule',
    'security/naughty-strings.json',
    async () => {
      const { cases } = sharedJson<{ cases: string[] }>('security/naughty-strings.json');
      const { browser } = await world.citizen();
      const document = `mutation($input: ProfileInput!) { outcome: updateProfile(input: $input) {
      __typename ... on Person { displayName about } ... on Refusal { code field } } }`;
      const wrong: unknown[] = [];
      for (const text of cases) {
        const input = { displayName: text.slice(0, 40), handle: null, about: text.slice(0, 300), locale: 'ja' };
        const { outcome } = await browser.run<{ outcome: Answer }>(document, { input });
        const refused = ['EMPTY', 'BAD_TEXT', 'TOO_LONG', 'NAME_RESERVED'].includes(outcome.code ?? '');
        const kept = outcome.displayName === composed(input.displayName) && outcome.about === composed(input.about);
        if (!refused && !kept) wrong.push({ text, outcome });
      }
      expect(wrong).toEqual([]);
    },
  );

  sharedTest(
    'INJ-21 as address, password and search never break anything',
    'security/naughty-strings.json',
    async () => {
      const { cases } = sharedJson<{ cases: string[] }>('security/naughty-strings.json');
      const admin = await world.staffBrowser(['ADMIN']);
      const sign =
        'mutation($e: String!, $p: String!) { outcome: signIn(email: $e, password: $p) { ... on Refusal { code } } }';
      for (const text of cases.filter((_, index) => index % 5 === 0)) {
        const answer = await world.browser().run<{ outcome: { code: string } }>(sign, { e: text, p: text });
        expect(answer.outcome.code).toBe('WRONG_CREDENTIALS');
        await admin.browser.run('query($q: String!) { people(search: $q) { code } }', { q: text });
        await admin.browser.run('query($q: String!) { person(code: $q) { code } }', { q: text });
      }
    },
  );
});
