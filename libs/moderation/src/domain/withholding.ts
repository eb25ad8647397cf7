import { hasRole, Refusal, type Rule } from '@hiroba/kernel';
import type { SignalId } from './signals/signal.ts';
import type { Label } from './visibility.ts';

/** Since when a text is withheld, if it is; whatever can be withheld has this fact. */
export interface WithheldFact {
  readonly withheldAt?: Date | null;
  /** Since when passages of it are covered, if they are: then its words are not its author's alone. */
  readonly redactedAt?: Date | null;
}

/** Who reads all texts of a place, withheld ones too, for their work. */
export const readersOfWithheld = ['MODERATOR', 'AUDITOR', 'SUPPRESSOR'] as const;

/** Before everybody: not withheld. */
export const notWithheld: Rule<WithheldFact> = (_, { withheldAt }) =>
  withheldAt ? new Refusal('WITHHELD') : undefined;

/** In the words of its author: where passages are covered, nobody changes what is left. */
export const notRedacted: Rule<WithheldFact> = (_, { redactedAt }) =>
  redactedAt ? new Refusal('REDACTED') : undefined;

/** Since when passages of a text are covered, by what stands beside it. */
export const coveredSince = (markings: readonly { readonly kind: string; readonly at: string }[] = []): Date | null => {
  const cover = markings.find(({ kind }) => kind === 'REDACT');
  return cover ? new Date(cover.at) : null;
};

/** Reads withheld texts of a place for their work; their authors read them all the same. */
export const readWithheld: Rule = hasRole(...readersOfWithheld);

/** What the rules of moderation read of a text: who wrote it, and whether it is withheld. */
export interface SubjectFacts extends WithheldFact {
  readonly kind: string;
  readonly id: string;
  /** Everybody who ever was an author of it. */
  readonly authorIds: readonly string[];
  /** Since when it is public. */
  readonly publishedAt: Date;
  /** Whether the viewer has reported it. */
  readonly reported: boolean;
  /** Whether an appeal waits for its review. */
  readonly underAppeal: boolean;
  /** Who has taken its case from the queue, as long as they have it. */
  readonly takenBy?: string | null;
  /** Until when it is out of sight before anything is decided. */
  readonly interimUntil?: Date | null;
  /** Until when it is out of sight because somebody has to look at it first. */
  readonly heldUntil?: Date | null;
  /** Whether it ever was out of sight before anything was decided. */
  readonly hadInterim?: boolean;
  /** Whether the viewer stepped back from the case by hand, or has a part in it by what they did before: backed, answered, voted. */
  readonly recused?: boolean;
  /** Whether people comment on it. */
  readonly hasThread?: boolean;
  /** Until when its conversation is closed for new comments. */
  readonly lockedUntil?: Date | null;
  /** Whether its words were taken away for good, so that nobody reads them. */
  readonly isSuppressed?: boolean;
  /** What label stands beside it. */
  readonly label?: Label | null;
  /** Under which name the log knows it, where its id would lead to a person. */
  readonly alias?: string;
}

/** What everybody may know of a text that is withheld: under which rule, why, since when. */
export interface Withholding {
  readonly rule: string;
  readonly version: number;
  readonly reason: string;
  readonly locale: string;
  readonly at: Date;
}

/** What the log says of a subject: its kind and its id. */
export const targetOf = ({ kind, id, alias }: Pick<SubjectFacts, 'kind' | 'id' | 'alias'>) => ({
  kind,
  id: alias ?? id,
});

/** Something that was reported of a thing and is not settled: under which rule. */
export interface OpenReport {
  readonly ruleId: string;
  readonly ruleVersion: number;
}

/** What waits for a decision in a case: what was reported, and what signals warned of. */
export interface Waiting {
  readonly reports: readonly OpenReport[];
  readonly signals: readonly SignalId[];
}

/** The longest reason of a decision, in graphemes. */
export const LONGEST_REASON = 1_000;
