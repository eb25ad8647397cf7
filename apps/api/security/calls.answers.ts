import { byId, next, type Call } from './call.ts';
import { doIt, type Scene, type Subject } from './scene.ts';

const input = () => ({ kind: 'ACCEPTED', text: { ja: `実施します${next()}。` }, office: '公園課', costYen: 120_000 });
const soon = () => new Date(Date.now() + 86_400_000).toISOString();

const published = async ({ city, people, room }: Scene): Promise<Subject> => ({
  id: await city.proposal(people.author, room.componentId, { title: `提案${next()}` }),
});

/** A proposal about whose answer staff have done something already. */
const after =
  (field: string, more: () => object, types: string) =>
  async (scene: Scene): Promise<Subject> => {
    const { id = '' } = await published(scene);
    await doIt(scene.people.staff, field, { id, ...more() }, `$id: ID!${types}`, '... on Proposal { id }');
    return { id };
  };

const prepared = after(
  'prepareAnswer(id: $id, edition: 0, input: $input)',
  () => ({ input: input() }),
  ', $input: ProposalAnswerInput!',
);
const scheduled = after(
  'answerProposal(id: $id, input: $input, publishAt: $at)',
  () => ({ input: input(), at: soon() }),
  ', $input: ProposalAnswerInput!, $at: DateTime!',
);
const answered = after(
  'answerProposal(id: $id, input: $input)',
  () => ({ input: input() }),
  ', $input: ProposalAnswerInput!',
);

/** The desk and the mutations of the city's answers. */
export const answerCalls: Readonly<Record<string, Call>> = {
  answerDesk: {},
  importAnswers: { variables: ({ room }) => ({ componentId: room.componentId, dryRun: true }) },
  answerProposal: { subject: published, variables: (_, { id }) => ({ id, input: input() }) },
  prepareAnswer: { subject: published, variables: (_, { id }) => ({ id, edition: 0, input: input() }) },
  discardAnswer: { subject: prepared, variables: byId },
  unscheduleAnswer: { subject: scheduled, variables: byId },
  clearAnswer: { subject: answered, variables: (_, { id }) => ({ id, reason: '誤って公開したため' }) },
  publishAnswers: { subject: prepared, variables: (_, { id }) => ({ ids: [id] }) },
  answerProposals: { subject: published, variables: (_, { id }) => ({ ids: [id], input: input() }) },
};
