import { describe, expect, it, test } from '@jest/globals';
import { Refusal, type Viewer } from '@hiroba/kernel';
import { nothingWaits, restore, withhold, type JudgedSubject } from './moderation.commands.ts';
import { ruleReference, withholds, type Judging } from './rules.ts';
import { starterBook, starterRules } from './starter-rules.ts';
import { LONGEST_REASON, readWithheld } from './withholding.ts';

const component = {
  id: 'room',
  spaceId: 'space',
  manifest: 'proposals',
  published: true,
  spaceState: 'PUBLISHED' as const,
  phases: [],
};
const viewer = (more: Partial<Viewer> = {}): Viewer => ({
  organisationId: 'city',
  personId: 'miura',
  grants: [{ role: 'MODERATOR' }],
  level: 1,
  mfa: true,
  locale: 'ja',
  ...more,
});
const at = (who: Viewer = viewer(), rules = starterBook): Judging => ({
  viewer: who,
  now: new Date('2026-11-22T03:00:00Z'),
  component,
  rules,
});
const subject = (more: Partial<JudgedSubject> = {}): JudgedSubject => ({
  kind: 'comment',
  id: 'c1',
  authorIds: ['hana'],
  publishedAt: new Date('2026-11-20T00:00:00Z'),
  withheldAt: null,
  reported: false,
  underAppeal: false,
  content: { body: '秘密' },
  locale: 'ja',
  ...more,
});
const since = new Date('2026-11-21T00:00:00Z');
const cited = { id: 'R5', version: 1 };

describe('the starter rules', () => {
  test('are thirteen, in both languages, each with a default that it allows and a version in force from the beginning', () => {
    expect(starterRules.map(({ id }) => id)).toEqual(Array.from({ length: 13 }, (_, n) => `R${n + 1}`));
    for (const { title, text, allowed, default: usual, version, id } of starterRules) {
      expect(allowed).toContain(usual);
      for (const words of [title.ja, title.en, text.ja, text.en]) expect(words?.length).toBeGreaterThan(1);
      expect(starterBook.inForce(id, new Date('2000-01-01T00:00:00Z'))?.version).toBe(version);
    }
    expect(ruleReference({ id: 'R3', version: 2 })).toBe('R3@2');
  });

  test('name no viewpoint as a ground: criticism of the city, officials or parties is none', () => {
    const words = starterRules
      .flatMap(({ text }) => [text.ja ?? '', text.en ?? ''])
      .filter((text) => /批判|criticism/i.test(text));
    for (const text of words) expect(text).toMatch(/当たりません|is not/);
  });

  test('withhold for all but what is moved or put together', () => {
    expect(starterRules.filter(withholds).map(({ id }) => id)).toEqual([
      'R1',
      'R2',
      'R3',
      'R4',
      'R5',
      'R6',
      'R7',
      'R10',
      'R11',
      'R12',
      'R13',
    ]);
  });
});

describe('withholding', () => {
  it.each<[string, Viewer, Partial<JudgedSubject>, string, string, string]>([
    ['a visitor', viewer({ personId: undefined, grants: [] } as never), {}, 'R5', '理由', 'UNAUTHENTICATED'],
    ['a participant', viewer({ grants: [] }), {}, 'R5', '理由', 'FORBIDDEN'],
    ['staff', viewer({ grants: [{ role: 'STAFF' }] }), {}, 'R5', '理由', 'FORBIDDEN'],
    ['an administrator', viewer({ grants: [{ role: 'ADMIN' }] }), {}, 'R5', '理由', 'FORBIDDEN'],
    [
      'a moderator of another space',
      viewer({ grants: [{ role: 'MODERATOR', spaceId: 'elsewhere' }] }),
      {},
      'R5',
      '理由',
      'FORBIDDEN',
    ],
    ['a moderator without the second factor', viewer({ mfa: false }), {}, 'R5', '理由', 'MFA_REQUIRED'],
    ['a suspended moderator', viewer({ suspended: true }), {}, 'R5', '理由', 'SUSPENDED'],
    ['whoever wrote it', viewer({ personId: 'hana' }), {}, 'R5', '理由', 'RECUSED'],
    ['whoever reported it', viewer(), { reported: true }, 'R5', '理由', 'RECUSED'],
    ['a text whose withholding is appealed', viewer(), { underAppeal: true }, 'R5', '理由', 'UNDER_APPEAL'],
    ['a text that is withheld already', viewer(), { withheldAt: since }, 'R5', '理由', 'WITHHELD'],
    ['a rule that moves', viewer(), {}, 'R8', '理由', 'BAD_USER_INPUT'],
    ['an unknown rule', viewer(), {}, 'R99', '理由', 'BAD_USER_INPUT'],
    ['no rule', viewer(), {}, '', '理由', 'EMPTY'],
    ['no reason', viewer(), {}, 'R5', '  ', 'EMPTY'],
    ['a reason one character too long', viewer(), {}, 'R5', 'あ'.repeat(LONGEST_REASON + 1), 'TOO_LONG'],
  ])('is refused: %s', (_, who, more, rule, reason, code) => {
    expect((withhold(rule, reason)(at(who), subject(more), nothingWaits) as Refusal).code).toBe(code);
  });

  test('is decided under a rule, with a statement of reasons; the log gets codes, and commitments to words and person', () => {
    const decision = withhold('R5', ' ののしり。 ')(at(), subject(), nothingWaits);
    if (decision instanceof Refusal) throw new Error(decision.code);
    expect(decision).toMatchObject({
      patch: { visibility: 'HIDDEN' },
      statement: {
        kind: 'HIDE',
        class: 'MEDIUM',
        ruleId: 'R5',
        ruleVersion: 1,
        ground: 'RULES',
        explanation: 'ののしり。',
        automatedDetection: false,
      },
      event: {
        type: 'mod.decided',
        actor: 'moderator',
        data: {
          kind: 'HIDE',
          class: 'MEDIUM',
          rule: 'R5@1',
          target: { kind: 'comment', id: 'c1' },
          second_approver: false,
          notified: true,
        },
      },
    });
    expect(JSON.stringify(decision.event.data)).not.toMatch(/ののしり|秘密|miura|hana/);
    expect(withhold('R5', 'あ'.repeat(LONGEST_REASON))(at(), subject(), nothingWaits)).not.toBeInstanceOf(Refusal);
  });

  test('in a space of one’s own is enough', () => {
    const mine = viewer({ grants: [{ role: 'MODERATOR', spaceId: 'space' }] });
    expect(withhold('R5', '理由')(at(mine), subject(), nothingWaits)).not.toBeInstanceOf(Refusal);
  });

  test('is undone by a decision that cites the same rule; what is not withheld cannot be restored', () => {
    expect(restore('思いちがい', cited)(at(), subject({ withheldAt: since }))).toMatchObject({
      patch: { visibility: 'VISIBLE' },
      statement: { kind: 'RESTORE', ruleId: 'R5' },
      event: { data: { kind: 'RESTORE', rule: 'R5@1' } },
    });
    expect((restore('思いちがい', cited)(at(), subject()) as Refusal).code).toBe('NOT_WITHHELD');
    expect((restore('', cited)(at(), subject({ withheldAt: since })) as Refusal).code).toBe('EMPTY');
    expect(
      (restore('思いちがい', cited)(at(viewer({ personId: 'hana' })), subject({ withheldAt: since })) as Refusal).code,
    ).toBe('RECUSED');
  });

  test('keeps the text for those who moderate and audit, with the second factor', () => {
    const reads = (grants: Viewer['grants'], mfa = true) => readWithheld(at(viewer({ grants, mfa })), undefined)?.code;
    expect([reads([{ role: 'MODERATOR' }]), reads([{ role: 'AUDITOR' }])]).toEqual([undefined, undefined]);
    expect([reads([{ role: 'STAFF' }]), reads([{ role: 'ADMIN' }]), reads([{ role: 'MODERATOR' }], false)]).toEqual([
      'FORBIDDEN',
      'FORBIDDEN',
      'MFA_REQUIRED',
    ]);
  });
});
