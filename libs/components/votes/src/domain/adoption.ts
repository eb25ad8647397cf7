/** How a decision departs from the count. */
export const overrideKinds = ['INCLUDE', 'EXCLUDE', 'REPLACE_BY'] as const;
export type OverrideKind = (typeof overrideKinds)[number];

/** Why it does. */
export const overrideCodes = ['LEGAL', 'TECHNICAL', 'INCOMPATIBLE_WITH', 'BELOW_MINIMUM', 'BUDGET_CHANGED', 'WITHDRAWN_BY_AUTHOR', 'AUDIT_OR_COURT'] as const;
export type OverrideCode = (typeof overrideCodes)[number];

/** What is written of one departure from the count. */
export interface OverrideInput {
  readonly option: string;
  readonly kind: OverrideKind;
  /** What takes its place. */
  readonly replacement: string | null;
  readonly code: OverrideCode;
  readonly reason: string;
  /** The office that decided. */
  readonly office: string;
  /** Number or address of the document of the decision. */
  readonly document: string | null;
}

/** A departure from the count that two members of staff stand for. */
export interface Override extends OverrideInput {
  readonly at: Date;
}

/** What a count gave and what departs from it. */
export interface Adoption {
  readonly options: readonly string[];
  readonly winners: readonly string[];
  readonly overrides: readonly OverrideInput[];
}

/** What is adopted after one more departure. */
export function changed(adopted: readonly string[], { option, kind, replacement }: OverrideInput): readonly string[] {
  if (kind === 'INCLUDE') return adopted.includes(option) ? adopted : [...adopted, option];
  return kind === 'EXCLUDE' ? adopted.filter((each) => each !== option) : adopted.map((each) => (each === option && replacement ? replacement : each));
}

/** What the city adopts: what was counted, with every departure from it; the count itself stays what it is. */
export const adoptedOf = ({ winners, overrides }: Omit<Adoption, 'options'>): readonly string[] => overrides.reduce(changed, winners);

/** The options that would be adopted, or left out, without an entry that says why. */
export function unexplained(adopted: readonly string[], adoption: Omit<Adoption, 'options'>): readonly string[] {
  const due = new Set(adoptedOf(adoption));
  const wanted = new Set(adopted);
  return [...new Set([...wanted, ...due])].filter((option) => wanted.has(option) !== due.has(option)).sort();
}
