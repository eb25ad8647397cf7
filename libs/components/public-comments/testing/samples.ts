import type { ComponentSamples } from '../../../../apps/e2e/src/samples.ts';

const placesQuery = `query Places($slug: String!) { space(slug: $slug) { components { id manifest } } }`;
const roundsQuery = `query Rounds($id: ID!) { component(id: $id) { ... on PublicCommentsComponent { rounds(first: 20) { items { id status finalPlan { n } } } } } }`;
const draft = `mutation Draft($componentId: ID!, $input: RoundInput!) { outcome: draftRound(componentId: $componentId, input: $input) {
  __typename ... on Round { id } ... on Refusal { code field } } }`;

const send = `mutation Send($roundId: ID!, $input: SubmissionInput!) { outcome: sendSubmission(roundId: $roundId, input: $input, wording: "x") {
  __typename ... on Submission { id } ... on Refusal { code field } } }`;
const nothing = '01920000-0000-7000-8000-000000000000';

interface Listed {
  readonly id: string;
  readonly status: string;
  readonly finalPlan: object | null;
}

/** Rounds to open: those of the demo city, in each of its states, and a draft. */
export const samples: ComponentSamples = async ({ citizen, staff }) => {
  const slug = 'station-square';
  const { space } = await citizen.ask<{ space: { components: { id: string; manifest: string }[] } }>(placesQuery, { slug });
  const componentId = space.components.find(({ manifest }) => manifest === 'public-comments')?.id ?? '';
  const { component } = await citizen.ask<{ component: { rounds: { items: Listed[] } } }>(roundsQuery, { id: componentId });
  const base = `spaces/${slug}/public-comments/${componentId}`;
  const of = (status: string) => `${base}/${component.rounds.items.find((round) => round.status === status)?.id ?? ''}`;
  const unfinished = await staff.make(draft, { componentId, input: { title: `${'道'.repeat(60)}${'a'.repeat(80)}`, summary: `${'道'.repeat(60)}${'a'.repeat(200)}` } });
  const [open, soon, closed, adopted, unheld] = ['OPEN', 'ANNOUNCED', 'CLOSED', 'ADOPTED', 'NOT_HELD'].map(of) as [string, string, string, string, string];
  const sent = await citizen.make(send, {
    roundId: open.split('/').at(-1), input: { body: `${'道'.repeat(60)}${'a'.repeat(200)}。広げてください。`, category: '1', contact: { name: '山田花子', address: 'みなと川市1-1' } },
  });
  const at = ':locale/spaces/:slug/public-comments/:componentId';
  return {
    [at]: [{ path: base }, { path: base, as: 'staff' }, { path: `${base}?group=OPEN`, note: 'open ones' }],
    [`${at}/years`]: [{ path: `${base}/years` }],
    [`${at}/new`]: [{ path: `${base}/new`, as: 'staff' }],
    [`${at}/:id`]: [{ path: open }, { path: soon, note: 'announced' }, { path: closed, note: 'closed' }, { path: adopted, note: 'adopted' }, { path: unheld, note: 'not held' }],
    [`${at}/:id/submit`]: [{ path: `${open}/submit` }, { path: `${open}/submit?child=1`, note: 'for children' }, { path: `${closed}/submit`, note: 'closed' }],
    [`${at}/:id/receipt`]: [{ path: `${open}/receipt` }],
    [`${at}/:id/result`]: [{ path: `${adopted}/result` }, { path: `${adopted}/result?disposition=A`, note: 'none of a kind' }],
    [`${at}/:id/desk/intake`]: [{ path: `${open}/desk/intake`, as: 'staff' }, { path: `${closed}/desk/intake?show=UNREAD`, as: 'staff', note: 'closed' }],
    [`${at}/:id/desk/submissions/:submissionId`]: [{ path: `${open}/desk/submissions/${sent}`, as: 'staff' }],
    [`${at}/:id/desk/opinions`]: [{ path: `${closed}/desk/opinions`, as: 'staff' }],
    [`${at}/:id/desk/opinions/:opinionId`]: [{ path: `${open}/desk/opinions/${nothing}`, as: 'staff', status: 404, note: 'not there' }],
    [`${at}/:id/plan`]: [{ path: `${open}/plan` }, { path: `${adopted}/plan`, note: 'over' }],
    [`${at}/:id/changes`]: [{ path: `${adopted}/changes` }],
    [`${at}/:id/notices`]: [{ path: `${closed}/notices` }],
    [`${at}/:id/write`]: [{ path: `${base}/${unfinished}/write`, as: 'staff' }],
    [`${at}/:id/text`]: [{ path: `${base}/${unfinished}/text`, as: 'staff' }],
    [`${at}/:id/correct`]: [{ path: `${open}/correct`, as: 'staff' }],
    [`${at}/:id/desk`]: [
      { path: `${base}/${unfinished}/desk`, as: 'staff' }, { path: `${open}/desk`, as: 'staff', note: 'open' }, { path: `${closed}/desk`, as: 'staff', note: 'closed' },
      { path: `${adopted}/desk`, as: 'staff', note: 'adopted' },
    ],
  };
};
