import { decisionKinds, type DecisionKind } from './rules.ts';

/** What became of a decision by an appeal: none was made, one waits, or how the last one ended. */
export const registerOutcomes = ['NONE', 'OPEN', 'UPHELD', 'OVERTURNED', 'MODIFIED'] as const;
export type RegisterOutcome = (typeof registerOutcomes)[number];

/** What the register of decisions is narrowed to, on its page, in its file and in its feed. */
export interface RegisterFilter {
  /** A month in the zone of the city, as 2026-11. */
  readonly month?: string;
  /** A rule in all its versions, as R5. */
  readonly rule?: string;
  /** The slug of a space. */
  readonly space?: string;
  readonly kind?: DecisionKind;
  readonly outcome?: RegisterOutcome;
}

const shapes: Readonly<Record<keyof RegisterFilter, (typed: string) => boolean>> = {
  month: (typed) => /^20\d\d-(0[1-9]|1[0-2])$/.test(typed),
  rule: (typed) => /^R\d{1,4}$/.test(typed),
  space: (typed) => /^[\p{L}\p{N}_-]{1,100}$/u.test(typed),
  kind: (typed) => decisionKinds.some((kind) => kind === typed),
  outcome: (typed) => registerOutcomes.some((outcome) => outcome === typed),
};

/** The names of what the register is narrowed by, as its address has them. */
export const registerNames = Object.keys(shapes) as readonly (keyof RegisterFilter)[];

/** What somebody asks of the register, and what of it is no such thing; an empty value narrows nothing. */
export function registerFilter(typed: (name: keyof RegisterFilter) => string | null | undefined): {
  readonly filter: RegisterFilter;
  readonly bad: readonly (keyof RegisterFilter)[];
} {
  const given = registerNames.flatMap((name) => {
    const value = typed(name);
    return value ? [{ name, value }] : [];
  });
  const fits = ({ name, value }: (typeof given)[number]) => shapes[name](value);
  return {
    filter: Object.fromEntries(given.filter(fits).map(({ name, value }) => [name, value])),
    bad: given.filter((one) => !fits(one)).map(({ name }) => name),
  };
}
