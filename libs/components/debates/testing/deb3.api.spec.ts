import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApp, type Actor, type SpecApp } from '@hiroba/testing';

/** DEB3: a comment that arrives at `closesAt` is refused; that its text is kept is walked in the journey of debates. */
let app: SpecApp;
let hana: Actor;
let id: string;

const CLOSES = '2026-11-25T00:00:00+09:00';
const outcome = '{ __typename ... on Debate { id } ... on Refusal { code field message } }';

beforeAll(async () => {
  app = await startApp();
  const staff = await app.world.staff();
  hana = await app.world.citizen('花');
  app.clock.set('2026-11-22T12:00:00+09:00');
  const room = await app.world.room(staff, 'debates', { actions: ['create', 'comment'] });
  const both = (ja: string) => ({ ja });
  const ask = { decided: both('屋根'), changeable: both('長さ'), fixed: both('費用'), decider: both('市長'), deadline: both('春'), wanted: both('困りごと'), promise: 'CONSULT' };
  ({ id } = await staff.act(`mutation D($componentId: ID!, $input: DebateInput!) {
    outcome: draftDebate(componentId: $componentId, input: $input, office: "都市計画課") ${outcome} }`, {
    componentId: room.componentId, input: { question: '屋根をかけるか', background: '', ask, locale: 'ja', closesAt: CLOSES } }));
  await staff.act(`mutation P($id: ID!) { outcome: publishDebate(id: $id) ${outcome} }`, { id });
});
afterAll(() => app?.close());

const comment = `mutation C($id: ID!) { outcome: addComment(rootKind: "debate", rootId: $id, body: "最後のひとこと") {
  __typename ... on Comment { id } ... on Refusal { code field message } } }`;

test('DEB3 the last millisecond is taken, the instant itself is refused', async () => {
  app.clock.set(new Date(Date.parse(CLOSES) - 1).toISOString());
  expect(await hana.refused(comment, { id })).toBeUndefined();
  app.clock.set(CLOSES);
  expect(await hana.refused(comment, { id })).toBe('PHASE_CLOSED');
});
