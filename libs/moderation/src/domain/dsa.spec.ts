import { describe, expect, test } from '@jest/globals';
import { createTranslator } from '@hiroba/kernel';
import en from '../../locales/en.json' with { type: 'json' };
import ja from '../../locales/ja.json' with { type: 'json' };
import { dsaProblems } from './dsa-check.ts';
import { dsaKinds, toDsa, type DsaFacts, type DsaStatement } from './dsa.ts';
import { decisionKinds } from './rules.ts';
import { starterRules } from './starter-rules.ts';

const writingIn = (locale: 'ja' | 'en') => ({
  t: createTranslator(locale === 'ja' ? ja : en, locale, { strict: true }),
  locale,
  zone: 'Asia/Tokyo',
  rulesUrl: `https://city.example/${locale}/moderation/rules`,
});

/** The same numbers in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const day = 86_400_000;
const pick = <T>(from: readonly T[], next: (below: number) => number): T => from[next(from.length)] as T;

function factsBy(next: (below: number) => number, n: number): DsaFacts {
  const kind = pick(dsaKinds, next);
  const decidedAt = new Date(Date.parse('2026-11-01T14:59:59.999Z') + next(3_600) * day);
  const rule = pick(starterRules, next);
  const long = next(4) === 0 ? '𠮷野家の店員'.repeat(1_000) : '';
  const isPerson = ['SUSPEND', 'BLOCK', 'LIMIT_REPORTING'].includes(kind);
  return {
    id: `0199aaaa-bbbb-7ccc-8ddd-${String(n).padStart(12, '0')}`,
    kind,
    class: kind === 'BLOCK' || kind === 'SUPPRESS' ? 'GRAVE' : pick(['MEDIUM', 'GRAVE'], next),
    thing: isPerson ? 'account' : pick(['comment', 'proposal', 'debate', 'profile'], next),
    rule: {
      ...rule,
      title: { ja: rule.title.ja + long, en: rule.title.en },
      text: { ja: rule.text.ja + long, en: rule.text.en + long },
    },
    ground: rule.grounds === 'LAW' ? 'ILLEGAL' : 'RULES',
    source: pick(['NOTICE', 'TRUSTED', 'OTHER', 'OWN'], next),
    contentType: pick(['TEXT', 'TEXT', 'IMAGE', 'SUBMISSION'], next),
    contentDate: new Date(decidedAt.getTime() - next(12_000) * day),
    contentLanguage: pick(['ja', 'en', 'zh-Hant', 'und', ''], next),
    automatedDetection: next(2) === 0,
    automatedDecision: pick(['NONE', 'PARTLY', 'FULLY'], next),
    decidedAt,
    endsAt: isPerson || next(2) === 0 ? new Date(decidedAt.getTime() + next(1_000) * day + 1) : null,
  };
}

const one: DsaFacts = {
  ...factsBy(numbers(1), 1),
  kind: 'HIDE',
  class: 'MEDIUM',
  thing: 'comment',
  rule: starterRules[4] as never,
  ground: 'RULES',
  source: 'NOTICE',
  contentType: 'TEXT',
  contentDate: new Date('2026-11-20T15:00:00Z'),
  contentLanguage: 'ja',
  automatedDetection: false,
  automatedDecision: 'NONE',
  decidedAt: new Date('2026-11-21T14:59:59.999Z'),
  endsAt: null,
};

describe('M5 statements for the European transparency database', () => {
  test('are refused in none of 200 generated cases, in either language', () => {
    const next = numbers(7);
    const refused = Array.from({ length: 200 }, (_, n) => factsBy(next, n)).flatMap((facts) =>
      (['ja', 'en'] as const).flatMap((locale) => {
        const statement = toDsa(facts, writingIn(locale));
        return statement ? dsaProblems(statement) : ['nothing'];
      }),
    );
    expect(refused).toEqual([]);
  });

  test('say what was decided in codes and days of the city, and nobody in any field', () => {
    expect(toDsa(one, writingIn('en'))).toEqual({
      decision_visibility: ['DECISION_VISIBILITY_CONTENT_DISABLED'],
      decision_ground: 'DECISION_GROUND_INCOMPATIBLE_CONTENT',
      incompatible_content_ground: `R5@1 ${starterRules[4]?.title.en}`,
      incompatible_content_explanation: starterRules[4]?.text.en,
      incompatible_content_illegal: 'No',
      decision_ground_reference_url: 'https://city.example/en/moderation/rules#R5',
      decision_facts: 'After a report, a moderator decided about a comment: Withheld (rule R5@1).',
      content_type: ['CONTENT_TYPE_TEXT'],
      content_date: '2026-11-21',
      content_language: 'JA',
      category: 'STATEMENT_CATEGORY_CYBER_VIOLENCE',
      application_date: '2026-11-21',
      source_type: 'SOURCE_ARTICLE_16',
      automated_detection: 'No',
      automated_decision: 'AUTOMATED_DECISION_NOT_AUTOMATED',
      puid: one.id,
    });
  });

  test.each([
    ['LABEL', 'MEDIUM', 'decision_visibility', ['DECISION_VISIBILITY_CONTENT_LABELLED']],
    ['LOCK_THREAD', 'MEDIUM', 'decision_visibility', ['DECISION_VISIBILITY_CONTENT_INTERACTION_RESTRICTED']],
    ['REDACT', 'MEDIUM', 'decision_visibility', ['DECISION_VISIBILITY_CONTENT_DISABLED']],
    ['SUPPRESS', 'GRAVE', 'decision_visibility', ['DECISION_VISIBILITY_CONTENT_REMOVED']],
    ['LIMIT_REPORTING', 'MEDIUM', 'decision_provision', 'DECISION_PROVISION_PARTIAL_SUSPENSION'],
    ['SUSPEND', 'MEDIUM', 'decision_provision', 'DECISION_PROVISION_PARTIAL_SUSPENSION'],
    ['SUSPEND', 'GRAVE', 'decision_account', 'DECISION_ACCOUNT_SUSPENDED'],
    ['BLOCK', 'GRAVE', 'decision_account', 'DECISION_ACCOUNT_TERMINATED'],
  ] as const)('of %s (%s) restrict %s', (kind, weight, field, value) => {
    expect(toDsa({ ...one, kind, class: weight }, writingIn('ja'))).toMatchObject({ [field]: value });
  });

  test('end on the day of the city, and what restricts nothing is not told', () => {
    const ended = toDsa({ ...one, kind: 'SUSPEND', endsAt: new Date('2026-11-28T15:00:00Z') }, writingIn('ja'));
    expect(ended?.end_date_service_restriction).toBe('2026-11-29');
    const silent = decisionKinds.filter((kind) => toDsa({ ...one, kind }, writingIn('ja')) === undefined);
    expect(silent).toEqual([
      'EDIT_REQUEST',
      'WARN',
      'MOVE',
      'MERGE_DUPLICATE',
      'DISMISS',
      'RELEASE',
      'STRIKE',
      'UNLOCK_THREAD',
      'UNLABEL',
      'RESTORE',
    ]);
  });

  const good = toDsa(one, writingIn('ja')) as DsaStatement;
  const without = (...names: readonly string[]) =>
    Object.fromEntries(Object.entries(good).filter(([name]) => !names.includes(name)));
  const faults: readonly (readonly [string, DsaStatement])[] = [
    ['nothing is decided', without('decision_visibility')],
    ['decision_visibility has a value of no list', { ...good, decision_visibility: ['HIDDEN'] }],
    [
      'decision_visibility is of the wrong form',
      { ...good, decision_visibility: 'DECISION_VISIBILITY_CONTENT_DISABLED' },
    ],
    ['decision_visibility_other is missing', { ...good, decision_visibility: ['DECISION_VISIBILITY_OTHER'] }],
    ['illegal_content_explanation is of the other ground', { ...good, illegal_content_explanation: 'x' }],
    ['incompatible_content_explanation is missing', without('incompatible_content_explanation')],
    ['decision_facts is longer than 5000', { ...good, decision_facts: '字'.repeat(5_001) }],
    ['decision_facts is missing', without('decision_facts')],
    ['content_type_other is missing', { ...good, content_type: ['CONTENT_TYPE_OTHER'] }],
    ['category has a value of no list', { ...good, category: 'STATEMENT_CATEGORY_VIEWPOINT' }],
    ['content_date is no such day', { ...good, content_date: '1999-12-31' }],
    ['application_date is no such day', { ...good, application_date: '2026-02-30' }],
    [
      'end_date_visibility_restriction is before the decision',
      { ...good, end_date_visibility_restriction: '2026-11-20' },
    ],
    ['content_language is no code', { ...good, content_language: 'ja' }],
    ['territorial_scope is no field', { ...good, territorial_scope: ['JP'] }],
    ['source_identity is of nobody', { ...good, source_type: 'SOURCE_VOLUNTARY', source_identity: 'x' }],
    ['puid has other characters', { ...good, puid: 'a b' }],
  ];
  test.each(faults)('are refused where %s', (problem, statement) => {
    expect(dsaProblems(good)).toEqual([]);
    expect(dsaProblems(statement)).toEqual([problem]);
  });
});
