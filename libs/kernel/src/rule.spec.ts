import { describe, expect, it, test } from '@jest/globals';
import { machine } from './machine.ts';
import { isOpen, nextBoundary, phaseStatus, type Phase } from './phase.ts';
import { classOf, Refusal, refusalCodes, statusOf } from './refusal.ts';
import { all, any, canMove, confirmed, fresh, hasRole, phaseAllows, placeIsPublic, signedIn, type Rule } from './rule.ts';
import { visitor, type ComponentFacts, type Situation, type Viewer } from './situation.ts';

const at = (text: string): Date => new Date(`${text}+09:00`);
const phase = (opensAt: string, closesAt: string | null, allows: readonly string[] = ['create']): Phase =>
  ({ key: 'p', opensAt: at(opensAt), closesAt: closesAt ? at(closesAt) : null, allows });
const hana: Viewer = { ...visitor('city'), personId: 'hana', level: 1 };
const place = (phases: readonly Phase[], more: Partial<ComponentFacts> = {}): ComponentFacts =>
  ({ id: 'c', spaceId: 's', manifest: 'proposals', published: true, spaceState: 'PUBLISHED', phases, ...more });
const situation = (viewer: Viewer, more: Partial<Situation> = {}): Situation => ({ viewer, now: at('2026-11-22T12:00'), ...more });
const code = (refusal: Refusal | undefined) => refusal?.code;

const yes: Rule = () => undefined;
const no = (refusal: 'FORBIDDEN' | 'NOT_FOUND'): Rule => () => new Refusal(refusal);

describe('rules together', () => {
  test('`all` reports the first refusal, `any` the last', () => {
    expect(code(all(yes, no('NOT_FOUND'), no('FORBIDDEN'))(situation(hana), undefined))).toBe('NOT_FOUND');
    expect(code(any(no('NOT_FOUND'), no('FORBIDDEN'))(situation(hana), undefined))).toBe('FORBIDDEN');
    expect(any(no('NOT_FOUND'), yes)(situation(hana), undefined)).toBeUndefined();
    expect(code(any()(situation(hana), undefined))).toBe('FORBIDDEN');
  });
});

describe('who', () => {
  it.each([
    ['a visitor', visitor('city'), 'UNAUTHENTICATED', 'UNAUTHENTICATED'],
    ['an unconfirmed participant', { ...hana, level: 0 }, undefined, 'MAIL_UNCONFIRMED'],
    ['a participant with newer terms to accept', { ...hana, termsDue: true }, undefined, 'TERMS_CHANGED'],
    ['a participant', hana, undefined, undefined],
    ['a suspended one', { ...hana, suspended: true }, 'SUSPENDED', 'SUSPENDED'],
  ])('%s', (_, viewer, signed, mail) => {
    expect(code(signedIn(situation(viewer), undefined))).toBe(signed);
    expect(code(confirmed(situation(viewer), undefined))).toBe(mail);
  });

  const clerk = (spaceId?: string, mfa = true): Viewer => ({ ...hana, mfa, grants: [{ role: 'STAFF', spaceId }] });
  it.each([
    ['everywhere', clerk(), 's', undefined],
    ['of the space', clerk('s'), 's', undefined],
    ['ROL2 of another space', clerk('t'), 's', 'FORBIDDEN'],
    ['of a space, asked for the organisation', clerk('s'), undefined, 'FORBIDDEN'],
    ['without second factor', clerk(undefined, false), 's', 'MFA_REQUIRED'],
    ['suspended', { ...clerk(), suspended: true }, 's', 'SUSPENDED'],
    ['not at all', hana, 's', 'FORBIDDEN'],
    ['a visitor', visitor('city'), 's', 'UNAUTHENTICATED'],
  ])('staff %s', (_, viewer, spaceId, expected) => {
    expect(code(hasRole('STAFF')(situation(viewer, { spaceId }), undefined))).toBe(expected);
  });

  test('a sign-in is fresh until its instant', () => {
    const until = at('2026-11-22T12:00');
    expect(code(fresh(situation({ ...hana, freshUntil: new Date(until.getTime() + 1) }), undefined))).toBeUndefined();
    expect(code(fresh(situation({ ...hana, freshUntil: until }), undefined))).toBe('REAUTH_REQUIRED');
  });
});

describe('where and when', () => {
  const november = phase('2026-11-01T00:00', '2026-12-01T00:00');

  it.each([
    ['the first instant', '2026-11-01T00:00', undefined],
    ['the last millisecond', '2026-11-30T23:59:59.999', undefined],
    ['the instant it closes', '2026-12-01T00:00', 'PHASE_CLOSED'],
    ['before it opens', '2026-10-31T23:59:59.999', 'PHASE_CLOSED'],
  ])('a phase at %s', (_, now, expected) => {
    const refusal = phaseAllows('create')(situation(hana, { now: at(now), component: place([november]) }), undefined);
    expect(code(refusal)).toBe(expected);
  });

  test('a closed phase says when it opens next, else when it closed', () => {
    const later = phase('2027-01-01T00:00', null);
    const closed = (phases: Phase[]) =>
      phaseAllows('create')(situation(hana, { now: at('2026-12-24T00:00'), component: place(phases) }), undefined)?.params;
    expect(closed([november, later])).toEqual({ opensAt: later.opensAt.toISOString() });
    expect(closed([november])).toEqual({ closedAt: november.closesAt?.toISOString() });
    expect(closed([])).toEqual({});
    const archived = place([november, later], { spaceState: 'ARCHIVED' });
    expect(phaseAllows('create')(situation(hana, { component: archived }), undefined)?.params).toEqual({ state: 'ARCHIVED' });
  });

  test('other actions, drafts and archives stay closed', () => {
    const open = (component: ComponentFacts, action = 'create') => code(phaseAllows(action)(situation(hana, { component }), undefined));
    expect(open(place([november]), 'support')).toBe('PHASE_CLOSED');
    expect(open(place([november], { spaceState: 'ARCHIVED' }))).toBe('PHASE_CLOSED');
    expect(code(placeIsPublic(situation(hana, { component: place([], { published: false }) }), undefined))).toBe('NOT_FOUND');
    expect(code(placeIsPublic(situation(hana, { component: place([], { spaceState: 'DRAFT' }) }), undefined))).toBe('NOT_FOUND');
    expect(placeIsPublic(situation(hana, { component: place([], { spaceState: 'ARCHIVED' }) }), undefined)).toBeUndefined();
  });

  it.each<[string, Viewer, string | undefined, string | undefined, string | undefined]>([
    ['a visitor', visitor('city'), 'MEMBERS_ONLY_ACT', 'NOT_FOUND', 'NOT_FOUND'],
    ['somebody else', hana, 'MEMBERS_ONLY_ACT', 'NOT_FOUND', 'NOT_FOUND'],
    ['a member of another space', { ...hana, memberOf: ['other'] }, 'MEMBERS_ONLY_ACT', 'NOT_FOUND', 'NOT_FOUND'],
    ['a member', { ...hana, memberOf: ['other', 's'] }, undefined, undefined, undefined],
    ['a member who is suspended', { ...hana, memberOf: ['s'], suspended: true }, 'MEMBERS_ONLY_ACT', 'NOT_FOUND', 'NOT_FOUND'],
    ['staff of the space', { ...hana, grants: [{ role: 'STAFF', spaceId: 's' }], mfa: true }, undefined, undefined, undefined],
    ['staff without the second factor', { ...hana, grants: [{ role: 'STAFF' }] }, 'MEMBERS_ONLY_ACT', 'NOT_FOUND', 'NOT_FOUND'],
    ['staff of another space', { ...hana, grants: [{ role: 'STAFF', spaceId: 'other' }], mfa: true }, 'MEMBERS_ONLY_ACT', 'NOT_FOUND', 'NOT_FOUND'],
    ['a moderator, who watches', { ...hana, grants: [{ role: 'MODERATOR' }], mfa: true }, 'MEMBERS_ONLY_ACT', undefined, 'MEMBERS_ONLY_ACT'],
    ['the operator', { ...visitor('city'), operator: true }, undefined, undefined, undefined],
  ])('%s and spaces that are for members', (_, viewer, acting, seeing, actingInside) => {
    const asked = (spaceVisibility: ComponentFacts['spaceVisibility'], rule: Rule) =>
      code(rule(situation(viewer, { component: place([november], { spaceVisibility }) }), undefined));
    const act = all(placeIsPublic, phaseAllows('create'));
    expect([asked('PUBLIC', act), asked('MEMBERS_ACT', placeIsPublic)]).toEqual([undefined, undefined]);
    expect(asked('MEMBERS_ACT', act)).toBe(acting);
    expect(asked('MEMBERS_ONLY', placeIsPublic)).toBe(seeing);
    expect(asked('MEMBERS_ONLY', act)).toBe(actingInside);
  });

  test('status and next boundary follow the clock', () => {
    expect(['2026-10-01T00:00', '2026-11-01T00:00', '2026-12-01T00:00'].map((now) => phaseStatus(november, at(now)))).toEqual(['UPCOMING', 'OPEN', 'PAST']);
    expect(isOpen(phase('2026-11-01T00:00', null), at('2099-01-01T00:00'))).toBe(true);
    expect(nextBoundary([november], at('2026-11-22T00:00'))).toEqual(november.closesAt);
    expect(nextBoundary([november], at('2026-12-01T00:00'))).toBeUndefined();
  });
});

describe('machines', () => {
  const door = machine({ OPEN: { close: 'SHUT' }, SHUT: { open: 'OPEN', lock: 'LOCKED' }, LOCKED: {} });

  test('move where their table says', () => {
    expect(door.next('OPEN', 'close')).toBe('SHUT');
    expect(door.next('OPEN', 'lock')).toBeUndefined();
    expect(code(canMove(door, 'open')(situation(hana), { state: 'LOCKED' }))).toBe('WRONG_STATE');
    // @ts-expect-error an unknown action does not compile
    expect(door.next('OPEN', 'burn')).toBeUndefined();
    // @ts-expect-error an unknown target state does not compile
    machine({ OPEN: { close: 'AJAR' } });
  });
});

test('every code has a class, and a class its status', () => {
  for (const known of Object.keys(refusalCodes) as (keyof typeof refusalCodes)[]) expect(statusOf(known)).toBeGreaterThanOrEqual(400);
  expect([classOf('STALE'), statusOf('STALE'), statusOf('RATE_LIMITED'), statusOf('NOT_FOUND'), statusOf('no such code')]).toEqual(['CONFLICT', 409, 429, 404, 400]);
});
