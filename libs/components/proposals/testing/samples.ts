import { openGround, publishedProposal } from '../../../../apps/e2e/src/ground.ts';
import type { ComponentSamples } from '../../../../apps/e2e/src/samples.ts';

const merge = `mutation M($ids: [ID!]!, $input: MergeInput!) { outcome: mergeProposals(ids: $ids, input: $input) {
  __typename ... on Proposal { id } ... on Refusal { code field } } }`;
const split = `mutation M($id: ID!, $input: SplitInput!) { outcome: splitProposal(id: $id, input: $input) {
  __typename ... on Proposal { id } ... on Refusal { code field } } }`;

const copying = `mutation M($id: ID!, $input: ProposalCopyInput!) { outcome: copyProposals(componentId: $id, input: $input) {
  __typename ... on ProposalJob { id } ... on Refusal { code field } } }`;

const entering = `mutation M($id: ID!, $input: ProposalEntryInput!) { outcome: enterProposal(componentId: $id, input: $input) {
  __typename ... on Proposal { id } ... on Refusal { code field } } }`;

const longTitle = '駅から海までの歩道をだれもが安心して歩けるように広げてベンチと木陰と水飲み場をつくり夜も明るくする提案です';
const signed = { reason: '同じ内容だったため', office: '企画課' };

/** What staff make of proposals: forms before a merge and a split, and after. */
export const samples: ComponentSamples = async ({ citizen, staff }) => {
  const { componentId, path } = await openGround(staff, 'merging');
  const make = (n: number) => publishedProposal(citizen, componentId, `${longTitle}その${n}`, `${'道'.repeat(60)}${'a'.repeat(200)}`);
  const [a, b, c] = [await make(1), await make(2), await make(3)];
  const merged = await staff.make(merge, { ids: [b, c], input: { title: longTitle, body: '木陰とベンチ。', locale: 'ja', carry: true, ...signed } });
  const parts = ['一つ目', '二つ目'].map((title) => ({ title, body: '分けました。', locale: 'ja' }));
  const divided = await staff.make(split, { id: await make(4), input: { parts, ...signed } });
  const entered = await staff.make(entering, {
    id: componentId, input: { title: '木陰を', body: '夏は暑いです。', creditedTo: '田中 節子', channel: 'POST', locale: 'ja' },
  });
  const other = await openGround(staff, 'copies', { titleMax: 40 });
  const job = await staff.make(copying, { id: other.componentId, input: { from: componentId } });
  return {
    ':locale/spaces/:slug/proposals/:componentId/copy': [
      { path: `${other.path}/copy`, as: 'staff' }, { path: `${other.path}/copy?from=${componentId}`, as: 'staff', note: 'of a place' },
    ],
    ':locale/spaces/:slug/proposals/:componentId/jobs/:jobId': [{ path: `${other.path}/jobs/${job}`, as: 'staff' }],
    ':locale/desk/answers/merge': [
      { path: `desk/answers/merge?ids=${a},${merged}`, as: 'staff' },
      { path: `desk/answers/merge?ids=${a}&q=zzzz`, as: 'staff', note: 'with nothing found' },
      { path: 'desk/answers/merge', as: 'staff', note: 'without a proposal' },
    ],
    ':locale/spaces/:slug/proposals/:componentId/enter': [
      { path: `${path}/enter`, as: 'staff' }, { path: `${path}/enter?as=official`, as: 'staff', note: 'the city\'s own' },
    ],
    ':locale/paper': [{ path: 'paper' }],
    ':locale/spaces/:slug/proposals/:componentId/:id/slip': [{ path: `${path}/${entered}/slip`, as: 'staff' }],
    ':locale/spaces/:slug/proposals/:componentId/:id/move': [
      { path: `${path}/${a}/move`, as: 'staff' }, { path: `${path}/${a}/move?into=${other.componentId}`, as: 'staff', note: 'to a place' },
    ],
    ':locale/spaces/:slug/proposals/:componentId/:id/split': [{ path: `${path}/${a}/split`, as: 'staff' }],
    ':locale/spaces/:slug/proposals/:componentId/:id/undo': [
      { path: `${path}/${merged}/undo`, as: 'staff', note: 'of a merge' }, { path: `${path}/${divided}/undo`, as: 'staff', note: 'of a split' },
    ],
  };
};
