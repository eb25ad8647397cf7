import type { LocalizedText, Situation } from '@hiroba/kernel';

/** What a decision can do; most kinds come with the desk of moderators. */
export const decisionKinds = [
  'LABEL',
  'EDIT_REQUEST',
  'WARN',
  'MOVE',
  'MERGE_DUPLICATE',
  'DISMISS',
  'RELEASE',
  'STRIKE',
  'LOCK_THREAD',
  'UNLOCK_THREAD',
  'UNLABEL',
  'HIDE',
  'INTERIM_HIDE',
  'REDACT',
  'RESTORE',
  'SUSPEND',
  'LIMIT_REPORTING',
  'BLOCK',
  'SUPPRESS',
] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** How much a breach weighs. */
export const severities = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;
export type Severity = (typeof severities)[number];

/** One rule of what may not be published, in one version; its members are what the digest of a version is made of. */
export interface PolicyRule {
  /** `R1`, `R2` …; it stays when the words change. */
  readonly id: string;
  readonly version: number;
  readonly title: LocalizedText;
  readonly text: LocalizedText;
  readonly grounds: 'RULES' | 'LAW';
  readonly severity: Severity;
  readonly allowed: readonly DecisionKind[];
  readonly default: DecisionKind;
  /** The end of the category of the European transparency database, `STATEMENT_CATEGORY_…`. */
  readonly dsaCategory: string;
}

/** The rules of a city in one version of the whole, and from when on they are in force. */
export interface PublishedRules {
  readonly version: number;
  readonly effectiveAt: Date;
  readonly rules: readonly PolicyRule[];
}

/** How decisions cite a rule: `R3@1`. */
export const ruleReference = ({ id, version }: Pick<PolicyRule, 'id' | 'version'>): string => `${id}@${version}`;

/** The rules of a city in all versions, and which were in force when. */
export class RuleBook {
  readonly #versions: readonly PublishedRules[];

  constructor(versions: readonly PublishedRules[]) {
    this.#versions = versions.toSorted((a, b) => b.version - a.version);
  }

  /** The rules in force at an instant. */
  at(instant: Date): readonly PolicyRule[] {
    return this.#versions.find(({ effectiveAt }) => effectiveAt <= instant)?.rules ?? [];
  }

  /** A rule in the version that was in force at an instant. */
  inForce(id: string, instant: Date): PolicyRule | undefined {
    return this.at(instant).find((rule) => rule.id === id);
  }

  /** A rule as a decision cited it. */
  of(id: string, version: number): PolicyRule | undefined {
    return this.#versions.flatMap(({ rules }) => rules).find((rule) => rule.id === id && rule.version === version);
  }

  /** The version that was published last, in force or not. */
  get last(): PublishedRules | undefined {
    return this.#versions[0];
  }
}

/** A situation in which somebody judges, with the rules of the city. */
export interface Judging extends Situation {
  readonly rules: RuleBook;
}

/** Whether texts are withheld for a rule. */
export const withholds = ({ allowed }: Pick<PolicyRule, 'allowed'>): boolean => allowed.includes('HIDE');
