import { machine, type LocalizedText } from '@hiroba/kernel';

/** How somebody comes to belong to a space, and ceases to; an invitation expires by the clock and not by a job. */
export const memberMoves = machine({
  INVITED: { accept: 'ACCEPTED', decline: 'DECLINED', cancel: 'CANCELLED', expire: 'EXPIRED' },
  ACCEPTED: { remove: 'REMOVED', leave: 'LEFT' },
  DECLINED: {},
  CANCELLED: {},
  EXPIRED: {},
  REMOVED: {},
  LEFT: {},
});
export type MemberState = (typeof memberMoves.states)[number];

/** How long an invitation waits for its answer. */
export const memberDays = 14;
/** How many members and open invitations one space has at most. */
export const mostMembers = 5_000;
/** How many rows a list of members brings in at once. */
export const mostMemberRows = 500;
/** How long what a member is called may be. */
export const longestRole = 60;

/** What the rules read of a member, or of somebody who was asked to become one. */
export interface MemberFacts {
  readonly id: string;
  readonly spaceId: string;
  readonly personId: string | null;
  readonly state: MemberState;
  readonly expiresAt: Date;
}

/** A member as commands know them: what they are called here, and whether the page of the space names them. */
export interface MemberContent extends MemberFacts {
  readonly role: LocalizedText;
  readonly published: boolean;
  readonly invitedAt: Date;
  readonly answeredAt: Date | null;
}

/** A member, and whether it is the viewer whom the invitation is for. */
export interface MemberCase {
  readonly member: MemberContent;
  /** Signed in with the confirmed address that was invited. */
  readonly forViewer: boolean;
}

/** Where a member stands at an instant. */
export const memberState = ({ state, expiresAt }: Pick<MemberFacts, 'state' | 'expiresAt'>, now: Date): MemberState =>
  state === 'INVITED' && now >= expiresAt ? 'EXPIRED' : state;
