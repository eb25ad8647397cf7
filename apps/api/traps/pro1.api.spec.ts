import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApp, type Actor, type SpecApp } from '@hiroba/testing';
import { onProposal } from '../security/two-processes.ts';

/** PRO1: a comment, a vote on it, a support given or taken back, an answer prepared or put off, a text withheld and restored, a co-author who comes or
 * goes never reopens the edit window: publish, wait 31 minutes, let them act, edit: refused. */
let app: SpecApp;
let staff: Actor;
let hana: Actor;
let ken: Actor;
let componentId: string;

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  hana = await app.world.citizen('花');
  ken = await app.world.citizen('健');
  ({ componentId } = await app.world.room(staff, 'proposals'));
});
afterAll(() => app?.close());

const out = '__typename ... on Refusal { code field message }';
const edit = `mutation E($id: ID!, $body: String!) { outcome: editProposal(id: $id, input: { title: "駅前に木陰を", body: $body }) { ${out} } }`;
const say = `mutation C($id: ID!, $body: String!, $parentId: ID) {
  outcome: addComment(rootKind: "proposal", rootId: $id, body: $body, parentId: $parentId) { ${out} ... on Comment { id } } }`;
const answer = `input: { kind: EVALUATING, text: { ja: "検討します" }, office: "企画課" }`;

/** What others do with a proposal, one thing after another. */
const acts: Readonly<Record<string, (id: string) => Promise<unknown>>> = {
  'a comment': (id) => ken.act(say, { id, body: '賛成です' }),
  'a reply of the author': async (id) => {
    const { id: parentId } = await ken.act(say, { id, body: 'なぜですか' });
    await hana.act(say, { id, body: '暑いからです', parentId });
  },
  'a vote on a comment': async (id) => {
    const { id: comment } = await hana.act(say, { id, body: '補足です' });
    await ken.act(
      `mutation V($id: ID!) { outcome: voteOnComment(id: $id, value: UP) { ${out} ... on Comment { id } } }`,
      { id: comment },
    );
  },
  'a support': (id) => ken.act(onProposal('supportProposal'), { id }),
  'a support taken back': async (id) => {
    await ken.act(onProposal('supportProposal'), { id });
    await ken.act(onProposal('retractSupport'), { id });
  },
  'an answer prepared and discarded': async (id) => {
    await staff.act(
      `mutation P($id: ID!) { outcome: prepareAnswer(id: $id, edition: 0, ${answer}) { ${out} ... on Proposal { id } } }`,
      { id },
    );
    await staff.act(onProposal('discardAnswer'), { id });
  },
  'withholding and restoring': async (id) => {
    const moderator = await app.world.person('進行', [{ role: 'MODERATOR' }]);
    const about = `(subjectKind: "proposal", subjectId: $id, reason: "理由"`;
    for (const act of [`withholdText${about}, rule: "R5")`, `restoreText${about})`])
      await moderator.act(`mutation M($id: ID!) { outcome: ${act} { ${out} ... on ModerationDecision { id } } }`, {
        id,
      });
  },
  'a co-author who is asked in': (id) =>
    hana.act(`mutation I($id: ID!) { outcome: inviteCoauthor(id: $id, who: "friend@example.jp") { ${out} } }`, { id }),
};

describe('PRO1 after 31 minutes', () => {
  test.each(Object.entries(acts))('%s does not reopen the window', async (_, act) => {
    app.clock.set('2026-11-22T12:00:00+09:00');
    const id = await app.world.proposal(hana, componentId);
    app.clock.advance(29);
    expect(await hana.refused(edit, { id, body: '29分後の文です。' })).toBeUndefined();
    app.clock.advance(2);
    expect(await hana.refused(edit, { id, body: '31分後の文です。' })).toBe('EDIT_WINDOW_OVER');
    await act(id);
    await app.world.settle();
    expect(await hana.refused(edit, { id, body: 'もう一度書きました。' })).toBe('EDIT_WINDOW_OVER');
    const [row] = (
      await app.server.db.pool.query<{ published: Date; body: string }>(
        'select published_at as published, body from proposal where id = $1',
        [id],
      )
    ).rows;
    expect([row?.published.toISOString(), row?.body]).toEqual(['2026-11-22T03:00:00.000Z', '29分後の文です。']);
  });

  test('the window is open until its last millisecond, whatever happened in it', async () => {
    app.clock.set('2026-11-22T12:00:00+09:00');
    const id = await app.world.proposal(hana, componentId);
    await ken.act(say, { id, body: '賛成です' });
    app.clock.set('2026-11-22T12:29:59.999+09:00');
    expect(await hana.refused(edit, { id, body: '間に合いました。' })).toBeUndefined();
    app.clock.set('2026-11-22T12:30:00+09:00');
    expect(await hana.refused(edit, { id, body: '間に合いません。' })).toBe('EDIT_WINDOW_OVER');
  });
});
