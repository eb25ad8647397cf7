import type { ComponentSamples } from '../../../../apps/e2e/src/samples.ts';

const space = `query Space($slug: String!) { space(slug: $slug) { id } }`;
const place = `mutation Place($space: ID!, $input: ComponentInput!) { outcome: placeComponent(spaceId: $space, manifest: "votes", input: $input) {
  __typename ... on PlacedComponent { id } ... on Refusal { code field } } }`;
const draft = `mutation Draft($componentId: ID!, $input: VoteInput!) { outcome: draftVote(componentId: $componentId, input: $input) {
  __typename ... on Vote { id } ... on Refusal { code field } } }`;

/** Votes to open: the draft of one. */
export const samples: ComponentSamples = async ({ staff }) => {
  const { space: { id } } = await staff.ask<{ space: { id: string } }>(space, { slug: 'station-square' });
  const room = await staff.make(place, { space: id, input: { title: { ja: '投票', en: 'Votes' } } });
  const made = await staff.make(draft, { componentId: room, input: { title: { ja: '新しい広場の名前', en: 'The name of the new square' }, office: '都市計画課' } });
  const path = `spaces/station-square/votes/${room}`;
  return {
    ':locale/spaces/:slug/votes/:componentId': [{ path, as: 'staff' }],
    ':locale/spaces/:slug/votes/:componentId/:id': [{ path: `${path}/${made}`, as: 'staff' }],
  };
};
