import {
  composed,
  event,
  hasRole,
  privateEvent,
  Refusal,
  textLimit,
  type Decision,
  type LocalizedText,
  type Situation,
} from '@hiroba/kernel';
import { severities, type PolicyRule, type PublishedRules, type Severity } from './rules.ts';
import { ruleOfSignal } from './signals/signal.ts';

/** How many days before they are in force new rules are public, unless it is urgent. */
export const NOTICE_DAYS = 14;

/** The longest title and the longest text of a rule, and the longest reason of why it is urgent, in graphemes. */
export const LONGEST_TITLE = 60;
export const LONGEST_RULE = 1_000;
export const MOST_RULES = 40;

/** What is typed of one rule. */
export interface TypedRule {
  /** Empty for a new one. */
  readonly id: string;
  readonly title: LocalizedText;
  readonly text: LocalizedText;
  readonly severity: string;
}

/** The rules of a city as somebody works on them. */
export interface RulesDraft {
  readonly version: number;
  readonly rules: readonly PolicyRule[];
}

/** Who writes and publishes the rules of a city: its staff and its administrators, none of whom decide a case by that. */
export const rulesPolicy = { write: hasRole('STAFF', 'ADMIN') };

/** A new rule of a city: what it is about it says itself. */
const own = {
  grounds: 'RULES',
  allowed: ['HIDE', 'REDACT', 'WARN', 'STRIKE'],
  default: 'HIDE',
  dsaCategory: 'OTHER_VIOLATION_TC',
} as const;

const words = (typed: LocalizedText, name: string, max: number): LocalizedText | Refusal => {
  const ja = composed(typed.ja ?? '');
  const en = composed(typed.en ?? '');
  for (const [locale, text] of [
    ['ja', ja],
    ['en', en],
  ] as const) {
    const problem = textLimit({ max })(text);
    if (problem) return new Refusal(problem, `${name}.${locale}`, { max });
  }
  return { ja, en };
};

const said = ({ title, text, severity }: Pick<PolicyRule, 'title' | 'text' | 'severity'>): string =>
  JSON.stringify([title.ja, title.en, text.ja, text.en, severity]);

/** The number after the highest that the city ever gave. */
const nextId = (known: readonly PolicyRule[]): string =>
  `R${Math.max(0, ...known.map(({ id }) => Number(id.slice(1)))) + 1}`;

/** A rule that reads otherwise than in force is a new version of it. */
const versionOf = (rule: Omit<PolicyRule, 'version'>, known: readonly PolicyRule[]): PolicyRule => {
  const before = known.filter(({ id }) => id === rule.id).sort((a, b) => b.version - a.version)[0];
  if (!before) return { ...rule, version: 1 };
  return { ...rule, version: said(before) === said(rule) ? before.version : before.version + 1 };
};

type Drafted = Decision<RulesDraft>;

/** Writes down one rule of the draft, a new one at its end; nothing of it is in force or public. */
export const writeRule =
  (typed: TypedRule) =>
  (at: Situation, draft: RulesDraft, published: readonly PublishedRules[]): Drafted | Refusal => {
    const refusal = rulesPolicy.write(at, undefined);
    if (refusal) return refusal;
    const known = published.flatMap(({ rules }) => rules);
    const before = draft.rules.find(({ id }) => id === typed.id);
    if (typed.id !== '' && !before) return new Refusal('NOT_FOUND');
    if (!before && draft.rules.length >= MOST_RULES) return new Refusal('TOO_MANY', 'title.ja', { max: MOST_RULES });
    const title = words(typed.title, 'title', LONGEST_TITLE);
    if (title instanceof Refusal) return title;
    const text = words(typed.text, 'text', LONGEST_RULE);
    if (text instanceof Refusal) return text;
    const severity = severities.find((one) => one === typed.severity) as Severity | undefined;
    if (!severity) return new Refusal(typed.severity === '' ? 'EMPTY' : 'BAD_USER_INPUT', 'severity');
    const base = before ?? { ...own, id: nextId([...known, ...draft.rules]) };
    const rule = versionOf({ ...base, title, text, severity }, known);
    return {
      patch: {
        version: draft.version,
        rules: before ? draft.rules.map((one) => (one.id === rule.id ? rule : one)) : [...draft.rules, rule],
      },
      event: privateEvent('mod.rule_written', { rule: rule.id }),
    };
  };

/** Leaves a rule out of the draft; those that signals cite stay. */
export const dropRule =
  (id: string) =>
  (at: Situation, draft: RulesDraft): Drafted | Refusal => {
    const refusal = rulesPolicy.write(at, undefined);
    if (refusal) return refusal;
    if (!draft.rules.some((rule) => rule.id === id)) return new Refusal('NOT_FOUND');
    if (Object.values(ruleOfSignal).includes(id)) return new Refusal('IN_USE');
    return {
      patch: { version: draft.version, rules: draft.rules.filter((rule) => rule.id !== id) },
      event: privateEvent('mod.rule_dropped', { rule: id }),
    };
  };

/** How new rules come into force: at an instant, or at once with a reason. */
export interface Publication {
  readonly effectiveAt: Date | null;
  /** Why it cannot wait; empty where it can. */
  readonly urgent: string;
}

type Published = Decision<{
  readonly publishedAt: Date;
  readonly effectiveAt: Date;
  readonly urgentReason: string | null;
  readonly sha256: string;
}>;

/** Publishes the draft as the next version of the rules: two weeks ahead, or at once where it is urgent. */
export const publishRules =
  ({ effectiveAt, urgent }: Publication, sha256: string) =>
  (at: Situation, draft: RulesDraft, last: PublishedRules): Published | Refusal => {
    const refusal = rulesPolicy.write(at, undefined);
    if (refusal) return refusal;
    if (JSON.stringify(draft.rules.map(cite)) === JSON.stringify(last.rules.map(cite)))
      return new Refusal('NOTHING_CHANGED');
    const reason = composed(urgent);
    const problem = reason === '' ? undefined : textLimit({ max: LONGEST_RULE })(reason);
    if (problem) return new Refusal(problem, 'urgent', { max: LONGEST_RULE });
    if (!effectiveAt && reason === '') return new Refusal('EMPTY', 'effectiveAt');
    const from = effectiveAt ?? at.now;
    const earliest = reason === '' ? at.now.getTime() + NOTICE_DAYS * 86_400_000 : at.now.getTime();
    if (from.getTime() < earliest) return new Refusal('RULES_TOO_SOON', 'effectiveAt', { days: NOTICE_DAYS });
    return {
      patch: { publishedAt: at.now, effectiveAt: from, urgentReason: reason === '' ? null : reason, sha256 },
      event: event(
        'mod.policy_published',
        { version: draft.version, sha256, effective_at: from.toISOString(), urgent: reason !== '' },
        { actor: 'staff' },
      ),
    };
  };

const cite = ({ id, version }: PolicyRule): string => `${id}@${version}`;

/** Puts on record the rules with which a city began. */
export const startRules = ({
  version,
  sha256,
}: {
  readonly version: number;
  readonly sha256: string | null;
}): Decision => ({
  patch: {},
  event: event(
    'mod.policy_published',
    { version, sha256: sha256 ?? '', effective_at: new Date(0).toISOString(), urgent: false },
    { actor: 'system' },
  ),
});
