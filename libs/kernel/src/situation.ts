import type { Phase } from './phase.ts';

/** Roles that are granted; everybody signed in is a participant. */
export const roles = ['STAFF', 'MODERATOR', 'ADMIN', 'AUDITOR', 'SUPPRESSOR'] as const;
export type Role = (typeof roles)[number];

/** A role held in the organisation, or in one space only. */
export interface Grant {
  readonly role: Role;
  readonly spaceId?: string | null;
}

/** Who asks. An anonymous visitor has no `personId`. */
export interface Viewer {
  readonly organisationId: string;
  readonly personId?: string;
  readonly grants: readonly Grant[];
  /** Verification level of people.md 4.2; 1 = mail confirmed. */
  readonly level: number;
  /** Whether a second factor was given in this session. */
  readonly mfa: boolean;
  /** Until when the sign-in counts as fresh (10 minutes). */
  readonly freshUntil?: Date;
  readonly suspended?: boolean;
  /** The spaces whose members they are. */
  readonly memberOf?: readonly string[];
  /** Whether the city has newer terms than those the person accepted. */
  readonly termsDue?: boolean;
  /** Somebody at the machine itself, by the command line; no request from outside ever is. */
  readonly operator?: boolean;
  readonly locale: string;
}

/** What the rules read of a placed component. */
export interface ComponentFacts {
  readonly id: string;
  readonly spaceId: string;
  readonly manifest: string;
  readonly published: boolean;
  readonly spaceState: SpaceState;
  /** Whom the space is for; for everybody unless it says otherwise. */
  readonly spaceVisibility?: SpaceVisibility;
  readonly phases: readonly Phase[];
}

export const spaceStates = ['DRAFT', 'PUBLISHED', 'ARCHIVED'] as const;
export type SpaceState = (typeof spaceStates)[number];

/** Whom a space is for: everybody; everybody to read and members to take part; members alone. */
export const spaceVisibilities = ['PUBLIC', 'MEMBERS_ACT', 'MEMBERS_ONLY'] as const;
export type SpaceVisibility = (typeof spaceVisibilities)[number];

/** Who, when, where: all that a rule may know besides its subject. */
export interface Situation<C extends ComponentFacts = ComponentFacts> {
  readonly viewer: Viewer;
  readonly now: Date;
  /** The space in which roles count; a component brings its own. */
  readonly spaceId?: string;
  readonly component?: C;
}

/** A visitor who has not signed in. */
export const visitor = (organisationId: string, locale = 'ja'): Viewer => ({
  organisationId, grants: [], level: 0, mfa: false, locale,
});
