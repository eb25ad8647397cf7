import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '@hiroba/testing';
import { startFort, type Fort } from '../security/support.ts';

/** VER1: publishing makes exactly one version, and it has an author; so does every later change. */
let fort: Fort;
let staff: Actor;
let hana: Actor;
let componentId: string;
beforeAll(async () => {
  fort = await startFort();
  staff = await fort.city.staff();
  hana = await fort.city.citizen('花');
  ({ componentId } = await fort.city.room(staff, 'proposals', { settings: { drafts: 50 } }));
});
afterAll(() => fort?.close());

const out = '__typename ... on Refusal { code field message }';
const versions = (id: string) =>
  fort.query<{ kind: string; n: number; author: string }>(
    'select subject_kind as kind, n, author_id as author from version where subject_id = $1 order by subject_kind, n',
    [id],
  );

describe('VER1 publishing', () => {
  const publish = `mutation P($id: ID!) { outcome: publishProposal(id: $id) { ${out} } }`;

  test('a proposal that was saved often makes one version, by its author, with a reference', async () => {
    const id = await fort.city.draft(hana, componentId);
    for (let n = 0; n < 3; n += 1) {
      await hana.run(
        'mutation S($id: ID!, $t: String!) { saveProposal(id: $id, input: { title: $t, body: "本文です。" }) { __typename } }',
        { id, t: `題${n}` },
      );
    }
    expect(await versions(id)).toEqual([]);
    await hana.run(publish, { id });
    expect(await versions(id)).toEqual([{ kind: 'proposal', n: 1, author: hana.id }]);
    const { proposal } = await fort.city
      .visitor()
      .run<{ proposal: Record<string, unknown> }>(
        'query Q($id: ID!) { proposal(id: $id) { state versions reference title history { items { n } } } }',
        { id },
      );
    expect(proposal).toMatchObject({ state: 'PUBLISHED', versions: 1, title: '題2', history: { items: [{ n: 1 }] } });
    expect(proposal.reference).toMatch(/^TEST-P-2026-\d+$/);
  });

  test('a button pressed twenty times at once makes one version', async () => {
    const id = await fort.city.draft(hana, componentId);
    const answers = await Promise.all(Array.from({ length: 20 }, () => hana.refused(publish, { id })));
    expect(answers.filter((code) => code === undefined)).toHaveLength(1);
    expect(await versions(id)).toEqual([{ kind: 'proposal', n: 1, author: hana.id }]);
  });

  test('a comment makes one version, by who wrote it', async () => {
    const root = await fort.city.proposal(hana, componentId);
    const ken = await fort.city.citizen('健');
    const { id } = await ken.act(
      `mutation A($root: ID!) { outcome: addComment(rootKind: "proposal", rootId: $root, body: "賛成です") { ${out} ... on Comment { id } } }`,
      { root },
    );
    expect(await versions(id)).toEqual([{ kind: 'comment', n: 1, author: ken.id }]);
  });

  test('an answer makes one version, by the member of staff, and none of the proposal', async () => {
    const id = await fort.city.proposal(hana, componentId);
    const answer = (kind: string, reason: string) =>
      staff.act(
        `mutation A($id: ID!) { outcome: answerProposal(id: $id, input: { kind: ${kind}, text: { ja: "検討します" }, office: "企画課", reason: "${reason}" }) { ${out} ... on Proposal { id } } }`,
        { id },
      );
    await answer('EVALUATING', '');
    expect(await versions(id)).toEqual([
      { kind: 'proposal', n: 1, author: hana.id },
      { kind: 'proposal_answer', n: 1, author: staff.id },
    ]);
    await answer('PARTLY', '見直したため');
    expect(
      (await versions(id)).filter(({ kind }) => kind === 'proposal_answer').map(({ n, author }) => [n, author]),
    ).toEqual([
      [1, staff.id],
      [2, staff.id],
    ]);
  });
});

test('VER1 no version of anything in the whole city is without an author, or has the number of another', async () => {
  const [nobody] = await fort.query<{ n: number; all: number }>(
    `select count(*)::int as all, (count(*) filter (where author_id is null))::int as n from version where organisation_id = $1`,
    [fort.city.organisationId],
  );
  expect(nobody?.all).toBeGreaterThan(5);
  expect(nobody?.n).toBe(0);
  const twice = await fort.query(
    'select subject_id, n from version group by organisation_id, subject_kind, subject_id, n having count(*) > 1',
  );
  expect(twice).toEqual([]);
});
