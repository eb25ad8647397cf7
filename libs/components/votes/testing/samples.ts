import type { ComponentSamples } from '../../../../apps/e2e/src/samples.ts';

const placesQuery = `query Places($slug: String!) { space(slug: $slug) { components { id manifest } } }`;
const votesQuery = `query Votes($id: ID!) { component(id: $id) { ... on VotesComponent { votes(first: 20) { items { id status } } } } }`;
const draft = `mutation Draft($componentId: ID!, $input: VoteInput!) { outcome: draftVote(componentId: $componentId, input: $input) {
  __typename ... on Vote { id } ... on Refusal { code field } } }`;

const openBatch = `mutation Batch($id: ID!) { outcome: openPaperBatch(id: $id, papers: 12) { __typename ... on Vote { id } ... on Refusal { code field } } }`;

/** Votes to open: of the demo city, open and with a result, and the draft of one. */
export const samples: ComponentSamples = async ({ citizen, staff }) => {
  const roomOf = async (slug: string) => {
    const { space } = await citizen.ask<{ space: { components: { id: string; manifest: string }[] } }>(placesQuery, { slug });
    const id = space.components.find(({ manifest }) => manifest === 'votes')?.id ?? '';
    const { component } = await citizen.ask<{ component: { votes: { items: { id: string; status: string }[] } } }>(votesQuery, { id });
    return { id, path: `spaces/${slug}/votes/${id}`, votes: component.votes.items };
  };
  const [room, over] = await Promise.all([roomOf('station-square'), roomOf('river-greenway')]);
  const openId = room.votes.find(({ status }) => status === 'OPEN')?.id ?? '';
  const open = `${room.path}/${openId}`;
  await staff.make(openBatch, { id: openId });
  const counted = `${over.path}/${over.votes[0]?.id ?? ''}`;
  const made = await staff.make(draft, { componentId: room.id, input: { title: { ja: '新しい広場の名前', en: 'The name of the new square' }, office: '都市計画課' } });
  return {
    ':locale/spaces/:slug/votes/:componentId': [{ path: room.path }, { path: room.path, as: 'staff' }],
    ':locale/spaces/:slug/votes/:componentId/new': [{ path: `${room.path}/new`, as: 'staff' }],
    ':locale/spaces/:slug/votes/:componentId/:id': [{ path: open }, { path: open, as: 'citizen' }, { path: `${room.path}/${made}`, as: 'staff', note: 'a draft' }],
    ':locale/spaces/:slug/votes/:componentId/:id/ballot': [{ path: `${open}/ballot`, as: 'citizen' }],
    ':locale/spaces/:slug/votes/:componentId/:id/set-up': [{ path: `${room.path}/${made}/set-up`, as: 'staff' }],
    ':locale/spaces/:slug/votes/:componentId/:id/run': [{ path: `${open}/run`, as: 'staff' }],
    ':locale/spaces/:slug/votes/:componentId/:id/counter': [{ path: `${open}/counter`, as: 'staff' }],
    ':locale/spaces/:slug/votes/:componentId/:id/papers/:batch': [{ path: `${open}/papers/1`, as: 'staff' }],
    ':locale/spaces/:slug/votes/:componentId/:id/result': [{ path: `${counted}/result` }, { path: `${counted}/result`, as: 'citizen' }],
  };
};
