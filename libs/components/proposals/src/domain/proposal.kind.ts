import { badText, composed, graphemes, Refusal } from '@hiroba/kernel';
import type { ProposalsSettings } from '../manifest.ts';

/** What a proposal can be: a need, without a solution, or a policy. */
export const proposalKinds = ['NEED', 'POLICY'] as const;
export type ProposalKind = (typeof proposalKinds)[number];

/** What is asked besides of each kind. */
export const detailsOf = { NEED: ['affected', 'often'], POLICY: ['cost', 'law', 'effect'] } as const satisfies Record<ProposalKind, readonly string[]>;
export type DetailName = (typeof detailsOf)[ProposalKind][number];

/** The names of all that can be asked besides. */
export const detailNames: readonly DetailName[] = proposalKinds.flatMap((kind): readonly DetailName[] => detailsOf[kind]);

export type ProposalDetails = Readonly<Partial<Record<DetailName, string>>>;

/** The longest detail, in graphemes. */
export const LONGEST_DETAIL = 300;

/** What a proposal is, and what it says besides its text. */
export interface Kinded {
  readonly kind?: ProposalKind | null;
  readonly details?: ProposalDetails;
}

/** What an author says of the kind; what is left out stays as it is. */
export interface KindInput {
  readonly kind?: ProposalKind | null;
  readonly details?: Readonly<Partial<Record<DetailName, string | null>>> | null;
}

/** The kinds a place asks for. */
export const kindsAsked = ({ kinds }: { readonly kinds: string }): readonly ProposalKind[] =>
  proposalKinds.filter((kind) => kinds === kind || kinds === 'BOTH');

/** What a proposal is after a change; where only one kind is asked for, nobody needs to choose it. */
export function kindAfter(input: KindInput, before: Kinded, settings: ProposalsSettings): Required<Kinded> {
  const asked = kindsAsked(settings);
  const typed = Object.entries(input.details ?? {}).map(([name, text]) => [name, composed(text ?? '')] as const);
  const details = Object.entries({ ...before.details, ...Object.fromEntries(typed) }).filter(([, text]) => text !== '');
  return { kind: input.kind ?? before.kind ?? (asked.length === 1 ? (asked[0] ?? null) : null), details: Object.fromEntries(details) };
}

/** What everybody reads of it: only what its kind is asked for. */
export function kindShown({ kind, details = {} }: Kinded): Required<Kinded> {
  const names: readonly DetailName[] = kind ? detailsOf[kind] : [];
  return { kind: kind ?? null, details: Object.fromEntries(names.flatMap((name) => (details[name] ? [[name, details[name]]] : []))) };
}

/** What a version keeps of it. */
export function kindContent(proposal: Kinded): Readonly<Record<string, string>> {
  const { kind, details } = kindShown(proposal);
  return kind ? { kind, ...details } : {};
}

/** Why it cannot even be kept so as a draft: a kind that is not asked for may only stay. */
export function kindRefusal({ kind, details }: Required<Kinded>, before: Kinded, settings: ProposalsSettings): Refusal | undefined {
  if (kind && kind !== before.kind && !kindsAsked(settings).includes(kind)) return new Refusal('BAD_USER_INPUT', 'kind');
  for (const name of detailNames) {
    const text = details[name] ?? '';
    if (badText(text)) return new Refusal('BAD_TEXT', `details.${name}`);
    if (graphemes(text) > LONGEST_DETAIL) return new Refusal('TOO_LONG', `details.${name}`, { max: LONGEST_DETAIL });
  }
  return undefined;
}

/** Why it is not ready to stand before everybody. */
export const kindMissing = (after: Required<Kinded>, before: Kinded, settings: ProposalsSettings): Refusal | undefined =>
  kindRefusal(after, before, settings) ?? (!after.kind && kindsAsked(settings).length > 0 ? new Refusal('EMPTY', 'kind') : undefined);

/** Which of it a change touches. */
export const kindChanges = (after: Kinded, before: Kinded): string[] =>
  (JSON.stringify(kindContent(after)) === JSON.stringify(kindContent(before)) ? [] : ['kind']);

/** What all of several are, if they are the same. */
export const kindOfAll = (all: readonly Kinded[]): ProposalKind | null => {
  const [first, ...others] = all.map(({ kind }) => kind ?? null);
  return first && others.every((kind) => kind === first) ? first : null;
};
