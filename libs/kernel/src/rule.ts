import type { Machine } from './machine.ts';
import { isOpen } from './phase.ts';
import { Refusal, type RefusalParams } from './refusal.ts';
import type { ComponentFacts, Role, Situation, Viewer } from './situation.ts';

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

/** A place everybody can see: its space and component are published. */
export const placeIsPublic: Rule = ({ component }) =>
  component?.published && component.spaceState !== 'DRAFT' ? undefined : new Refusal('NOT_FOUND');

/** The running phase opens this action here; a refusal carries the date that matters next, or that all is over. */
export const phaseAllows =
  (action: string): Rule =>
  ({ component, now }) => {
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
