import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApp, type Actor, type SpecApp } from '@hiroba/testing';

/** SPA2: of staff who save overlapping phases at once, one is heard and the others are refused; nothing overlaps after. */
let app: SpecApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

const save = `mutation S($id: ID!, $edition: Int!, $phases: [SpacePhaseInput!]!, $reason: String) {
  outcome: setPhases(id: $id, edition: $edition, phases: $phases, reason: $reason) {
    __typename ... on Space { id edition } ... on Refusal { code field } } }`;
const read =
  'query R($id: ID!) { spaceById(id: $id) { edition phases { key title { ja } text { ja } opensAt closesAt allows { componentId actions } } } }';

interface Seen {
  readonly spaceById: { readonly edition: number; readonly phases: readonly Window[] };
}
interface Window {
  readonly key: string;
  readonly opensAt: string;
  readonly closesAt: string;
}
const phase = (key: string, opens: number, closes: number) => ({
  key,
  title: { ja: '募集' },
  text: { ja: '' },
  allows: [],
  opensAt: new Date(Date.UTC(2026, 11, opens)).toISOString(),
  closesAt: new Date(Date.UTC(2026, 11, closes)).toISOString(),
});
const codes = (staff: readonly Actor[], variables: (n: number) => object) =>
  Promise.all(staff.map((who, n) => who.refused(save, variables(n))));

test.each([
  ['a draft', false],
  ['a public space', true],
])('SPA2 the phases of %s', async (_, publish) => {
  const staff = [await app.world.staff('企画'), await app.world.staff('公園'), await app.world.staff('道路')];
  const [first] = staff as [Actor];
  const { spaceId: id } = await app.world.room(first, 'proposals', { publish });
  const { spaceById } = await first.run<Seen>(read, { id });
  // Each adds a phase that overlaps those of the others, and none that overlaps what all of them saw.
  const answers = await codes(staff, (n) => ({
    id,
    edition: spaceById.edition,
    reason: '同時に',
    phases: [...spaceById.phases, phase(`later-${n}`, 3 + n, 10 + n)],
  }));
  expect([...answers].sort()).toEqual(['STALE', 'STALE', undefined]);
  const after = (await first.run<Seen>(read, { id })).spaceById;
  expect(after.phases).toHaveLength(2);
  const [one, two] = [...after.phases].sort((a, b) => a.opensAt.localeCompare(b.opensAt));
  expect((one?.closesAt ?? '') <= (two?.opensAt ?? '')).toBe(true);
  // And who comes back with what is there now is told that it overlaps.
  const again = [...after.phases, phase('more', 4, 6)];
  expect(await first.refused(save, { id, edition: after.edition, reason: '同時に', phases: again })).toMatch(
    /^OVERLAP/,
  );
});
