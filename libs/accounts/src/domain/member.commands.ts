import { composed, privateEvent, Refusal, textLimit, type Decision, type LocalizedText, type Situation } from '@hiroba/kernel';
import { composedText, textRefusal } from '@hiroba/spaces';
import { mailAddress } from './address.ts';
import { memberPolicy } from './member.policy.ts';
import { longestRole, memberDays, mostMembers, type MemberCase, type MemberContent } from './member.ts';

type Outcome = Decision<Partial<MemberContent>> | Refusal;

/** What is said of somebody who is asked to become a member. */
export interface MemberTyped {
  readonly mail: string;
  /** For those who look after the list, until there is a display name. */
  readonly name: string;
  readonly role: LocalizedText;
  readonly published: boolean;
}

/** How the list stands before somebody is added. */
export interface MembersNow {
  /** Whether the address belongs to a member, or to somebody who has been asked. */
  readonly known?: 'ACCEPTED' | 'INVITED' | undefined;
  /** How many members and open invitations there are. */
  readonly many: number;
}

const DAY = 86_400_000;
const LONGEST_NAME = 100;

const said = ({ id, spaceId }: Pick<MemberContent, 'id' | 'spaceId'>, type: string) => privateEvent(type, { member: id, space: spaceId });

const roleRefusal = (role: LocalizedText): Refusal | undefined => textRefusal('role', role, { min: 0, max: longestRole });

function nameRefusal(name: string): Refusal | undefined {
  const problem = textLimit({ min: 0, max: LONGEST_NAME })(name);
  return problem ? new Refusal(problem, 'name', problem === 'TOO_LONG' ? { max: LONGEST_NAME } : {}) : undefined;
}

/** What the mail to a new member and the list may say of them, as it is kept. */
export const contactOf = ({ mail, name }: Pick<MemberTyped, 'mail' | 'name'>) =>
  ({ mail: mailAddress(mail)?.address ?? '', name: composed(name).replace(/\s+/g, ' ') });

/** Asks somebody, by mail, to become a member of a space. */
export function inviteMember(
  at: Situation, { id, spaceId, typed, now: { known, many } }:
  { readonly id: string; readonly spaceId: string; readonly typed: MemberTyped; readonly now: MembersNow },
): Outcome {
  const refusal = memberPolicy.manage(at, undefined)
    ?? (mailAddress(typed.mail) ? undefined : new Refusal(typed.mail.trim() === '' ? 'EMPTY' : 'BAD_ADDRESS', 'mail'))
    ?? nameRefusal(typed.name) ?? roleRefusal(typed.role)
    ?? (known ? new Refusal(known === 'ACCEPTED' ? 'ALREADY_MEMBER' : 'ALREADY_INVITED', 'mail') : undefined)
    ?? (many >= mostMembers ? new Refusal('LIMIT_REACHED', undefined, { max: mostMembers }) : undefined);
  return refusal ?? {
    patch: {
      id, spaceId, state: 'INVITED', role: composedText(typed.role), published: typed.published, invitedAt: at.now,
      expiresAt: new Date(at.now.getTime() + memberDays * DAY),
    },
    event: said({ id, spaceId }, 'member.invited'),
  };
}

/** Changes what a member is called, and whether the page of the space names them. */
export function editMember(at: Situation, member: MemberContent, typed: Pick<MemberTyped, 'role' | 'published'>): Outcome {
  const refusal = memberPolicy.edit(at, member) ?? roleRefusal(typed.role);
  if (refusal) return refusal;
  const role = composedText(typed.role);
  const same = typed.published === member.published && (['ja', 'en'] as const).every((locale) => (role[locale] ?? '') === (member.role[locale] ?? ''));
  return same ? new Refusal('NOTHING_CHANGED') : { patch: { role, published: typed.published }, event: said(member, 'member.edited') };
}

/** Says yes: the person belongs to the space from now on. */
export const acceptMembership = (at: Situation, subject: MemberCase): Outcome =>
  memberPolicy.accept(at, subject) ?? {
    patch: { state: 'ACCEPTED', personId: at.viewer.personId ?? null, answeredAt: at.now }, event: said(subject.member, 'member.accepted'),
  };

/** Says no. */
export const declineMembership = (at: Situation, subject: MemberCase): Outcome =>
  memberPolicy.decline(at, subject) ?? { patch: { state: 'DECLINED', answeredAt: at.now }, event: said(subject.member, 'member.declined') };

const over = (rule: 'cancel' | 'remove' | 'leave', state: MemberContent['state'], type: string) => (at: Situation, member: MemberContent): Outcome =>
  memberPolicy[rule](at, member) ?? { patch: { state, personId: null }, event: said(member, type) };

/** Takes an invitation back. */
export const cancelMember = over('cancel', 'CANCELLED', 'member.cancelled');
/** Takes somebody off the list; what they wrote stays. */
export const removeMember = over('remove', 'REMOVED', 'member.removed');
/** Stops being a member. */
export const leaveSpace = over('leave', 'LEFT', 'member.left');
