import { localized, type Locale, type LocalizedText } from '@hiroba/kernel';
import type { AtomEntry } from './atom.ts';

const names = ['month', 'rule', 'space', 'kind', 'outcome'] as const;

/** The page of the register of decisions that a feed holds. */
export const decisionsQuery = `query Decisions($month: String, $rule: String, $space: String, $kind: String, $outcome: String, $after: String) {
  organisation { name { ja en } }
  moderationRegister(month: $month, rule: $rule, space: $space, kind: $kind, outcome: $outcome, first: 50, after: $after) {
    items { id at kind thing rule version ruleTitle reasonCode outcome entryId within { ja en } } next } }`;

interface Decision {
  readonly id: string;
  readonly at: string;
  readonly kind: string;
  readonly thing: string;
  readonly rule: string;
  readonly version: number;
  readonly ruleTitle: string;
  readonly reasonCode: string | null;
  readonly outcome: string;
  readonly entryId: string | null;
  readonly within: LocalizedText;
}

/** What the API answers to the query. */
export interface Decisions {
  readonly organisation: { readonly name: LocalizedText };
  readonly moderationRegister: { readonly items: readonly Decision[]; readonly next: string | null };
}

type Translate = (key: string, params?: Readonly<Record<string, string | number>>) => string;

/** What the register is narrowed to, out of the address of its feed. */
export const registerAsked = (read: (name: string) => string | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = read(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** A decision as an entry of a feed: what about which kind of thing, under which rule, and what became of it. */
export const decisionEntry =
  (t: Translate, base: string, locale: Locale) =>
  ({ id, at, kind, thing, rule, version, ruleTitle, reasonCode, outcome, entryId, within }: Decision): AtomEntry => ({
    id: `urn:uuid:${id}`,
    title: t('moderation.register.line', {
      kind: t(`moderation.register.kind.${kind}`),
      thing: t('moderation.register.thing', { thing }),
    }),
    at: new Date(at),
    href: entryId === null ? `${base}/moderation` : `${base}/record/${entryId}`,
    summary: [
      t('moderation.withheld.rule', { rule: `${rule}@${version}`, title: ruleTitle }),
      reasonCode && t(`moderation.dismiss.code.${reasonCode}`),
      outcome !== 'NONE' && t(`moderation.register.outcome.${outcome}`),
      localized(within, locale).text,
    ]
      .filter(Boolean)
      .join('　'),
    author: t('moderation.register.by'),
  });
