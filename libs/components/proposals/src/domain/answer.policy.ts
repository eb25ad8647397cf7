import { all, any, hasRole, operating, Refusal, type Rule } from '@hiroba/kernel';
import type { ProposalsPlace, ProposalsSituation } from '../manifest.ts';
import { isDue } from './answer.ts';
import { proposalPolicy } from './proposal.policy.ts';
import type { ProposalFacts } from './proposal.ts';

/** Not scheduled: what the clock brings is taken back before it is changed. */
const unscheduled: Rule<Pick<ProposalFacts, 'nextAnswerAt'>, ProposalsPlace> = ({ now }, proposal) =>
  (proposal.nextAnswerAt && !isDue(proposal, now) ? new Refusal('WRONG_STATE', 'publishAt') : undefined);

const scheduled: Rule<Pick<ProposalFacts, 'nextAnswerAt'>, ProposalsPlace> = ({ now }, proposal) =>
  (proposal.nextAnswerAt && !isDue(proposal, now) ? undefined : new Refusal('WRONG_STATE'));

const answered: Rule<Pick<ProposalFacts, 'answerKind'>, ProposalsPlace> = (_, { answerKind }) =>
  (answerKind ? undefined : new Refusal('WRONG_STATE'));

/** Somebody who answers for the city anywhere: bulk acts ask first for this, then the rule of each proposal. */
const somewhere: Rule<unknown, never> = ({ viewer }: Pick<ProposalsSituation, 'viewer'>) => {
  if (!viewer.personId) return new Refusal('UNAUTHENTICATED');
  if (viewer.suspended) return new Refusal('SUSPENDED');
  if (!viewer.grants.some(({ role }) => role === 'STAFF')) return new Refusal('FORBIDDEN');
  return viewer.mfa ? undefined : new Refusal('MFA_REQUIRED');
};

/** Who may do what about the city's answer to a proposal. Answering needs no phase. */
export const answerPolicy = {
  /** Open the answer desk. */
  desk: any<unknown, never>(operating, somewhere),
  /** See what is prepared. */
  prepared: hasRole('STAFF'),
  prepare: all<ProposalFacts, ProposalsPlace>(proposalPolicy.answer, unscheduled),
  publish: all<ProposalFacts, ProposalsPlace>(proposalPolicy.answer, unscheduled),
  unschedule: all<ProposalFacts, ProposalsPlace>(proposalPolicy.answer, scheduled),
  clear: all<ProposalFacts, ProposalsPlace>(proposalPolicy.answer, unscheduled, answered),
};
