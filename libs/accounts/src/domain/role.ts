import type { Grant, Role } from '@hiroba/kernel';

/** A role as it was granted: where, from when and until when. */
export interface RoleGrantFacts extends Grant {
  readonly id: string;
  readonly personId: string;
  readonly role: Role;
  readonly spaceId: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
}

/** What the rules read of a role about to be granted. */
export interface Candidate {
  readonly personId: string;
  readonly confirmed: boolean;
  readonly closed: boolean;
  /** Holds this very role in this very scope already. */
  readonly holdsIt: boolean;
}

/** What the rules read of a role about to be taken away. */
export interface HeldRole {
  readonly grant: RoleGrantFacts;
  /** How many other administrators of the organisation have no end to their role. */
  readonly otherAdministrators: number;
}

/** Whether a grant is in force. */
export const inForce = ({ startsAt, endsAt }: Pick<RoleGrantFacts, 'startsAt' | 'endsAt'>, now: Date): boolean =>
  startsAt <= now && (endsAt === null || now < endsAt);

/** Whether a grant is in force or still to come; one taken back before its beginning never comes. */
export const lasting = ({ startsAt, endsAt }: Pick<RoleGrantFacts, 'startsAt' | 'endsAt'>, now: Date): boolean =>
  endsAt === null || (now < endsAt && startsAt < endsAt);

/** The scope of a role as the public log writes it. */
export const scopeOf = (spaceId: string | null): string => spaceId ?? 'organisation';
