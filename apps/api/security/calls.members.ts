import { byId, next, type Call } from './call.ts';
import { doIt, type Scene, type Subject } from './scene.ts';

/** The participant of the scene, asked to become a member of a space of their own. */
async function invited({ fort, city, people }: Scene): Promise<Subject> {
  const { spaceId } = await city.room(people.staff, 'proposals');
  const [row] = await fort.query<{ email: string }>('select email from person where id = $1', [people.participant.id]);
  const { id } = await doIt(
    people.administrator,
    'inviteMember(spaceId: $spaceId, input: $input)',
    { spaceId, input: { mail: row?.email ?? '' } },
    '$spaceId: ID!, $input: MemberInput!',
    '... on SpaceMember { id }',
  );
  return { id, spaceId };
}

async function accepted(scene: Scene): Promise<Subject> {
  const subject = await invited(scene);
  const id = { id: subject.id };
  await doIt(scene.people.participant, 'acceptMembership(id: $id)', id, '$id: ID!', '... on MemberInvitation { id }');
  return subject;
}

/** The acts about members of spaces, with arguments that make sense. */
export const memberCalls: Readonly<Record<string, Call>> = {
  memberInvitation: { subject: invited, variables: byId },
  inviteMember: {
    variables: ({ room }) => ({ spaceId: room.spaceId, input: { mail: `member${next()}@example.jp` } }),
  },
  importMembers: { variables: ({ room }) => ({ spaceId: room.spaceId, file: null, dryRun: true }) },
  editMember: {
    subject: invited,
    variables: (_, { id }) => ({ id, role: { ja: `委員${next()}` }, published: true }),
  },
  cancelMember: { subject: invited, variables: byId },
  removeMember: { subject: accepted, variables: byId },
  acceptMembership: { subject: invited, variables: byId },
  declineMembership: { subject: invited, variables: byId },
  leaveSpace: { subject: accepted, variables: byId },
};
