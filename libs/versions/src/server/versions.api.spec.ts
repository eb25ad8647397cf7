import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from '@hiroba/server';
import { startApp, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
let id: string;

beforeAll(async () => {
  app = await startApp();
  const staff = await app.world.staff();
  const room = await app.world.room(staff, 'proposals', { settings: { bodyMax: 20_000 } });
  id = await app.world.proposal(await app.world.citizen('花'), room.componentId, { title: '題', body: '本文' });
  // Two hundred versions, and one of 600,000 characters, as no author could write in a test's time.
  await app.server.db.rows(sql`alter table version disable trigger version_log_beside`);
  await app.server.db.rows(sql`
    insert into version (organisation_id, subject_kind, subject_id, n, at, author_id, reason, content)
    select organisation_id, subject_kind, subject_id, made, at + made * interval '1 minute', author_id, null,
           jsonb_build_object('title', '題' || made, 'body', case when made = 200 then repeat('あいうえお' || chr(10), 100000) else '本文' end)
    from version, generate_series(2, 200) as made where subject_kind = 'proposal' and subject_id = ${id}`);
});
afterAll(() => app?.close());

interface History {
  readonly proposal: { readonly history: {
    readonly items: readonly { readonly n: number; readonly by: { readonly displayName: string }; readonly texts: readonly {
      readonly name: string; readonly parts: number; readonly changes: readonly { readonly kind: string; readonly text: string }[];
    }[] }[];
    readonly next: string | null;
  } };
}

const history = async (variables: object): Promise<History['proposal']['history']> => {
  const { proposal } = await app.world.visitor().run<History>(
    `query Q($id: ID!, $first: Int! = 20, $after: String, $part: Int! = 1) { proposal(id: $id) { history(first: $first, after: $after, part: $part) {
      items { n by { displayName } texts { name parts changes { kind text } } } next } } }`, { id, ...variables });
  return proposal.history;
};

test('versions come a page at a time, the newest first, down to the first', async () => {
  const seen: number[] = [];
  for (let after: string | null = ''; after !== null;) {
    const page: History['proposal']['history'] = await history({ first: 60, ...(after ? { after } : {}) });
    seen.push(...page.items.map(({ n }) => n));
    after = page.next;
  }
  expect(seen).toEqual(Array.from({ length: 200 }, (_, at) => 200 - at));
});

test('a version names its author and only the texts that it changed', async () => {
  const { items } = await history({ first: 2, after: Buffer.from('[100]').toString('base64url') });
  expect(items.map(({ n, by, texts }) => [n, by.displayName, texts.map(({ name }) => name)])).toEqual([[99, '花', ['title']], [98, '花', ['title']]]);
});

test('a change view of 600,000 characters comes in parts of at most 200,000 characters that together are all of it', async () => {
  const body = async (part: number) => (await history({ first: 1, part })).items[0]?.texts.find(({ name }) => name === 'body');
  const first = await body(1);
  const lengths: number[] = [];
  for (let part = 1; part <= (first?.parts ?? 0); part += 1) {
    lengths.push((await body(part))?.changes.reduce((sum, { text }) => sum + text.length, 0) ?? 0);
  }
  expect(Math.max(...lengths)).toBeLessThanOrEqual(200_000);
  // What was there before is part of the view too.
  expect(lengths.reduce((sum, one) => sum + one, 0)).toBe(100_000 * 6 + '本文'.length);
  expect(await body(lengths.length + 1)).toMatchObject({ changes: [] });
});

test('a forged cursor or part is bad input', async () => {
  await expect(history({ after: 'x' })).rejects.toThrow('BAD_USER_INPUT');
  await expect(history({ part: 0 })).rejects.toThrow('BAD_USER_INPUT');
});
