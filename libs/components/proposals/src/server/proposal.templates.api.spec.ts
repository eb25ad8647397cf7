import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { textLimit } from '@hiroba/kernel';
import { startApp, type Actor, type SpecApp } from '@hiroba/testing';
import { proposalTemplates } from './proposal.templates.ts';

let app: SpecApp;
let staff: Actor;

beforeAll(async () => {
  app = await startApp();
  staff = await app.world.staff();
});
afterAll(() => app?.close());

test.each(proposalTemplates)('$key can be made, and be published once its blanks are written', async ({ key }) => {
  const make = `mutation M($key: String!) { outcome: draftSpaceFromTemplate(template: $key) {
    __typename ... on Space { id slug missing components { id openActions settingValues { key value } } phases { key } } ... on Refusal { code field } } }`;
  const made = await staff.act<{ missing: string[]; components: { id: string }[]; phases: object[] }>(make, { key });
  expect(made.components).toHaveLength(1);
  expect(made.phases.length).toBeGreaterThan(1);
  expect(made.missing).toContain('title.ja');
  const text = (ja: string) => ({ ja, en: ja });
  const ask = Object.fromEntries(
    ['decided', 'changeable', 'fixed', 'decider', 'deadline', 'wanted'].map((part) => [part, text('書きました')]),
  );
  const edit = `mutation M($id: ID!, $input: SpaceInput!) { outcome: editSpace(id: $id, edition: 0, input: $input) {
    __typename ... on Space { id missing } ... on Refusal { code field } } }`;
  const input = { title: text('広場'), summary: text('広場です'), ask: { ...ask, promise: 'INVOLVE' } };
  expect(await staff.act(edit, { id: made.id, input })).toMatchObject({ missing: [] });
  const publish =
    'mutation M($id: ID!) { outcome: publishSpace(id: $id) { __typename ... on Space { id state } ... on Refusal { code field } } }';
  expect(await staff.act(publish, { id: made.id })).toMatchObject({ state: 'PUBLISHED' });
});

test('a template nobody offers is bad input, and none is for citizens', async () => {
  const make =
    'mutation { outcome: draftSpaceFromTemplate(template: "none") { __typename ... on Space { id } ... on Refusal { code field } } }';
  expect(await staff.refused(make)).toBe('BAD_USER_INPUT template');
  expect(await (await app.world.citizen()).refused(make)).toBe('FORBIDDEN');
});

test('every text of a template fits', () => {
  const fits = textLimit({ min: 1, max: 400 });
  for (const { ask, phases } of proposalTemplates) {
    const texts = [
      ...Object.values(ask).filter((part) => typeof part === 'object'),
      ...phases.map((phase) => phase.text),
    ];
    expect(texts.flatMap((text) => Object.values(text ?? {})).filter((words) => fits(words))).toEqual([]);
  }
});
