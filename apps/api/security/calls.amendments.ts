import { byId, next, type Call } from './call.ts';
import { doIt, type Scene, type Subject } from './scene.ts';

const shown = '... on Amendment { id }';
const input = () => ({ title: '木陰をもっと増やす', body: `夏の広場は日差しが強すぎます。木を${next()}本植えます。` });

const places = new WeakMap<Scene, Promise<string>>();
const placeOf = (scene: Scene): Promise<string> => {
  const { city, people } = scene;
  const made =
    places.get(scene) ??
    city
      .room(people.staff, 'proposals', { settings: { amendments: 'ALL', drafts: 50 }, actions: ['create', 'amend'] })
      .then(({ componentId }) => componentId);
  places.set(scene, made);
  return made;
};

const proposed = async (scene: Scene): Promise<Subject> => {
  const id = await scene.city.proposal(scene.people.author, await placeOf(scene), { title: `直せる提案${next()}` });
  return { id, proposalId: id };
};
const draft = async (scene: Scene): Promise<Subject> => {
  const { proposalId = '' } = await proposed(scene);
  const { id } = await doIt(
    scene.people.participant,
    'draftAmendment(proposalId: $proposalId, input: $input)',
    { proposalId, input: input() },
    '$proposalId: ID!, $input: AmendmentInput!',
    shown,
  );
  return { id, proposalId };
};
const open = async (scene: Scene): Promise<Subject> => {
  const made = await draft(scene);
  await doIt(scene.people.participant, 'publishAmendment(id: $id)', { id: made.id }, '$id: ID!', shown);
  return made;
};
const rejected = async (scene: Scene): Promise<Subject> => {
  const made = await open(scene);
  await doIt(
    scene.people.author,
    'rejectAmendment(id: $id, reason: "このままにします")',
    { id: made.id },
    '$id: ID!',
    shown,
  );
  return made;
};
const written = (_: Scene, { id }: Subject) => ({ id, input: input() });

/** How the fields of amendments are called. */
export const amendmentCalls: Readonly<Record<string, Call>> = {
  amendment: { subject: open, variables: byId },
  amendments: { subject: open, variables: (_, { proposalId }) => ({ proposalId }) },
  draftAmendment: { subject: proposed, variables: (_, { proposalId }) => ({ proposalId, input: input() }) },
  saveAmendment: { subject: draft, variables: written },
  discardAmendment: { subject: draft, variables: byId },
  publishAmendment: { subject: draft, variables: byId },
  rebaseAmendment: { subject: open, variables: written },
  acceptAmendment: { subject: open, variables: byId },
  rejectAmendment: { subject: open, variables: (_, { id }) => ({ id, reason: 'このままにします' }) },
  withdrawAmendment: { subject: open, variables: byId },
  promoteAmendment: { subject: rejected, variables: byId },
};
