import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { realPages } from '@hiroba/testing/real-pages';
import { formAt, sendForm, visit } from '../security/browsing.ts';
import { startFort, type Fort } from '../security/support.ts';

/** ACC1: whoever is called 山田太郎, 𠮷, ー, Müller, Đặng or by one character signs up under that name, by form and by API. */
let fort: Fort;
beforeAll(async () => {
  fort = await startFort({ pages: await realPages() });
  await fort.city.admin();
});
afterAll(() => fort?.close());

const path = '/ja/account/sign-up';
const names = ['山田太郎', '𠮷', 'ー', 'Müller', 'Đặng', 'x', '葛\u{e0100}', '👨‍👩‍👧', '７', 'ぁ'];

/** Follows the link that was mailed, and tells under which name the person is there. */
async function confirmed(email: string): Promise<string> {
  const [mail] = await fort.query<{ body: string }>('select body from mail_outbox where recipient = $1', [email]);
  const link = /\/account\/confirm\/([A-Za-z0-9_-]{43})/.exec(mail?.body ?? '')?.[1];
  const { data, headers } = await fort.graphql<{ outcome: { __typename: string } }>(
    `mutation { outcome: confirmMail(token: "${link}") { __typename } }`,
  );
  expect(data?.outcome.__typename).toBe('SignedIn');
  const cookie = String(headers['set-cookie']).split(';')[0];
  const me = await fort.graphql<{ viewer: { person: { displayName: string; code: string } } }>(
    '{ viewer { person { displayName code } } }',
    { cookie },
  );
  const { displayName = '', code = '' } = me.data?.viewer.person ?? {};
  // The page of the person shows the name, too.
  expect((await visit(fort, { path: `/ja/people/${code}` })).text).toContain(displayName);
  return displayName;
}

test.each(names)('ACC1 %s', async (displayName) => {
  const at = names.indexOf(displayName);
  const [byForm, byApi] = [`form${at}@example.jp`, `api${at}@example.jp`];
  const form = await formAt(fort, { path }, 'main');
  const sent = await sendForm(fort, { path }, form, { displayName, email: byForm, password: '', acceptTerms: 'on' });
  expect([sent.status, sent.headers.location]).toEqual([303, '/ja/account/check-mail']);
  const input = {
    email: byApi,
    password: '',
    displayName,
    acceptTerms: true,
    termsVersion: '1',
    locale: 'ja',
    next: null,
  };
  const signUp = 'mutation M($input: SignUpInput!) { outcome: signUp(input: $input) { __typename } }';
  const { data } = await fort.graphql<{ outcome: object }>(signUp, { variables: { input } });
  expect(data?.outcome).toEqual({ __typename: 'MailSent' });
  expect([await confirmed(byForm), await confirmed(byApi)]).toEqual([displayName, displayName]);
});
