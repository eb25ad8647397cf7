import { describe, expect, it, test } from '@jest/globals';
import { readSettings, Refusal, type Decision, type Phase, type Viewer } from '@hiroba/kernel';
import { proposals, type ProposalsPlace, type ProposalsSettings, type ProposalsSituation } from '../manifest.ts';
import { accept, cancel, decline, invite, joined, leave } from './proposal.authors.commands.ts';
import type { InvitationFacts } from './proposal.authors.ts';
import { proposalPolicy } from './proposal.policy.ts';
import type { ProposalFacts } from './proposal.ts';

const at = (text: string): Date => new Date(`${text}+09:00`);
const person = (personId: string, more: Partial<Viewer> = {}): Viewer =>
  ({ organisationId: 'city', personId, grants: [], level: 1, mfa: false, locale: 'ja', ...more });
const [hana, ken, nao] = [person('hana'), person('ken'), person('nao')];
const clerk = person('clerk', { grants: [{ role: 'STAFF' }], mfa: true });
const ideas: Phase = { key: 'ideas', opensAt: at('2026-11-01T00:00'), closesAt: at('2026-12-01T00:00'), allows: ['create'] };
const place = (settings: Partial<ProposalsSettings> = {}): ProposalsPlace => ({
  id: 'ideas', spaceId: 'square', manifest: 'proposals', published: true, spaceState: 'PUBLISHED', phases: [ideas],
  settings: { ...readSettings(proposals, {}).settings, ...settings },
});
const on = (day: string, viewer: Viewer, component = place()): ProposalsSituation => ({ viewer, now: at(day), component });
const proposal = (more: Partial<ProposalFacts> = {}): ProposalFacts => ({
  id: 'p', authorId: 'hana', coauthorIds: [], official: false, office: null, state: 'PUBLISHED', publishedAt: at('2026-11-22T12:00'),
  answerKind: null, ...more,
});
const sent = (more: Partial<InvitationFacts> = {}): InvitationFacts =>
  ({ id: 'i', proposalId: 'p', state: 'INVITED', expiresAt: at('2026-12-06T12:00'), ...more });
const to = (forViewer: boolean, invitation = sent(), about = proposal()) => ({ proposal: about, invitation, forViewer });
const code = (result: Decision<object> | Refusal | undefined): string | undefined => (result instanceof Refusal ? result.code : undefined);

describe('to invite', () => {
  test('is the first author\'s, and waits 14 days', () => {
    expect(invite(0)(on('2026-11-22T12:00', hana), proposal())).toMatchObject({
      patch: { state: 'INVITED', inviterId: 'hana', expiresAt: at('2026-12-06T12:00') }, event: { type: 'invitation.sent', log: 'none' },
    });
  });

  it.each([
    ['a co-author', on('2026-11-22T12:00', ken), proposal({ coauthorIds: ['ken'] }), 0, 'NOT_THE_AUTHOR'],
    ['the city\'s staff', on('2026-11-22T12:00', clerk), proposal(), 0, 'NOT_THE_AUTHOR'],
    ['an author whose mail is unconfirmed', on('2026-11-22T12:00', person('hana', { level: 0 })), proposal(), 0, 'MAIL_UNCONFIRMED'],
    ['after the last word of the city', on('2026-11-22T12:00', hana), proposal({ answerKind: 'REJECTED' }), 0, 'ANSWERED'],
    ['the author of a withdrawn one', on('2026-11-22T12:00', hana), proposal({ state: 'WITHDRAWN' }), 0, 'WRONG_STATE'],
    ['one too many, joined and asked together', on('2026-11-22T12:00', hana, place({ coauthors: 3 })), proposal({ coauthorIds: ['ken'] }), 2, 'LIMIT_REACHED'],
  ])('is refused: %s', (_, situation, subject, waiting, expected) => {
    expect(code(invite(waiting)(situation, subject))).toBe(expected);
  });

  test('is allowed up to the limit, long after the edit window, and while the city considers', () => {
    expect(code(invite(1)(on('2026-11-30T12:00', hana, place({ coauthors: 3 })), proposal({ coauthorIds: ['ken'], answerKind: 'EVALUATING' })))).toBeUndefined();
  });
});

describe('to answer an invitation', () => {
  test('is for whom it is addressed to, until the last millisecond', () => {
    expect(code(accept(on('2026-12-06T11:59:59.999', ken), to(true)))).toBeUndefined();
    expect(code(accept(on('2026-12-06T12:00', ken), to(true)))).toBe('INVITATION_OVER');
    expect(code(decline(on('2026-12-06T12:00', ken), to(true)))).toBe('INVITATION_OVER');
    expect(code(accept(on('2026-11-23T12:00', nao), to(false)))).toBe('NOT_FOUND');
    expect(code(decline(on('2026-11-23T12:00', nao), to(false)))).toBe('NOT_FOUND');
  });

  it.each(['ACCEPTED', 'DECLINED', 'CANCELLED', 'EXPIRED'] as const)('is over once it is %s', (state) => {
    const subject = to(true, sent({ state }));
    expect(code(accept(on('2026-11-23T12:00', ken), subject))).toBe('INVITATION_OVER');
    expect(code(cancel(on('2026-11-23T12:00', hana), subject))).toBe('INVITATION_OVER');
  });

  test('makes nobody an author twice, and no more of them than there may be', () => {
    expect(code(accept(on('2026-11-23T12:00', hana), to(true)))).toBe('ALREADY_AUTHOR');
    expect(code(accept(on('2026-11-23T12:00', ken, place({ coauthors: 1 })), to(true, sent(), proposal({ coauthorIds: ['nao'] }))))).toBe('LIMIT_REACHED');
  });

  test('makes an author of whoever says yes; of a draft nobody hears', () => {
    expect(joined(on('2026-11-23T12:00', ken), proposal({ coauthorIds: ['nao'] }))).toMatchObject({
      patch: { coauthorIds: ['nao', 'ken'] }, event: { type: 'proposal.author_joined', log: 'public', data: { authors: 3 } },
    });
    expect(joined(on('2026-11-23T12:00', ken), proposal({ state: 'DRAFT' }))).toMatchObject({ event: { log: 'none' } });
  });
});

describe('a co-author', () => {
  const shared = proposal({ coauthorIds: ['ken'] });

  test('edits inside the window and reads the draft, and neither publishes nor withdraws', () => {
    expect(code(proposalPolicy.edit(on('2026-11-22T12:29', ken), shared))).toBeUndefined();
    expect(code(proposalPolicy.edit(on('2026-11-22T12:30', ken), shared))).toBe('EDIT_WINDOW_OVER');
    expect(code(proposalPolicy.read(on('2026-11-22T12:30', ken), { ...shared, state: 'DRAFT' }))).toBeUndefined();
    expect(code(proposalPolicy.publish(on('2026-11-22T12:30', ken), { ...shared, state: 'DRAFT', publishedAt: null }))).toBe('NOT_THE_AUTHOR');
    expect(code(proposalPolicy.withdraw(on('2026-11-22T12:30', ken), shared))).toBe('NOT_THE_AUTHOR');
  });

  test('may leave; the first author may not', () => {
    expect(leave(on('2026-11-22T12:30', ken), shared)).toMatchObject({ patch: { coauthorIds: [] }, event: { type: 'proposal.author_left', data: { authors: 1 } } });
    expect(code(leave(on('2026-11-22T12:30', hana), shared))).toBe('NOT_THE_AUTHOR');
  });
});
