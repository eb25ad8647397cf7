import type { ComponentSamples } from '../../../../apps/e2e/src/samples.ts';

const placesQuery = `query Places($slug: String!) { space(slug: $slug) { components { id manifest } } }`;
const debatesQuery = `query Debates($id: ID!) { component(id: $id) { ... on DebatesComponent { debates(first: 20) { items { id official } } } } }`;
const draft = `mutation Draft($componentId: ID!, $input: DebateInput!) { outcome: draftDebate(componentId: $componentId, input: $input) {
  __typename ... on Debate { id } ... on Refusal { code field } } }`;

const question = '駅から海までの歩道を、だれもが安心して歩けるように広げ、夜も明るくするために、車道をせまくしてもよいと考えますか';

/** Debates to open: of the demo city, running and concluded, and a draft. */
export const samples: ComponentSamples = async ({ citizen }) => {
  const roomOf = async (slug: string) => {
    const { space } = await citizen.ask<{ space: { components: { id: string; manifest: string }[] } }>(placesQuery, { slug });
    const id = space.components.find(({ manifest }) => manifest === 'debates')?.id ?? '';
    const { component } = await citizen.ask<{ component: { debates: { items: { id: string; official: boolean }[] } } }>(debatesQuery, { id });
    return { id, path: `spaces/${slug}/debates/${id}`, debates: component.debates.items };
  };
  const [open, over] = await Promise.all([roomOf('station-square'), roomOf('river-greenway')]);
  const unfinished = await citizen.make(draft, {
    componentId: open.id, input: { question, background: `${'道'.repeat(60)}${'a'.repeat(200)}`, locale: 'ja' },
  });
  const running = `${open.path}/${open.debates.find(({ official }) => official)?.id ?? ''}`;
  const concluded = `${over.path}/${over.debates[0]?.id ?? ''}`;
  return {
    ':locale/spaces/:slug/debates/:componentId': [
      { path: open.path }, { path: open.path, as: 'staff' }, { path: over.path, note: 'over' }, { path: `${open.path}?q=zzzz`, note: 'with nothing found' },
    ],
    ':locale/spaces/:slug/debates/:componentId/new': [{ path: `${open.path}/new`, as: 'citizen' }, { path: `${open.path}/new`, as: 'staff' }],
    ':locale/spaces/:slug/debates/:componentId/:id': [
      { path: running }, { path: running, as: 'citizen' }, { path: running, as: 'staff' }, { path: concluded, note: 'concluded' },
    ],
    ':locale/spaces/:slug/debates/:componentId/:id/write': [
      { path: `${open.path}/${unfinished}/write`, as: 'citizen' }, { path: `${running}/write`, as: 'staff' },
    ],
    ':locale/spaces/:slug/debates/:componentId/:id/preview': [{ path: `${open.path}/${unfinished}/preview`, as: 'citizen' }],
    ':locale/spaces/:slug/debates/:componentId/:id/history': [{ path: `${running}/history` }],
    ':locale/spaces/:slug/debates/:componentId/:id/lead': [
      { path: `${running}/lead`, as: 'staff' }, { path: `${concluded}/lead`, as: 'staff', note: 'concluded' },
    ],
  };
};
