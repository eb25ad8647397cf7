import { describe, expect, it, test } from '@jest/globals';
import { Refusal, type Decision, type Phase, type Viewer } from '@hiroba/kernel';
import { readSettings } from '@hiroba/kernel';
import { proposals, type ProposalsPlace, type ProposalsSettings, type ProposalsSituation } from '../manifest.ts';
import { draft, edit, publish, reachThreshold, save, support, withdraw } from './proposal.commands.ts';
import { proposalPolicy } from './proposal.policy.ts';
import type { ProposalText } from './proposal.ts';

const at = (text: string): Date => new Date(`${text}+09:00`);
const none = { drafts: 0, published: 0, supports: 0 };

const person = (personId: string, more: Partial<Viewer> = {}): Viewer =>
  ({ organisationId: 'city', personId, grants: [], level: 1, mfa: false, locale: 'ja', ...more });
const hana = person('hana');
const ken = person('ken');
const visitor: Viewer = { organisationId: 'city', grants: [], level: 0, mfa: false, locale: 'ja' };

const ideas: Phase = {
  key: 'ideas', opensAt: at('2026-11-01T00:00'), closesAt: at('2026-12-01T00:00'), allows: ['create', 'support', 'comment'],
};
const place = (settings: Partial<ProposalsSettings> = {}, more: Partial<ProposalsPlace> = {}): ProposalsPlace => ({
  id: 'ideas', spaceId: 'square', manifest: 'proposals', published: true, spaceState: 'PUBLISHED', phases: [ideas],
  settings: { ...readSettings(proposals, {}).settings, ...settings }, ...more,
});
const on = (day: string, viewer: Viewer, component = place()): ProposalsSituation =>
  ({ viewer, now: at(day.includes('T') ? day : `${day}T12:00`), component });

const proposal = (more: Partial<ProposalText> = {}): ProposalText & { answerVersions: number } => ({
  id: 'p', authorId: 'hana', coauthorIds: [], official: false, office: null, state: 'DRAFT', publishedAt: null, answerKind: null, title: '駅前に木陰を', body: '夏の広場は日差しが強すぎます。',
  locale: 'ja', versions: 0, answerVersions: 0, ...more,
});
const published = (more: Partial<ProposalText> = {}) =>
  proposal({ state: 'PUBLISHED', publishedAt: at('2026-11-22T12:00'), versions: 1, ...more });

const code = (result: Decision<object> | Refusal | undefined): string | undefined =>
  (result instanceof Refusal ? `${result.code}${result.field ? ` ${result.field}` : ''}` : undefined);

describe('to publish', () => {
  test('is allowed to the author of a draft while the phase is open', () => {
    const decision = publish(none)(on('2026-11-22', hana), proposal());
    expect(decision).toMatchObject({
      patch: { state: 'PUBLISHED', publishedAt: at('2026-11-22T12:00'), versions: 1 },
      event: { type: 'proposal.published', data: { chars: 0, locale: 'ja' } },
      reference: 'P', version: { n: 1 }, counts: [{ counter: 'voices', by: 1 }],
    });
  });

  it.each([
    ['another author', on('2026-11-22', ken), proposal(), 'NOT_FOUND'],
    ['a visitor', on('2026-11-22', visitor), proposal(), 'NOT_FOUND'],
    ['a suspended author', on('2026-11-22', person('hana', { suspended: true })), proposal(), 'SUSPENDED'],
    ['an author whose mail is unconfirmed', on('2026-11-22', person('hana', { level: 0 })), proposal(), 'MAIL_UNCONFIRMED'],
    ['an author who published it already', on('2026-11-22', hana), published(), 'WRONG_STATE'],
    ['the author, the instant the phase closes', on('2026-12-01T00:00', hana), proposal(), 'PHASE_CLOSED'],
    ['the author, a moment before the phase opens', on('2026-10-31T23:59:59.999', hana), proposal(), 'PHASE_CLOSED'],
    ['the author, in an archived space', on('2026-11-22', hana, place({}, { spaceState: 'ARCHIVED' })), proposal(), 'PHASE_CLOSED'],
    ['the author, in an unpublished place', on('2026-11-22', hana, place({}, { published: false })), proposal(), 'NOT_FOUND'],
    ['an author without a title', on('2026-11-22', hana), proposal({ title: '' }), 'EMPTY title'],
    ['an author with a title of 151 characters', on('2026-11-22', hana), proposal({ title: '𠮷'.repeat(151) }), 'TOO_LONG title'],
    ['an author whose text holds a direction override', on('2026-11-22', hana), proposal({ body: 'a\u202eb' }), 'BAD_TEXT body'],
  ])('is refused to %s', (_, situation, subject, expected) => {
    expect(code(publish(none)(situation, subject))).toBe(expected);
  });

  test('is allowed in the last millisecond of the phase', () => {
    expect(code(publish(none)(on('2026-11-30T23:59:59.999', hana), proposal()))).toBeUndefined();
  });

  test('is refused beyond the limit a person has', () => {
    const situation = on('2026-11-22', hana, place({ proposalLimit: 2 }));
    expect(code(publish({ ...none, published: 1 })(situation, proposal()))).toBeUndefined();
    expect(code(publish({ ...none, published: 2 })(situation, proposal()))).toBe('LIMIT_REACHED');
  });

  test('is refused while the text is still the template of the place, in any language, blanks and widths aside', () => {
    const bodyTemplate = { ja: '困っていること：\n\nしてほしいこと：', en: 'What is wrong?' };
    const room = place({ bodyTemplate });
    const tried = (body: string) => code(publish(none)(on('2026-11-22', hana, room), proposal({ body })));
    for (const body of [bodyTemplate.ja, bodyTemplate.en, ' 困っていること:してほしいこと: ', 'Ｗｈａｔ is  wrong?']) expect(tried(body)).toBe('SAME_AS_TEMPLATE body');
    expect(tried('困っていること：暑さ\n\nしてほしいこと：')).toBeUndefined();
    const input = { title: '題', body: bodyTemplate.ja, locale: 'ja' };
    expect(code(draft(input, none)(on('2026-11-22', hana, room)))).toBeUndefined();
    expect(code(edit(input)(on('2026-11-22T12:01', hana, room), published()))).toBe('SAME_AS_TEMPLATE body');
  });

  test('takes a title of one character, a body of one sentence, a small first letter and capitals', () => {
    for (const title of ['鯉', 'small beginnings', 'LOUD IDEA', '葛\u{e0100}'.repeat(150)]) {
      expect(code(publish(none)(on('2026-11-22', hana), proposal({ title, body: '鯉を見たい。' })))).toBeUndefined();
    }
  });
});

describe('to edit', () => {
  const input = { title: '駅前に木陰を', body: '夏の広場は、ベンチに座れないほど暑いです。', locale: 'ja' };

  test('keeps the earlier text as a version', () => {
    expect(edit(input)(on('2026-11-22T12:29:59.999', hana), published())).toMatchObject({
      patch: { versions: 2, body: input.body }, version: { n: 2 }, event: { type: 'proposal.edited', data: { fields: ['body'] } },
    });
  });

  describe('until the city answers', () => {
    const room = place({ editWindow: 'UNTIL_ANSWERED', editMinutes: 0 });
    const tried = (when: string, more: Partial<ProposalText> = {}, who = hana) => code(edit(input)(on(when, who, room), published(more)));

    test('is allowed long after publication, whatever the minutes say, and not to others', () => {
      expect(tried('2027-11-22T12:00')).toBeUndefined();
      expect(tried('2027-11-22T12:00', {}, ken)).toBe('NOT_THE_AUTHOR');
      expect(tried('2027-11-22T12:00', { state: 'WITHDRAWN' })).toBe('WRONG_STATE');
    });

    test('ends with any answer, at the instant at which the clock brings one, and begins again when it is taken back', () => {
      const scheduled = { nextAnswerAt: at('2026-12-24T09:00'), nextAnswerKind: 'EVALUATING' } as const;
      expect(tried('2026-12-24T08:59:59.999', scheduled)).toBeUndefined();
      expect(tried('2026-12-24T09:00', scheduled)).toBe('ANSWERED');
      expect(tried('2026-12-25', { answerKind: 'REJECTED' })).toBe('ANSWERED');
      expect(tried('2026-12-25', { answerKind: null })).toBeUndefined();
    });
  });

  it.each([
    ['the instant the window ends', on('2026-11-22T12:30', hana), published(), 'EDIT_WINDOW_OVER'],
    ['others', on('2026-11-22T12:01', ken), published(), 'NOT_THE_AUTHOR'],
    ['the author once the city answered', on('2026-11-22T12:01', hana), published({ answerKind: 'EVALUATING' }), 'ANSWERED'],
    ['the author of a withdrawn one', on('2026-11-22T12:01', hana), published({ state: 'WITHDRAWN' }), 'WRONG_STATE'],
    ['an author who changed nothing', on('2026-11-22T12:01', hana), published({ body: input.body }), 'NOTHING_CHANGED body'],
  ])('is refused to %s', (_, situation, subject, expected) => {
    expect(code(edit(input)(situation, subject))).toBe(expected);
  });
});

describe('to support', () => {
  it.each([
    ['a citizen', on('2026-11-22', ken), published(), none, undefined],
    ['a visitor', on('2026-11-22', visitor), published(), none, 'UNAUTHENTICATED'],
    ['a draft: nobody', on('2026-11-22', ken), proposal(), none, 'NOT_FOUND'],
    ['a finally answered one: nobody', on('2026-11-22', ken), published({ answerKind: 'REJECTED' }), none, 'ANSWERED'],
    ['one under evaluation: a citizen', on('2026-11-22', ken), published({ answerKind: 'EVALUATING' }), none, undefined],
    ['beyond the limit: nobody', on('2026-11-22', ken, place({ supportsPerPerson: 5 })), published(), { ...none, supports: 5 }, 'LIMIT_REACHED'],
    ['the last one of the limit', on('2026-11-22', ken, place({ supportsPerPerson: 5 })), published(), { ...none, supports: 4 }, undefined],
    ['the instant the phase closes', on('2026-12-01T00:00', ken), published(), none, 'PHASE_CLOSED'],
  ])('%s', (_, situation, subject, mine, expected) => {
    expect(code(support(situation, subject, mine))).toBe(expected);
  });

  test('the one that reaches the threshold starts the answer clock', () => {
    expect(reachThreshold(on('2026-11-22', ken, place({ threshold: 20, answerDays: 30 })))).toMatchObject({
      patch: { answerDueAt: at('2026-12-22T12:00') }, event: { data: { threshold: 20 } },
    });
  });
});

describe('drafts', () => {
  const input = { title: '', body: '', locale: 'ja' };

  test('may be unfinished, and are nobody else\'s business', () => {
    expect(draft(input, none)(on('2026-11-22', person('hana', { level: 0 })))).toMatchObject({ event: { log: 'none' } });
    expect(code(save(input)(on('2026-11-22', ken), proposal()))).toBe('NOT_FOUND');
    expect(code(proposalPolicy.read(on('2026-11-22', ken), proposal()))).toBe('NOT_FOUND');
    expect(code(proposalPolicy.read(on('2026-11-22', hana), proposal()))).toBeUndefined();
  });

  test('are refused beyond their limit', () => {
    expect(code(draft(input, { ...none, drafts: 5 })(on('2026-11-22', hana)))).toBe('LIMIT_REACHED');
  });
});

test('to withdraw is the author\'s right until the final answer', () => {
  expect(withdraw(on('2026-12-24', hana), published())).toMatchObject({ patch: { state: 'WITHDRAWN' } });
  expect(code(withdraw(on('2026-12-24', hana), published({ answerKind: 'PARTLY' })))).toBe('ANSWERED');
  expect(code(withdraw(on('2026-12-24', ken), published()))).toBe('NOT_THE_AUTHOR');
});
