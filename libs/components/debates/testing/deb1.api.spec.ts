import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from '@hiroba/server';
import { startApp, type Actor, type SpecApp } from '@hiroba/testing';

/** DEB1: the layout of a debate cannot change once a comment exists, and a comment that races the change does not slip past it. */
let app: SpecApp;
let staff: Actor;
let componentId: string;
const citizens: Actor[] = [];

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
  ({ componentId } = await app.world.room(staff, 'debates', { actions: ['create', 'comment'] }));
  for (let n = 0; n < 8; n += 1) citizens.push(await app.world.citizen(`市民${n}`));
});
afterAll(() => app?.close());

const both = (ja: string) => ({ ja });
const ask = { decided: both('屋根'), changeable: both('長さ'), fixed: both('費用'), decider: both('市長'), deadline: both('春'), wanted: both('困りごと'), promise: 'CONSULT' };
const input = { question: '屋根をかけるか', background: '雨の日に困ります。', ask, locale: 'ja', layout: 'SINGLE' };
const shown = '{ __typename ... on Debate { id } ... on Refusal { code field message } }';
const comment = `mutation C($id: ID!) { outcome: addComment(rootKind: "debate", rootId: $id, body: "賛成です") {
  __typename ... on Comment { id } ... on Refusal { code field message } } }`;
const edit = `mutation E($id: ID!, $input: DebateInput!) { outcome: editDebate(id: $id, input: $input) ${shown} }`;

async function opened(): Promise<string> {
  const { id } = await staff.act(`mutation D($componentId: ID!, $input: DebateInput!) {
    outcome: draftDebate(componentId: $componentId, input: $input, office: "都市計画課") ${shown} }`, { componentId, input });
  await staff.act(`mutation P($id: ID!) { outcome: publishDebate(id: $id) ${shown} }`, { id });
  return id;
}

test('DEB1 a change of layout or sides after the first comment is refused, other changes are not', async () => {
  const id = await opened();
  expect(await staff.refused(edit, { id, input: { ...input, layout: 'FOR_AGAINST', alignment: 'FOR_AGAINST' } })).toBeUndefined();
  expect(await staff.refused(edit, { id, input })).toBeUndefined();
  await citizens[0]?.act(comment, { id });
  expect(await staff.refused(edit, { id, input: { ...input, layout: 'FOR_AGAINST', alignment: 'FOR_AGAINST' } })).toBe('LAYOUT_FIXED layout');
  expect(await staff.refused(edit, { id, input: { ...input, alignment: 'FOR_NEUTRAL_AGAINST' } })).toBe('LAYOUT_FIXED layout');
  expect(await staff.refused(edit, { id, input: { ...input, background: '風の日にも困ります。' } })).toBeUndefined();
});

test('DEB1 of a change and comments at the same time, either the change comes first and comments take sides, or it is refused', async () => {
  for (let round = 0; round < 10; round += 1) {
    const id = await opened();
    const turned = { ...input, layout: 'FOR_AGAINST', alignment: 'FOR_AGAINST' };
    const [change, ...comments] = await Promise.all([
      staff.refused(edit, { id, input: turned }), ...citizens.map((who) => who.refused(comment, { id }))]);
    const sideless = await app.server.db.rows(sql`select 1 from comment where root_id = ${id} and alignment is null`);
    const [debate] = await app.server.db.rows<{ layout: string }>(sql`select layout from debate where id = ${id}`);
    expect(sideless).toHaveLength(comments.filter((code) => code === undefined).length);
    expect([change, debate?.layout, sideless.length > 0]).toEqual(
      change === undefined ? [undefined, 'FOR_AGAINST', false] : ['LAYOUT_FIXED layout', 'SINGLE', true]);
  }
});
