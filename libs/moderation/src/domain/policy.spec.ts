import { describe, expect, it, test } from '@jest/globals';
import { Refusal, type Situation, type Viewer } from '@hiroba/kernel';
import { withhold, nothingWaits, type JudgedSubject } from './moderation.commands.ts';
import {
  dropRule,
  LONGEST_TITLE,
  MOST_RULES,
  publishRules,
  writeRule,
  type RulesDraft,
  type TypedRule,
} from './policy.ts';
import { report } from './reporting.ts';
import { RuleBook, type PublishedRules } from './rules.ts';
import { starterRules } from './starter-rules.ts';

const now = new Date('2026-12-01T00:00:00.000Z');
const days = (n: number) => new Date(now.getTime() + n * 86_400_000);
const viewer = (more: Partial<Viewer> = {}): Viewer => ({
  organisationId: 'city',
  personId: 'ohno',
  grants: [{ role: 'STAFF' }],
  level: 1,
  mfa: true,
  locale: 'ja',
  ...more,
});
const at = (who = viewer()): Situation => ({ viewer: who, now });
const starter: PublishedRules = { version: 1, effectiveAt: new Date(0), rules: starterRules };
const draft = (rules = starterRules): RulesDraft => ({ version: 2, rules });
const typed = (more: Partial<TypedRule> = {}): TypedRule => ({
  id: 'R5',
  title: { ja: '嫌がらせ', en: 'Harassment' },
  text: { ja: '人を追いつめる文章は載せられません。', en: 'No hounding.' },
  severity: 'HIGH',
  ...more,
});
const written = (rule: Partial<TypedRule> = {}, from = draft(), published = [starter]): RulesDraft => {
  const decision = writeRule(typed(rule))(at(), from, published);
  if (decision instanceof Refusal) throw new Error(`${decision.code} ${decision.field}`);
  return decision.patch;
};

describe('a rule of the draft', () => {
  it.each<[string, Viewer, Partial<TypedRule>, string, string | undefined]>([
    ['a participant', viewer({ grants: [] }), {}, 'FORBIDDEN', undefined],
    ['a moderator', viewer({ grants: [{ role: 'MODERATOR' }] }), {}, 'FORBIDDEN', undefined],
    ['staff of one space', viewer({ grants: [{ role: 'STAFF', spaceId: 'here' }] }), {}, 'FORBIDDEN', undefined],
    ['staff without the second factor', viewer({ mfa: false }), {}, 'MFA_REQUIRED', undefined],
    ['an unknown rule', viewer(), { id: 'R99' }, 'NOT_FOUND', undefined],
    ['no title', viewer(), { title: { ja: ' ', en: 'x' } }, 'EMPTY', 'title.ja'],
    ['no English', viewer(), { text: { ja: 'きまり' } }, 'EMPTY', 'text.en'],
    ['a title too long', viewer(), { title: { ja: 'あ'.repeat(LONGEST_TITLE + 1), en: 'x' } }, 'TOO_LONG', 'title.ja'],
    ['no severity', viewer(), { severity: '' }, 'EMPTY', 'severity'],
    ['a severity that is none', viewer(), { severity: 'TERRIBLE' }, 'BAD_USER_INPUT', 'severity'],
  ])('is refused: %s', (_, who, more, code, field) => {
    expect(writeRule(typed(more))(at(who), draft(), [starter])).toMatchObject({ code, field });
  });

  test('is a new version of itself as soon as it reads otherwise, and the old one when it reads as before', () => {
    const changed = written();
    expect(changed.rules.find(({ id }) => id === 'R5')).toMatchObject({
      version: 2,
      severity: 'HIGH',
      allowed: ['HIDE', 'REDACT', 'STRIKE', 'SUSPEND', 'BLOCK'],
    });
    expect(
      written({ text: { ja: '別のことば', en: 'Other words' } }, changed).rules.find(({ id }) => id === 'R5')?.version,
    ).toBe(2);
    const { title, text } = starterRules.find(({ id }) => id === 'R5') ?? typed();
    expect(written({ title, text }, changed).rules).toEqual(starterRules);
  });

  test('is added at the end under a number that was never given, up to so many', () => {
    const more = written({ id: '' });
    expect(more.rules.at(-1)).toMatchObject({ id: 'R14', version: 1, default: 'HIDE' });
    const dropped = { version: 3, rules: starterRules };
    expect(
      written({ id: '' }, dropped, [starter, { ...starter, version: 2, rules: more.rules }]).rules.at(-1)?.id,
    ).toBe('R15');
    const full = draft(
      Array.from({ length: MOST_RULES }, (_, n) => ({
        ...(starterRules[0] as (typeof starterRules)[0]),
        id: `R${n + 1}`,
      })),
    );
    expect(writeRule(typed({ id: '' }))(at(), full, [starter])).toMatchObject({ code: 'TOO_MANY' });
  });

  test('is left out, but not one that signals cite', () => {
    expect(dropRule('R13')(at(), draft())).toMatchObject({ patch: { rules: starterRules.slice(0, -1) } });
    expect(dropRule('R5')(at(), draft())).toMatchObject({ code: 'IN_USE' });
    expect(dropRule('R77')(at(), draft())).toMatchObject({ code: 'NOT_FOUND' });
    expect(dropRule('R13')(at(viewer({ grants: [] })), draft())).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('M21 new rules', () => {
  const publish = (effectiveAt: Date | null, urgent = '', from = written()) =>
    publishRules({ effectiveAt, urgent }, 'a'.repeat(64))(at(), from, starter);

  test('are public fourteen days before they are in force, and not a millisecond less', () => {
    expect(publish(new Date(days(14).getTime() - 1))).toMatchObject({ code: 'RULES_TOO_SOON', field: 'effectiveAt' });
    expect(publish(days(14))).toMatchObject({
      patch: { publishedAt: now, effectiveAt: days(14), urgentReason: null },
      event: {
        type: 'mod.policy_published',
        data: { version: 2, sha256: 'a'.repeat(64), effective_at: days(14).toISOString(), urgent: false },
      },
    });
  });

  test('are in force at once where it is urgent, with the reason; never before they were written', () => {
    expect(publish(null, '脅しが続いているため')).toMatchObject({
      patch: { effectiveAt: now, urgentReason: '脅しが続いているため' },
      event: { data: { urgent: true } },
    });
    expect(publish(new Date(now.getTime() - 1), '急ぐため')).toMatchObject({ code: 'RULES_TOO_SOON' });
    expect(publish(null)).toMatchObject({ code: 'EMPTY', field: 'effectiveAt' });
  });

  test('say something new, and are published by whoever writes them', () => {
    expect(publish(days(20), '', draft())).toMatchObject({ code: 'NOTHING_CHANGED' });
    expect(
      publishRules({ effectiveAt: days(20), urgent: '' }, '')(
        at(viewer({ grants: [{ role: 'MODERATOR' }] })),
        written(),
        starter,
      ),
    ).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('are cited of what was published under them, and never of what was there before', () => {
    const changed = written({ id: '' }, written());
    const rules = new RuleBook([{ version: 2, effectiveAt: days(14), rules: changed.rules }, starter]);
    const moderator = viewer({ personId: 'miura', grants: [{ role: 'MODERATOR' }] });
    const component = {
      id: 'room',
      spaceId: 'here',
      manifest: 'proposals',
      published: true,
      spaceState: 'PUBLISHED' as const,
      phases: [],
    };
    const judging = { viewer: moderator, now: days(30), component, rules };
    const subject = (publishedAt: Date): JudgedSubject => ({
      kind: 'comment',
      id: 'c1',
      authorIds: ['hana'],
      publishedAt,
      withheldAt: null,
      reported: false,
      underAppeal: false,
      content: {},
      locale: 'ja',
    });
    const before = subject(new Date(days(14).getTime() - 1));
    expect(withhold('R5', '理由')(judging, before, nothingWaits)).toMatchObject({ statement: { ruleVersion: 1 } });
    expect(withhold('R5', '理由')(judging, subject(days(14)), nothingWaits)).toMatchObject({
      statement: { ruleVersion: 2 },
    });
    expect(withhold('R14', '理由')(judging, before, nothingWaits)).toMatchObject({
      code: 'RULE_TOO_NEW',
      field: 'rule',
    });
    expect(withhold('R14', '理由')(judging, subject(days(14)), nothingWaits)).toMatchObject({
      statement: { ruleId: 'R14' },
    });
    const asCitizen = { ...judging, viewer: viewer({ grants: [] }) };
    expect(report('R14', '')(asCitizen, before, { dueAt: null })).toMatchObject({ code: 'RULE_TOO_NEW' });
    expect(report('R5', '')(asCitizen, before, { dueAt: null })).toMatchObject({ report: { ruleVersion: 1 } });
    expect(rules.of('R5', 1)?.text).not.toEqual(rules.of('R5', 2)?.text);
  });
});
