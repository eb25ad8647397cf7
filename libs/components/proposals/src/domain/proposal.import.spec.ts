import { describe, expect, it, test } from '@jest/globals';
import { Refusal, readSettings, type Phase, type Viewer } from '@hiroba/kernel';
import { proposals, type ProposalsPlace, type ProposalsSituation } from '../manifest.ts';
import { importProposal, titleOf, type ImportedText } from './proposal.import.ts';

const at = (text: string): Date => new Date(`${text}+09:00`);
const operator: Viewer = { organisationId: 'city', grants: [], level: 0, mfa: false, locale: 'ja', operator: true };
const hana: Viewer = { organisationId: 'city', personId: 'hana', grants: [], level: 1, mfa: true, locale: 'ja' };
const clerk: Viewer = { ...hana, personId: 'clerk', grants: [{ role: 'STAFF' }] };
const visitor: Viewer = { organisationId: 'city', grants: [], level: 0, mfa: false, locale: 'ja' };
const ideas: Phase = { key: 'ideas', opensAt: at('2026-11-01T00:00'), closesAt: at('2026-12-01T00:00'), allows: ['create'] };

const place = (more: Partial<ProposalsPlace> = {}): ProposalsPlace => ({
  id: 'ideas', spaceId: 'square', manifest: 'proposals', published: true, spaceState: 'PUBLISHED', phases: [ideas],
  settings: readSettings(proposals, {}).settings, ...more,
});
const on = (day: string, viewer: Viewer, component = place()): ProposalsSituation => ({ viewer, now: at(`${day}T12:00`), component });
const text = (more: Partial<ImportedText> = {}): ImportedText => ({ externalId: '0012', body: '駅前に木を。夏が暑いからです。', locale: 'ja', ...more });
const code = (result: unknown): string | undefined => (result instanceof Refusal ? `${result.code} ${result.field ?? ''}`.trim() : undefined);

describe('an imported text', () => {
  test('stands as published, without an author here, under the id of its file and with its record', () => {
    expect(importProposal(text({ creditedTo: '鐘守町自治会', origin: '郵送' }))(on('2026-11-22', operator))).toMatchObject({
      patch: {
        state: 'PUBLISHED', authorId: null, externalId: '0012', title: '駅前に木を。', creditedTo: '鐘守町自治会', origin: '郵送',
        publishedAt: at('2026-11-22T12:00'), versions: 1,
      },
      event: { type: 'proposal.published', log: 'public', actor: 'staff' }, reference: 'P', version: { n: 1 }, counts: [{ counter: 'voices', by: 1 }],
    });
  });

  test('is a need or a policy where its place asks; elsewhere such a column means nothing', () => {
    const asking = (kinds: string) => on('2026-11-22', operator, place({ settings: { ...readSettings(proposals, {}).settings, kinds } as never }));
    const need = text({ kind: 'NEED', details: { affected: '通る人', cost: '百円' } });
    expect(importProposal(need)(asking('BOTH'))).toMatchObject({
      patch: { kind: 'NEED', details: { affected: '通る人' } }, version: { content: { kind: 'NEED', affected: '通る人' } }, event: { commit: { details: { affected: '通る人' } } },
    });
    expect(importProposal(text())(asking('POLICY'))).toMatchObject({ patch: { kind: 'POLICY' } });
    expect(code(importProposal(need)(asking('POLICY')))).toBe('BAD_USER_INPUT kind');
    expect(importProposal(need)(asking('OFF'))).toMatchObject({ patch: { kind: null, details: {} } });
    expect(code(importProposal(text({ kind: 'NEED', details: { often: '長'.repeat(301) } }))(asking('BOTH')))).toBe('TOO_LONG details.often');
  });

  test('may arrive after the phase when it came to the city in time', () => {
    const late = on('2026-12-05', operator);
    expect(code(importProposal(text())(late))).toBe('PHASE_CLOSED');
    expect(importProposal(text({ receivedAt: at('2026-11-30T23:59') }))(late)).toMatchObject({ patch: { publishedAt: at('2026-11-30T23:59') } });
    expect(code(importProposal(text({ receivedAt: at('2026-12-01T00:00') }))(late))).toBe('PHASE_CLOSED');
  });

  it.each([
    ['a participant', text(), hana, 'FORBIDDEN'],
    ['a visitor', text(), visitor, 'UNAUTHENTICATED'],
    ['staff without their second factor', text(), { ...clerk, mfa: false }, 'MFA_REQUIRED'],
    ['the operator, of a time to come', text({ receivedAt: at('2026-11-23T12:00') }), operator, 'BAD_DATES published_at'],
    ['the operator, without words', text({ body: ' \n' }), operator, 'EMPTY title'],
    ['the operator, without words under a title', text({ title: '木', body: ' ' }), operator, 'EMPTY body'],
    ['the operator, with too many words', text({ body: '木'.repeat(2_001) }), operator, 'TOO_LONG body'],
    ['the operator, with a title of 151 characters', text({ title: '木'.repeat(151) }), operator, 'TOO_LONG title'],
    ['the operator, without an id', text({ externalId: '　' }), operator, 'EMPTY external_id'],
    ['the operator, with a hidden turn of direction', text({ body: '木\u202e草' }), operator, 'BAD_TEXT'],
  ])('is refused to %s', (_, input, viewer, refusal) => {
    expect(code(importProposal(input)(on('2026-11-22', viewer)))?.startsWith(refusal)).toBe(true);
  });
});

it.each([
  ['少子化で高校の再編統合はやむを得ない。通学費は心配だ。', '少子化で高校の再編統合はやむを得ない。'],
  ['木', '木'],
  ['Why not? I ask.', 'Why not?'],
  [`${'長'.repeat(80)}。終わり`, `${'長'.repeat(59)}…`],
  ['一行目\n二行目', '一行目'],
  ['！驚き', '！驚き'],
])('the title of %j is %j', (body, title) => {
  expect(titleOf(body, 150)).toBe(title);
});
