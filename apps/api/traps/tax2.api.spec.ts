import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import request from 'supertest';
import { startApp, type Actor, type SpecApp } from '@hiroba/testing';

let app: SpecApp;
let hana: Actor;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

interface Listed {
  readonly component: {
    readonly taxonomies: readonly { readonly options: readonly { readonly key: string; readonly count: number }[] }[];
    readonly proposals: { readonly items: readonly { readonly id: string }[]; readonly next: string | null };
  };
}

const list = `query L($id: ID!, $after: String, $sort: ProposalSort, $in: [String!]) { component(id: $id) { ... on ProposalsComponent {
  taxonomies { options { key count } } proposals(first: 2, after: $after, sort: $sort, seed: "x", filter: { taxonomies: $in }) { next items { id } } } } }`;

const sorts = ['NEWEST', 'RANDOM', 'SUPPORTED', 'COMMENTED', 'ANSWERED'] as const;

test('TAX2 a filter on a parent includes its children, with equal counts in list, page and export, in every order', async () => {
  const [admin, staff] = [await app.world.admin(), await app.world.staff()];
  hana = await app.world.citizen('花');
  const tree = await app.world.tree(admin, 'topics', [
    'streets',
    'streets/lighting',
    'streets/walks',
    'streets/walks/kerbs',
    'parks',
  ]);
  const { componentId } = await app.world.room(staff, 'proposals', {
    settings: { taxonomies: JSON.stringify([tree['']]), drafts: 50 },
  });
  const places = [
    'streets',
    'streets/lighting',
    'streets/lighting',
    'streets/walks',
    'streets/walks/kerbs',
    'parks',
    'parks',
  ];
  const ids: string[] = [];
  for (const way of places) ids.push(await app.world.proposal(hana, componentId, { taxonomies: [tree[way] ?? ''] }));
  ids.push(await app.world.proposal(hana, componentId));
  await app.world.draft(hana, componentId, { taxonomies: [tree.parks ?? ''] });
  // What is taken back stays readable, and so stays where it is filed.
  await hana.act(
    'mutation W($id: ID!) { outcome: withdrawProposal(id: $id) { __typename ... on Proposal { id } ... on Refusal { code } } }',
    { id: ids[1] },
  );

  const http = app.server.nest.getHttpServer() as Parameters<typeof request>[0];
  const { text } = await request(http).get(`/download/proposals/${componentId}.csv`).set('Host', 'city.test');
  const exported = (parse(text, { columns: true, bom: true }) as { taxonomies: string }[]).map(
    ({ taxonomies }) => taxonomies,
  );

  for (const way of ['streets', 'streets/lighting', 'streets/walks', 'streets/walks/kerbs', 'parks']) {
    const below = places.filter((each) => `${each}/`.startsWith(`${way}/`)).length;
    const told = [];
    for (const sort of sorts) {
      const seen = new Set<string>();
      let after: string | null = null;
      do {
        const { component }: Listed = await app.world
          .visitor()
          .run<Listed>(list, { id: componentId, after, sort, in: [`topics/${way}`] });
        for (const { id } of component.proposals.items) seen.add(id);
        after = component.proposals.next;
        told.push(component.taxonomies[0]?.options.find(({ key }) => key === way.split('/').at(-1))?.count);
      } while (after);
      expect({ way, sort, seen: seen.size }).toEqual({ way, sort, seen: below });
    }
    expect([...new Set(told)]).toEqual([below]);
    expect(exported.filter((path) => `${path}/`.startsWith(`topics/${way}/`))).toHaveLength(below);
  }
  // The last key alone says which node is meant; a node of another tree, or none, finds nothing.
  const found = async (path: string) =>
    (await app.world.visitor().run<Listed>(list, { id: componentId, sort: 'NEWEST', in: [path] })).component.proposals
      .items.length;
  expect(
    await Promise.all(
      ['topics/kerbs', 'topics/none', 'other/kerbs', 'kerbs', '', 'topics/streets/walks/kerbs'].map(found),
    ),
  ).toEqual([1, 0, 0, 0, 0, 1]);
});
