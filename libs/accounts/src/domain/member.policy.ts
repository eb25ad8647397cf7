import { all, confirmed, hasRole, Refusal, signedIn, type Rule } from '@hiroba/kernel';
import { memberState, type MemberCase, type MemberContent } from './member.ts';

/** Who administers the space, or the whole organisation; addresses of people are nobody else's business. */
const manage = hasRole('ADMIN');

const inState =
  (...states: readonly string[]): Rule<MemberContent> =>
  ({ now }, member) => {
    const state = memberState(member, now);
    return states.includes(state) ? undefined : new Refusal('INVITATION_OVER', undefined, { state });
  };

const ofMember =
  (rule: Rule<MemberContent>): Rule<MemberCase> =>
  (at, { member }) =>
    rule(at, member);

/** Addressed to whoever asks; for anybody else it is not there. */
const forViewer: Rule<MemberCase> = (_, subject) => (subject.forViewer ? undefined : new Refusal('NOT_FOUND'));

/** One's own. */
const own: Rule<MemberContent> = ({ viewer }, { personId }) =>
  personId !== null && viewer.personId === personId ? undefined : new Refusal('NOT_FOUND');

/** Who may say who belongs to a space, and who may say yes, no and goodbye. */
export const memberPolicy = {
  manage,
  edit: all<MemberContent>(manage, inState('INVITED', 'ACCEPTED')),
  cancel: all<MemberContent>(manage, inState('INVITED')),
  remove: all<MemberContent>(manage, inState('ACCEPTED')),
  accept: all<MemberCase>(signedIn, forViewer, confirmed, ofMember(inState('INVITED'))),
  decline: all<MemberCase>(forViewer, ofMember(inState('INVITED'))),
  leave: all<MemberContent>(signedIn, own, inState('ACCEPTED')),
};
