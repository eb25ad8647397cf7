import { byId, next, type Call } from './call.ts';
import { doIt, type Scene, type Subject } from './scene.ts';

const begin = 'copyProposals(componentId: $id, input: { from: $from })';

/** Something that can be copied from the other place of the city. */
const source = async ({ city, people, elsewhere }: Scene): Promise<Subject> => ({
  id: await city.proposal(people.author, elsewhere.componentId, { title: `写しの元${next()}` }),
});
const job = async (scene: Scene): Promise<Subject> => {
  await source(scene);
  const { people, room, elsewhere } = scene;
  const variables = { id: room.componentId, from: elsewhere.componentId };
  const { id } = await doIt(people.staff, begin, variables, '$id: ID!, $from: ID!', '... on ProposalJob { id }');
  return { id };
};
const asked = ({ room, elsewhere }: Scene) => ({
  componentId: room.componentId,
  input: { from: elsewhere.componentId },
});

/** A proposal that can go to the other place of the city. */
const movable = async ({ city, people, room }: Scene): Promise<Subject> => ({
  id: await city.proposal(people.author, room.componentId, { title: `移す提案${next()}` }),
});
const toOther = ({ elsewhere }: Scene, { id }: Subject) => ({ id, componentId: elsewhere.componentId });

/** Copying and moving between places, and the jobs that do it. */
export const jobCalls: Readonly<Record<string, Call>> = {
  proposalJob: { subject: job, variables: byId },
  proposalJobs: { subject: job, variables: ({ room }) => ({ componentId: room.componentId }) },
  proposalCopyPreview: { subject: source, variables: asked },
  proposalMovePreview: { subject: movable, variables: toOther },
  moveProposal: {
    subject: movable,
    variables: (scene, subject) => ({ ...toOther(scene, subject), reason: '内容が合うため' }),
  },
  copyProposals: { subject: source, variables: asked },
};
