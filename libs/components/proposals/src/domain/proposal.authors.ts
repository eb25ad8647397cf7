import { machine } from '@hiroba/kernel';

/** What an author can be: a person, an office of the city, or a name for whom the city filed the text. */
export const authorKinds = ['PERSON', 'OFFICE', 'NAMED'] as const;
export type AuthorKind = (typeof authorKinds)[number];

/** The life of an invitation to join as an author; it expires by the clock and not by a job. */
export const invitationMoves = machine({
  INVITED: { accept: 'ACCEPTED', decline: 'DECLINED', cancel: 'CANCELLED', expire: 'EXPIRED' },
  ACCEPTED: {},
  DECLINED: {},
  CANCELLED: {},
  EXPIRED: {},
});
export type InvitationState = (typeof invitationMoves.states)[number];

/** How long an invitation waits for its answer. */
export const invitationDays = 14;

/** What the rules read of an invitation. */
export interface InvitationFacts {
  readonly id: string;
  readonly proposalId: string;
  readonly state: InvitationState;
  readonly expiresAt: Date;
}

/** An invitation together with the proposal it is to, and whether it is the viewer who was invited. */
export interface InvitationCase<P> {
  readonly proposal: P;
  readonly invitation: InvitationFacts;
  readonly forViewer: boolean;
}

/** Where an invitation stands at an instant. */
export const invitationState = ({ state, expiresAt }: Pick<InvitationFacts, 'state' | 'expiresAt'>, now: Date): InvitationState =>
  (state === 'INVITED' && now >= expiresAt ? 'EXPIRED' : state);
