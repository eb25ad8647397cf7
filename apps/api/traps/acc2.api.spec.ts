import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { realPages } from '@hiroba/testing/real-pages';
import type { Actor } from '@hiroba/testing';
import { visit } from '../security/browsing.ts';
import { comment } from '../security/scene.ts';
import { startFort, type Fort } from '../security/support.ts';

/** ACC2: names of markup, of two hundred zero-width joiners or with a direction override are refused or inert, on every
 * page that shows a name, on the desk of administrators, and in mail. */
let fort: Fort;
let administrator: Actor;
beforeAll(async () => {
  fort = await startFort({ pages: await realPages() });
  administrator = await fort.city.admin('管理');
});
afterAll(() => fort?.close());

const markup = [
  '<img onerror>',
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  '{{7*7}}<b>',
  '</title><svg onload=x>',
];
const unreadable = {
  'two hundred zero-width joiners': ['\u200d'.repeat(200), 'BAD_TEXT'],
  'a letter and two hundred joiners': [`花${'\u200d'.repeat(200)}`, 'BAD_TEXT'],
  'a right-to-left override': ['\u202egpj.live', 'BAD_TEXT'],
  'an override within': ['花\u202e子', 'BAD_TEXT'],
  'an isolate that is never closed': ['花\u2067子', 'BAD_TEXT'],
} as const;

let people = 0;
/** Signs up; the code of the refusal, or nothing. */
async function signUp(displayName: string): Promise<{ code?: string; email: string }> {
  const email = `name${(people += 1)}@example.jp`;
  const input = { email, password: '', displayName, acceptTerms: true, termsVersion: '1', locale: 'ja', next: null };
  const answer = await fort.city
    .visitor()
    .run<{ outcome: { code?: string } }>(
      'mutation M($input: SignUpInput!) { outcome: signUp(input: $input) { __typename ... on Refusal { code } } }',
      { input },
    );
  return { code: answer.outcome.code, email };
}

describe('ACC2 a name that nobody can read', () => {
  test.each(Object.entries(unreadable))('of %s is refused, and nothing of it stays', async (_, [name, code]) => {
    const answer = await signUp(name);
    expect(answer.code).toBe(code);
    const rows = await fort.query<{ name: string }>('select display_name as name from person where email = $1', [
      answer.email,
    ]);
    const letters = await fort.query<{ text: string }>(
      'select subject || body as text from mail_outbox where recipient = $1',
      [answer.email],
    );
    expect([rows, letters]).toEqual([[], []]);
  });
});

/** A text as HTML holds it. */
const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

test('ACC2 a name of markup is text wherever it is shown, and in mail', async () => {
  const office = await fort.city.staff('職員');
  const room = await fort.city.room(office, 'proposals');
  const place = `/ja/spaces/${room.slug}/proposals/${room.componentId}`;
  const taken: string[] = [];
  const paths = [
    '/ja',
    `/ja/spaces/${room.slug}`,
    place,
    '/ja/me',
    '/ja/account',
    '/ja/desk',
    '/ja/desk/answers',
    '/ja/desk/roles',
  ];
  for (const name of markup) {
    const { code, email } = await signUp(name);
    expect([undefined, 'BAD_TEXT', 'NAME_RESERVED']).toContain(code);
    if (code) continue;
    taken.push(name);
    const [mail] = await fort.query<{ subject: string }>('select subject from mail_outbox where recipient = $1', [
      email,
    ]);
    expect(mail?.subject).not.toContain('<');
    const hana = await fort.city.citizen(name);
    await fort.city.staff(name);
    const id = await fort.city.proposal(hana, room.componentId);
    await comment(hana, id);
    paths.push(`${place}/${id}`, `/ja/people/${hana.code}`);
  }
  expect(taken.length).toBeGreaterThan(2);
  const cookies = [undefined, await fort.signIn(office), await fort.signIn(administrator)];
  const shown = new Set<string>();
  for (const cookie of cookies) {
    for (const path of paths) {
      const { status, text } = await visit(fort, { path, cookie });
      expect([200, 302, 303, 401, 403]).toContain(status);
      expect(markup.filter((name) => text.includes(name))).toEqual([]);
      for (const name of taken)
        if (text.includes(escaped(name))) shown.add(`${path.replace(/[0-9a-f-]{36}/g, '')} ${name}`);
    }
  }
  const seenOn = (page: string): number => [...shown].filter((each) => each.startsWith(page)).length;
  const most = taken.length;
  const pages = ['/ja/desk/roles', '/ja/people/', place.slice(0, 20)].map((page) => [page, seenOn(page) >= most]);
  expect(pages).toEqual(pages.map(([page]) => [page, true]));
});
