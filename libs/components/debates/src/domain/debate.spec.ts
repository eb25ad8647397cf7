import { describe, expect, it } from '@jest/globals';
import { Refusal, type Viewer } from '@hiroba/kernel';
import { debates, type DebatesSituation } from '../manifest.ts';
import { close } from './debate.commands.ts';
import { conclusionsDue, debateStatus, type DebateFacts } from './debate.ts';
import { debatePolicy } from './debate.policy.ts';

const at = (time: string) => new Date(`2026-11-${time}+09:00`);
const citizen = (personId: string): Viewer =>
  ({ organisationId: 'o', personId, grants: [], level: 1, mfa: false, suspended: false, locale: 'ja' }) as unknown as Viewer;
const hana = citizen('hana');
const ken = citizen('ken');
const clerk = { ...citizen('clerk'), grants: [{ role: 'STAFF' }], mfa: true } as unknown as Viewer;
const nobody = { ...hana, personId: undefined } as unknown as Viewer;

const settings = Object.fromEntries(debates.settings.map(({ key, default: value }) => [key, value]));
const here = (viewer: Viewer, now: Date, phase: object = {}): DebatesSituation => ({
  viewer, now,
  component: {
    id: 'c', spaceId: 's', manifest: 'debates', published: true, spaceState: 'PUBLISHED', settings,
    phases: [{ key: 'talk', opensAt: at('01T00:00:00'), closesAt: at('30T00:00:00'), allows: ['create', 'comment'], ...phase }],
  } as unknown as NonNullable<DebatesSituation['component']>,
});
const noon = at('10T12:00:00');
const debate: DebateFacts = {
  id: 'd', authorId: 'hana', official: false, state: 'PUBLISHED', opensAt: at('05T00:00:00'), closesAt: at('20T00:00:00'), closedAt: null, conclusionVersions: 0,
};
const ofCity: DebateFacts = { ...debate, authorId: null, official: true };
const draft = { ...debate, state: 'DRAFT' as const };
const code = (refusal: Refusal | undefined) => refusal?.code;

describe('the status of a debate', () => {
  it.each([
    ['a draft', draft, noon, 'DRAFT'],
    ['one millisecond before it opens', debate, at('04T23:59:59.999'), 'UPCOMING'],
    ['at its opening', debate, at('05T00:00:00'), 'OPEN'],
    ['one millisecond before its end', debate, at('19T23:59:59.999'), 'OPEN'],
    ['at its end', debate, at('20T00:00:00'), 'CLOSED'],
    ['with conclusions', { ...debate, conclusionVersions: 1 }, at('21T00:00:00'), 'CONCLUDED'],
    ['reopened after conclusions', { ...debate, conclusionVersions: 1, closedAt: at('08T00:00:00') }, noon, 'OPEN'],
    ['with an open end', { ...debate, closesAt: null }, at('29T00:00:00'), 'OPEN'],
  ])('%s', (_, facts, now, expected) => expect(debateStatus(facts, now)).toBe(expected));

  it('promises conclusions from the first closing on, and no longer once they are given', () => {
    expect(conclusionsDue(debate, 30, at('21T00:00:00'))).toEqual(new Date('2026-12-20T00:00:00+09:00'));
    expect(conclusionsDue({ ...debate, closedAt: at('08T00:00:00') }, 1, at('21T00:00:00'))).toEqual(at('09T00:00:00'));
    expect(conclusionsDue(debate, 30, noon)).toBeNull();
    expect(conclusionsDue({ ...debate, conclusionVersions: 1 }, 30, at('21T00:00:00'))).toBeNull();
  });
});

describe('who may', () => {
  const quiet = { ...debate, commented: false };
  const heard = { ...debate, commented: true };
  it.each<[string, string | undefined, Refusal | undefined]>([
    ['begin one in the phase: a participant', undefined, debatePolicy.create(here(hana, noon), undefined)],
    ['begin one outside the phase: nobody', 'PHASE_CLOSED', debatePolicy.create(here(hana, at('30T00:00:00')), undefined)],
    ['begin one without signing in: nobody', 'UNAUTHENTICATED', debatePolicy.create(here(nobody, noon), undefined)],
    ['begin one for an office: staff, also outside the phase', undefined, debatePolicy.createOfficial(here(clerk, at('30T00:00:00')), undefined)],
    ['begin one for an office: no participant', 'FORBIDDEN', debatePolicy.createOfficial(here(hana, noon), undefined)],
    ['read a draft: its author', undefined, debatePolicy.read(here(hana, noon), draft)],
    ['read a draft: nobody else', 'NOT_FOUND', debatePolicy.read(here(ken, noon), draft)],
    ['read a draft of a participant: no staff', 'NOT_FOUND', debatePolicy.read(here(clerk, noon), draft)],
    ['read a draft of an office: staff', undefined, debatePolicy.read(here(clerk, noon), { ...draft, authorId: null, official: true })],
    ['edit: whoever opened it, while nobody has spoken', undefined, debatePolicy.edit(here(hana, noon), quiet)],
    ['edit: not after somebody spoke', 'EDIT_WINDOW_OVER', debatePolicy.edit(here(hana, noon), heard)],
    ['edit: staff also then', undefined, debatePolicy.edit(here(clerk, noon), heard)],
    ['edit: nobody after the end', 'PHASE_CLOSED', debatePolicy.edit(here(clerk, at('20T00:00:00')), quiet)],
    ['close: whoever opened it', undefined, debatePolicy.close(here(hana, noon), debate)],
    ['close: staff', undefined, debatePolicy.close(here(clerk, noon), ofCity)],
    ['close: nobody else', 'NOT_THE_AUTHOR', debatePolicy.close(here(ken, noon), debate)],
    ['close: nobody twice', 'PHASE_CLOSED', debatePolicy.close(here(hana, at('20T00:00:00')), debate)],
    ['conclude: not while it is open', 'WRONG_STATE', debatePolicy.conclude(here(clerk, noon), ofCity)],
    ['conclude: afterwards', undefined, debatePolicy.conclude(here(clerk, at('20T00:00:00')), ofCity)],
    ['reopen: staff', undefined, debatePolicy.reopen(here(clerk, at('20T00:00:00')), debate)],
    ['reopen: not whoever opened it', 'FORBIDDEN', debatePolicy.reopen(here(hana, at('20T00:00:00')), debate)],
  ])('%s', (_, expected, refusal) => expect(code(refusal)).toBe(expected));
});

describe('the record says as whom somebody acted', () => {
  it.each<[string, Viewer, DebateFacts, string]>([
    ['whoever opened it', hana, debate, 'participant'],
    ['staff, on the debate of a participant', clerk, debate, 'staff'],
    ['staff, on the debate of an office', clerk, ofCity, 'staff'],
    ['staff, on a debate of their own', clerk, { ...debate, authorId: 'clerk' }, 'participant'],
  ])('%s', (_, viewer, facts, actor) => expect(close(here(viewer, noon), facts)).toMatchObject({ event: { actor } }));
});
