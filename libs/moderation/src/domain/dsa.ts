import { civilIn, localized, type Translate } from '@hiroba/kernel';
import { ruleReference, type DecisionKind, type PolicyRule } from './rules.ts';

/** A decision with its statement of reasons, as far as the European transparency database is told of it: no text and no name. */
export interface DsaFacts {
  readonly id: string;
  readonly kind: DecisionKind;
  readonly class: 'LIGHT' | 'MEDIUM' | 'GRAVE';
  /** What it was about: comment, proposal, debate, account. */
  readonly thing: string;
  readonly rule: PolicyRule;
  readonly ground: 'RULES' | 'ILLEGAL';
  readonly source: 'NOTICE' | 'TRUSTED' | 'OTHER' | 'OWN';
  readonly contentType: string;
  readonly contentDate: Date;
  readonly contentLanguage: string;
  readonly automatedDetection: boolean;
  readonly automatedDecision: 'NONE' | 'PARTLY' | 'FULLY';
  readonly decidedAt: Date;
  readonly endsAt: Date | null;
}

/** In which words and for which place statements are written. */
export interface DsaWriting {
  readonly t: Translate;
  readonly locale: string;
  readonly zone: string;
  /** The page of the rules. */
  readonly rulesUrl: string;
}

type Restriction = 'visibility' | 'provision' | 'account';

/** A statement as the European transparency database takes it, one object of its API. */
export type DsaStatement = Readonly<Record<string, string | readonly string[]>>;

const visibility = (value: string) => ['visibility', `DECISION_VISIBILITY_CONTENT_${value}`] as const;
const disabled = visibility('DISABLED');
const partly = ['provision', 'DECISION_PROVISION_PARTIAL_SUSPENSION'] as const;

/** What a kind of decision restricts there; kinds that restrict nothing are not told. A text out of sight meanwhile is, until its end. */
const restrictions: Readonly<Partial<Record<DecisionKind, readonly [Restriction, string]>>> = {
  LABEL: visibility('LABELLED'),
  LOCK_THREAD: visibility('INTERACTION_RESTRICTED'),
  HIDE: disabled,
  INTERIM_HIDE: disabled,
  REDACT: disabled,
  SUPPRESS: visibility('REMOVED'),
  LIMIT_REPORTING: partly,
  SUSPEND: partly,
  BLOCK: ['account', 'DECISION_ACCOUNT_TERMINATED'],
};

/** The kinds of decisions that the database is told of. */
export const dsaKinds = Object.keys(restrictions) as readonly DecisionKind[];

const restrictionOf = ({ kind, class: weight }: DsaFacts): readonly [Restriction, string] | undefined =>
  kind === 'SUSPEND' && weight === 'GRAVE' ? ['account', 'DECISION_ACCOUNT_SUSPENDED'] : restrictions[kind];

const endOf: Readonly<Record<Restriction, string>> = {
  visibility: 'end_date_visibility_restriction',
  provision: 'end_date_service_restriction',
  account: 'end_date_account_restriction',
};

const sources = {
  NOTICE: 'SOURCE_ARTICLE_16',
  TRUSTED: 'SOURCE_TRUSTED_FLAGGER',
  OTHER: 'SOURCE_TYPE_OTHER_NOTIFICATION',
  OWN: 'SOURCE_VOLUNTARY',
} as const;

const automation = { NONE: 'NOT_AUTOMATED', PARTLY: 'PARTIALLY', FULLY: 'FULLY' } as const;

const contentTypes: readonly string[] = ['TEXT', 'IMAGE', 'VIDEO', 'AUDIO'];

const two = (n: number): string => String(n).padStart(2, '0');

// The database knows no day after 2038-01-01, and of contents none before 2000.
const [FIRST_DAY, LAST_DAY] = ['2000-01-01', '2038-01-01'];

function dayIn(at: Date, zone: string): string {
  const { year, month, day } = civilIn(at, zone);
  const written = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  if (written < FIRST_DAY) return FIRST_DAY;
  return written > LAST_DAY ? LAST_DAY : written;
}

/** A text of so many characters at most, however they are counted, without half a character at its end. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '') + '…';
}

/** What the decision restricts, and until when. */
function restricted(facts: DsaFacts, [what, value]: readonly [Restriction, string], zone: string): DsaStatement {
  const { endsAt } = facts;
  return {
    [`decision_${what}`]: what === 'visibility' ? [value] : value,
    ...(endsAt ? { [endOf[what]]: dayIn(endsAt, zone) } : {}),
  };
}

/** What the decision rests on: the law, or a rule of the city. */
function grounded({ rule, ground }: DsaFacts, { locale, rulesUrl }: DsaWriting): DsaStatement {
  const title = cut(`${ruleReference(rule)} ${localized(rule.title, locale).text}`, 500);
  const explanation = cut(localized(rule.text, locale).text, 2_000);
  const url = `${rulesUrl}#${rule.id}`;
  return {
    ...(ground === 'ILLEGAL'
      ? {
          decision_ground: 'DECISION_GROUND_ILLEGAL_CONTENT',
          illegal_content_legal_ground: title,
          illegal_content_explanation: explanation,
        }
      : {
          decision_ground: 'DECISION_GROUND_INCOMPATIBLE_CONTENT',
          incompatible_content_ground: title,
          incompatible_content_explanation: explanation,
          incompatible_content_illegal: 'No',
        }),
    ...(url.length <= 500 ? { decision_ground_reference_url: url } : {}),
  };
}

/** What was decided about. */
function content(
  { thing, contentType, contentDate, contentLanguage }: DsaFacts,
  { t, zone }: DsaWriting,
): DsaStatement {
  const isOther = thing === 'account' || !contentTypes.includes(contentType);
  const [language = ''] = contentLanguage.split('-');
  return {
    content_type: [isOther ? 'CONTENT_TYPE_OTHER' : `CONTENT_TYPE_${contentType}`],
    ...(isOther ? { content_type_other: cut(t('moderation.register.thing', { thing }), 500) } : {}),
    content_date: dayIn(contentDate, zone),
    ...(/^[a-z]{2}$/i.test(language) ? { content_language: language.toUpperCase() } : {}),
  };
}

/** A decision as the European transparency database takes it; nothing for a kind that it is not told of. Who reported, wrote or decided is in no field. */
export function toDsa(facts: DsaFacts, writing: DsaWriting): DsaStatement | undefined {
  const restriction = restrictionOf(facts);
  if (!restriction) return undefined;
  const { t, zone } = writing;
  const { id, thing, kind, rule, source, automatedDetection, automatedDecision } = facts;
  const told = {
    thing: t('moderation.register.thing', { thing }),
    what: t(`moderation.register.kind.${kind}`),
    rule: ruleReference(rule),
    source,
    second: facts.class === 'GRAVE',
    automated: automatedDetection,
  };
  return {
    ...restricted(facts, restriction, zone),
    ...grounded(facts, writing),
    decision_facts: cut(t('moderation.dsa.facts', told), 5_000),
    ...content(facts, writing),
    category: `STATEMENT_CATEGORY_${rule.dsaCategory}`,
    application_date: dayIn(facts.decidedAt, zone),
    source_type: sources[source],
    automated_detection: automatedDetection ? 'Yes' : 'No',
    automated_decision: `AUTOMATED_DECISION_${automation[automatedDecision]}`,
    puid: id,
  };
}

/** How many statements the database takes at once. */
export const DSA_BATCH = 100;
