import type { Machine } from './machine.ts';
import { isOpen } from './phase.ts';
import { Refusal, type RefusalParams } from './refusal.ts';
import type { ComponentFacts, Role, Situation, SpaceVisibility, Viewer } from './situation.ts';

/** May this be done? Silence means yes, a refusal says why not. */
export type Rule<S = unknown, C extends ComponentFacts = ComponentFacts> = (
  at: Situation<C>,
  subject: S,
) => Refusal | undefined;

/** Every rule must be silent; the first refusal is reported. */
export const all =
  <S, C extends ComponentFacts = ComponentFacts>(...rules: readonly Rule<S, C>[]): Rule<S, C> =>
  (at, subject) => {
    for (const rule of rules) {
      const refusal = rule(at, subject);
      if (refusal) return refusal;
    }
    return undefined;
  };

/** One silent rule suffices; otherwise the last refusal is reported, so the ordinary person's way goes last. */
export const any =
  <S, C extends ComponentFacts = ComponentFacts>(...rules: readonly Rule<S, C>[]): Rule<S, C> =>
  (at, subject) => {
    let refusal: Refusal | undefined = new Refusal('FORBIDDEN');
    for (const rule of rules) {
      refusal = rule(at, subject);
      if (!refusal) return undefined;
    }
    return refusal;
  };

/** Somebody signed in and not suspended. */
export const signedIn: Rule = ({ viewer }) =>
  !viewer.personId ? new Refusal('UNAUTHENTICATED') : viewer.suspended ? new Refusal('SUSPENDED') : undefined;

/** Somebody who confirmed a mail address, so that what they publish can be answered, and accepted the terms in force. */
export const confirmed: Rule = (at, subject) =>
  signedIn(at, subject)
  ?? (at.viewer.level < 1 ? new Refusal('MAIL_UNCONFIRMED') : undefined)
  ?? (at.viewer.termsDue ? new Refusal('TERMS_CHANGED') : undefined);

/** Whether the viewer holds one of the roles in a space (or, without one, in the whole organisation). */
export const holds = (viewer: Viewer, wanted: readonly Role[], spaceId?: string): boolean =>
  viewer.grants.some((grant) => wanted.includes(grant.role) && (!grant.spaceId || grant.spaceId === spaceId));

/** A holder of one of the roles where the subject lives, with a second factor given in this session. */
export const hasRole =
  (...wanted: readonly Role[]): Rule =>
  (at) => {
    if (!at.viewer.personId) return new Refusal('UNAUTHENTICATED');
    if (at.viewer.suspended) return new Refusal('SUSPENDED');
    if (!holds(at.viewer, wanted, at.component?.spaceId ?? at.spaceId)) return new Refusal('FORBIDDEN');
    return at.viewer.mfa ? undefined : new Refusal('MFA_REQUIRED');
  };

/** Somebody at the machine itself, for what the command line may do. */
export const operating: Rule = ({ viewer }) => (viewer.operator ? undefined : new Refusal('FORBIDDEN'));

/** Somebody who signed in less than ten minutes ago. */
export const fresh: Rule = ({ viewer, now }) =>
  viewer.freshUntil && now < viewer.freshUntil ? undefined : new Refusal('REAUTH_REQUIRED');

/** Whether somebody belongs to a space: as a member, or by one of the roles, which count with the second factor only. */
const belongs = (viewer: Viewer, wanted: readonly Role[], spaceId: string): boolean =>
  Boolean(viewer.operator || (viewer.personId && !viewer.suspended && (viewer.memberOf?.includes(spaceId) || (viewer.mfa && holds(viewer, wanted, spaceId)))));

/** The roles that read a space for members: those who work for it, and those who watch over it. */
export const insideRoles: readonly Role[] = ['STAFF', 'ADMIN', 'MODERATOR', 'AUDITOR'];

/** Whether the viewer may know of a space that is for these people; a space for members is not there for others. */
export const mayEnter = (viewer: Viewer, spaceId: string, visibility: SpaceVisibility | undefined): boolean =>
  visibility !== 'MEMBERS_ONLY' || belongs(viewer, insideRoles, spaceId);

/** In a space that is there for the viewer. */
export const inside: Rule = ({ viewer, component }) =>
  !component || mayEnter(viewer, component.spaceId, component.spaceVisibility) ? undefined : new Refusal('NOT_FOUND');

/** Whether a space that is for these people takes the viewer's part: some take only that of their members, and of those who work there. */
export const mayTakePart = (viewer: Viewer, spaceId: string, visibility: SpaceVisibility | undefined): boolean =>
  !visibility || visibility === 'PUBLIC' || belongs(viewer, ['STAFF', 'ADMIN'], spaceId);

/** In a space that takes the viewer's part. */
export const takesPart: Rule = ({ viewer, component }) =>
  !component || mayTakePart(viewer, component.spaceId, component.spaceVisibility) ? undefined : new Refusal('MEMBERS_ONLY_ACT');

/** A place the viewer can see: its space and component are published, and the space is there for them. */
export const placeIsPublic: Rule = (at, subject) =>
  at.component?.published && at.component.spaceState !== 'DRAFT' ? inside(at, subject) : new Refusal('NOT_FOUND');

/** The running phase opens this action here to the viewer; a refusal carries the date that matters next, or that all is over. */
export const phaseAllows =
  (action: string): Rule =>
  (at, subject) => {
    const refusal = takesPart(at, subject);
    if (refusal) return refusal;
    const { component, now } = at;
    const windows = (component?.phases ?? []).filter((phase) => phase.allows.includes(action));
    if (component?.spaceState === 'PUBLISHED' && windows.some((phase) => isOpen(phase, now))) return undefined;
    const next = windows.map((phase) => phase.opensAt).filter((opensAt) => opensAt > now).sort((a, b) => +a - +b)[0];
    const last = windows.flatMap(({ closesAt }) => (closesAt && closesAt <= now ? [closesAt] : [])).sort((a, b) => +b - +a)[0];
    const params: RefusalParams = component?.spaceState === 'ARCHIVED' ? { state: 'ARCHIVED' } : next ? { opensAt: next.toISOString() } : last ? { closedAt: last.toISOString() } : {};
    return new Refusal('PHASE_CLOSED', undefined, params);
  };

/** The subject's state has this move. */
export const canMove =
  <S extends string, A extends string>(moves: Machine<S, A>, action: A): Rule<{ readonly state: S }> =>
  (_, { state }) =>
    moves.next(state, action) ? undefined : new Refusal('WRONG_STATE', undefined, { state });
