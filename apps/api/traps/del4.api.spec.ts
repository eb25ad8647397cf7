import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { ClosingService } from '@hiroba/accounts/server';
import { startApp, type SpecApp } from '@hiroba/testing';
import { AccountsWorld, type Browser } from '../../../libs/accounts/src/server/accounts.world.ts';

/** DEL4: the address of a closed account can register again, and inherits nothing: no name, text, draft, support, second
 * factor, session or link. */
let world: AccountsWorld<SpecApp>;
beforeAll(async () => {
  world = await AccountsWorld.start(startApp);
});
afterAll(() => world.app.close());

const query = async <R extends object>(text: string, values: unknown[] = []) =>
  (await world.app.server.db.pool.query<R>(text, values)).rows;
/** Does something and tells the id of what came of it, or the code of the refusal. */
async function act(browser: Browser, call: string): Promise<{ id: string; code?: string }> {
  const { id, code } = await browser.do(
    call,
    `... on ${call.startsWith('addComment') ? 'Comment' : 'Proposal'} { id }`,
  );
  return { id: String(id), code };
}

test('DEL4 who comes back by the same address is somebody new', async () => {
  const room = await world.app.world.room(await world.app.world.staff(), 'proposals', {
    settings: { supportsPerPerson: 1 },
    opensAt: '2020-01-01T00:00:00Z',
    closesAt: new Date(Date.now() + 86_400_000).toISOString(),
  });
  const { browser, email, id, code } = await world.citizen({ displayName: '去る花' });
  await browser.do(
    'updateProfile(input: { displayName: "去る花", handle: "saruhana", about: "さようなら", locale: "en" })',
  );
  const draft = (title: string) =>
    act(
      browser,
      `draftProposal(componentId: "${room.componentId}", input: { title: "${title}", body: "${title}の本文です。" })`,
    );
  const { id: drafted } = await draft('下書き');
  const { id: proposal } = await draft('木陰');
  await act(browser, `publishProposal(id: "${proposal}")`);
  await act(browser, `supportProposal(id: "${proposal}")`);
  const { id: comment } = await act(
    browser,
    `addComment(rootKind: "proposal", rootId: "${proposal}", body: "残ります")`,
  );
  await browser.do(`requestSignInLink(email: "${email}")`);
  const link = await world.token(email, 'enter');
  await browser.do('requestClosing');
  await browser.do(`closeAccount(token: "${await world.token(email, 'close')}")`);
  await query('update person set closes_at = clock_timestamp() where id = $1', [id]);
  world.app.clock.set(new Date(Date.now() + 1000));
  expect(await world.app.server.nest.get(ClosingService).closeDue(world.organisationId)).toBe(1);

  // The old link, the old session and the old password open nothing.
  expect(await world.browser().says(`signInByLink(token: "${link}")`)).toBe('LINK_EXPIRED');
  expect((await browser.caller()).personId).toBeUndefined();
  expect(await world.signIn(world.browser(), email)).toBe('WRONG_CREDENTIALS');

  const again = world.browser();
  await world.signUp(again, email, { displayName: '新しい花', password: 'another-bench-here' });
  expect(await again.says(`confirmMail(token: "${await world.token(email, 'confirm')}")`)).toBe('SignedIn');
  const { viewer } = await again.run<{
    viewer: { personId: string; grants: object[]; person: Record<string, unknown> };
  }>('{ viewer { personId grants { role } person { code displayName handle about hasSecondFactor locale } } }');
  expect(viewer.personId).not.toBe(id);
  expect(viewer.grants).toEqual([]);
  expect(viewer.person).toMatchObject({
    displayName: '新しい花',
    handle: null,
    about: '',
    hasSecondFactor: false,
    locale: 'ja',
  });
  expect(viewer.person.code).not.toBe(code);
  expect(await again.run('{ myProposals { id } mySessions { id } }')).toMatchObject({
    myProposals: [],
    mySessions: [{}],
  });

  // What stayed is nobody's: it cannot be changed, and an own support is there to give.
  const { proposal: seen } = await again.run<{ proposal: object }>(
    'query Q($id: ID!) { proposal(id: $id) { viewerIsAuthor viewerSupports supportCount author { displayName closed } } }',
    { id: proposal },
  );
  expect(seen).toEqual({
    viewerIsAuthor: false,
    viewerSupports: false,
    supportCount: 1,
    author: { displayName: null, closed: true },
  });
  expect(await again.run('query Q($id: ID!) { proposal(id: $id) { id } }', { id: drafted })).toEqual({
    proposal: null,
  });
  expect([
    await again.says(`editComment(id: "${comment}", body: "乗っ取り")`),
    await again.says(`deleteComment(id: "${comment}")`),
    await again.says(`withdrawProposal(id: "${proposal}")`),
  ]).toEqual(['NOT_THE_AUTHOR', 'NOT_THE_AUTHOR', 'NOT_THE_AUTHOR']);
  expect((await act(again, `supportProposal(id: "${proposal}")`)).code).toBeUndefined();
  expect(await query('select 1 from proposal_support where proposal_id = $1', [proposal])).toHaveLength(2);

  // The handle is free, the old page stays closed, and what is taken along holds nothing of before.
  expect(
    await again.says('updateProfile(input: { displayName: "新しい花", handle: "saruhana", about: "", locale: "ja" })'),
  ).toBe('Person');
  expect(await again.run(`{ person(code: "${code}") { closed displayName } }`)).toEqual({
    person: { closed: true, displayName: null },
  });
  const { zip } = (await again.do('exportMyData', '... on DataExport { zip }')) as unknown as { zip: string };
  const taken = Object.values(unzipSync(Buffer.from(zip, 'base64')))
    .map((bytes) => strFromU8(bytes))
    .join('\n');
  for (const old of ['去る花', 'さようなら', '下書き', '残ります', id, code]) expect(taken).not.toContain(old);
});
