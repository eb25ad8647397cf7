import { event, privateEvent, Refusal, type Decision } from '@hiroba/kernel';
import type { ProposalsSituation } from '../manifest.ts';
import { settingsOf } from './proposal.commands.ts';
import type { ProposalFacts } from './proposal.ts';
import { authorsPolicy } from './proposal.authors.policy.ts';
import { invitationDays, type InvitationCase } from './proposal.authors.ts';

type Outcome = Decision<object> | Refusal;
type Case = InvitationCase<ProposalFacts>;

const day = 86_400_000;

/** Why there is no room for another author beside the first. */
const full = (at: ProposalsSituation, many: number): Refusal | undefined => {
  const { coauthors: max } = settingsOf(at);
  return many >= max ? new Refusal('LIMIT_REACHED', undefined, { max }) : undefined;
};

/** Asks somebody to join as an author; those who are asked take a place until they answer or the time is over. */
export const invite = (waiting: number) => (at: ProposalsSituation, proposal: ProposalFacts): Outcome =>
  authorsPolicy.invite(at, proposal) ?? full(at, proposal.coauthorIds.length + waiting) ?? {
    patch: {
      proposalId: proposal.id, state: 'INVITED', inviterId: at.viewer.personId, invitedAt: at.now,
      expiresAt: new Date(at.now.getTime() + invitationDays * day),
    },
    event: privateEvent('invitation.sent'),
  };

const answered = (state: string, type: string) => (at: ProposalsSituation): Outcome =>
  ({ patch: { state, answeredAt: at.now }, event: privateEvent(type) });

/** Takes an invitation back. */
export const cancel = (at: ProposalsSituation, subject: Case): Outcome =>
  authorsPolicy.cancel(at, subject) ?? answered('CANCELLED', 'invitation.cancelled')(at);

/** Says no to an invitation. */
export const decline = (at: ProposalsSituation, subject: Case): Outcome =>
  authorsPolicy.decline(at, subject) ?? answered('DECLINED', 'invitation.declined')(at);

/** Says yes to an invitation. */
export const accept = (at: ProposalsSituation, subject: Case): Outcome =>
  authorsPolicy.accept(at, subject) ?? full(at, subject.proposal.coauthorIds.length) ?? answered('ACCEPTED', 'invitation.accepted')(at);

const authorsNow = ({ authorId }: ProposalFacts, coauthorIds: readonly string[]): number => coauthorIds.length + (authorId ? 1 : 0);

/** The proposal with one author more or fewer; of a draft nobody is told. */
const withAuthors = (type: string) => (at: ProposalsSituation, proposal: ProposalFacts, coauthorIds: readonly string[]): Decision => ({
  patch: { coauthorIds },
  event: proposal.state === 'DRAFT' ? privateEvent(type)
    : event(type, { authors: authorsNow(proposal, coauthorIds) }, { actor: 'participant', commit: { author: at.viewer.personId } }),
});

/** The proposal after somebody joined. */
export const joined = (at: ProposalsSituation, proposal: ProposalFacts): Decision =>
  withAuthors('proposal.author_joined')(at, proposal, [...proposal.coauthorIds, at.viewer.personId ?? '']);

/** Stops being an author from now on; on versions already written the name stays. */
export const leave = (at: ProposalsSituation, proposal: ProposalFacts): Outcome =>
  authorsPolicy.leave(at, proposal)
    ?? withAuthors('proposal.author_left')(at, proposal, proposal.coauthorIds.filter((id) => id !== at.viewer.personId));
