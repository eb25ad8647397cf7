import type { DsaStatement } from './dsa.ts';

type Value = DsaStatement[string] | undefined;

const visibility = ['REMOVED', 'DISABLED', 'DEMOTED', 'AGE_RESTRICTED', 'INTERACTION_RESTRICTED', 'LABELLED'].map(
  (value) => `DECISION_VISIBILITY_CONTENT_${value}`,
);

/** The values that fields have of a list. */
const lists: Readonly<Record<string, readonly string[]>> = {
  decision_visibility: [...visibility, 'DECISION_VISIBILITY_OTHER'],
  decision_provision: ['PARTIAL_SUSPENSION', 'TOTAL_SUSPENSION', 'PARTIAL_TERMINATION', 'TOTAL_TERMINATION'].map(
    (value) => `DECISION_PROVISION_${value}`,
  ),
  decision_account: ['DECISION_ACCOUNT_SUSPENDED', 'DECISION_ACCOUNT_TERMINATED'],
  decision_ground: ['DECISION_GROUND_ILLEGAL_CONTENT', 'DECISION_GROUND_INCOMPATIBLE_CONTENT'],
  incompatible_content_illegal: ['Yes', 'No'],
  content_type: ['TEXT', 'IMAGE', 'VIDEO', 'AUDIO', 'OTHER'].map((value) => `CONTENT_TYPE_${value}`),
  category: [
    'VIOLENCE',
    'ILLEGAL_OR_HARMFUL_SPEECH',
    'DATA_PROTECTION_AND_PRIVACY_VIOLATIONS',
    'CYBER_VIOLENCE',
    'SCAMS_AND_FRAUD',
    'OTHER_VIOLATION_TC',
    'NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS',
    'PROTECTION_OF_MINORS',
    'INTELLECTUAL_PROPERTY_INFRINGEMENTS',
  ].map((value) => `STATEMENT_CATEGORY_${value}`),
  source_type: ['SOURCE_ARTICLE_16', 'SOURCE_TRUSTED_FLAGGER', 'SOURCE_TYPE_OTHER_NOTIFICATION', 'SOURCE_VOLUNTARY'],
  automated_detection: ['Yes', 'No'],
  automated_decision: ['FULLY', 'PARTIALLY', 'NOT_AUTOMATED'].map((value) => `AUTOMATED_DECISION_${value}`),
};

/** How many characters texts have at most. */
const longest: Readonly<Record<string, number>> = {
  decision_visibility_other: 500,
  illegal_content_legal_ground: 500,
  illegal_content_explanation: 2_000,
  incompatible_content_ground: 500,
  incompatible_content_explanation: 2_000,
  decision_ground_reference_url: 500,
  decision_facts: 5_000,
  content_type_other: 500,
  source_identity: 500,
  puid: 500,
};

const ends = ['visibility', 'account', 'service', 'monetary'].map((what) => `end_date_${what}_restriction`);

/** From which day on dates are taken; all end with 2038-01-01. */
const firstDays: Readonly<Record<string, string>> = {
  content_date: '2000-01-01',
  application_date: '2020-01-01',
  ...Object.fromEntries(ends.map((name) => [name, '2020-01-01'])),
};

const several = ['decision_visibility', 'content_type', 'category_addition'];
const needed = [
  'decision_ground',
  'decision_facts',
  'content_type',
  'category',
  'content_date',
  'application_date',
  'source_type',
  'automated_detection',
  'automated_decision',
  'puid',
];
const decisions = ['decision_visibility', 'decision_monetary', 'decision_provision', 'decision_account'];
const illegal = ['illegal_content_legal_ground', 'illegal_content_explanation'];
const incompatible = ['incompatible_content_ground', 'incompatible_content_explanation'];

const known = new Set([
  ...decisions,
  ...several,
  ...needed,
  ...incompatible,
  ...Object.keys(lists),
  ...Object.keys(longest),
  ...Object.keys(firstDays),
  'content_language',
]);

const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

const has = (value: Value, wanted: string): boolean =>
  value === wanted || (Array.isArray(value) && value.includes(wanted));

/** What is wrong with the value of one field. */
function problemOf(name: string, value: string | readonly string[]): string | undefined {
  if (!known.has(name)) return `${name} is no field`;
  if (several.includes(name) !== Array.isArray(value) || value.length === 0) return `${name} is of the wrong form`;
  const values = typeof value === 'string' ? [value] : value;
  const list = lists[name === 'category_addition' ? 'category' : name];
  if (list && !values.every((each) => list.includes(each))) return `${name} has a value of no list`;
  const most = longest[name];
  const text = values[0] ?? '';
  if (most !== undefined && [...text].length > most) return `${name} is longer than ${most}`;
  const first = firstDays[name];
  if (first !== undefined && !(isDay(text) && text >= first && text <= '2038-01-01')) return `${name} is no such day`;
  if (name === 'puid' && !/^[A-Za-z0-9_-]+$/.test(text)) return 'puid has other characters';
  if (name === 'content_language' && !/^[A-Z]{2}$/.test(text)) return 'content_language is no code';
  if (name === 'decision_ground_reference_url' && !URL.canParse(text)) return `${name} is no address`;
  return undefined;
}

/** Why the European transparency database would refuse a statement; nothing where it takes it. */
export function dsaProblems(statement: DsaStatement): readonly string[] {
  const of = (name: string): Value => statement[name];
  const want = (condition: boolean, problem: string): string[] => (condition ? [] : [problem]);
  const isIllegal = of('decision_ground') === 'DECISION_GROUND_ILLEGAL_CONTENT';
  const [own, other] = isIllegal
    ? [illegal, [...incompatible, 'incompatible_content_illegal']]
    : [incompatible, illegal];
  return [
    ...Object.entries(statement).flatMap(([name, value]) => problemOf(name, value) ?? []),
    ...needed.filter((name) => of(name) === undefined).map((name) => `${name} is missing`),
    ...want(
      decisions.some((name) => of(name) !== undefined),
      'nothing is decided',
    ),
    ...own.filter((name) => of(name) === undefined).map((name) => `${name} is missing`),
    ...other.filter((name) => of(name) !== undefined).map((name) => `${name} is of the other ground`),
    ...want(
      !has(of('decision_visibility'), 'DECISION_VISIBILITY_OTHER') || of('decision_visibility_other') !== undefined,
      'decision_visibility_other is missing',
    ),
    ...want(
      !has(of('content_type'), 'CONTENT_TYPE_OTHER') || of('content_type_other') !== undefined,
      'content_type_other is missing',
    ),
    ...want(
      of('source_type') !== 'SOURCE_VOLUNTARY' || of('source_identity') === undefined,
      'source_identity is of nobody',
    ),
    ...ends
      .filter((name) => String(of(name) ?? '9') < String(of('application_date')))
      .map((name) => `${name} is before the decision`),
  ];
}
