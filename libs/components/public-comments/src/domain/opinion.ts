import type { Disposition, Profile } from './profile.ts';
import type { RoundFacts } from './round.ts';
import type { TextRange } from './text-ranges.ts';

/** How much of an opinion is published. */
export const publicities = ['FULL', 'SUMMARY', 'WITHHELD'] as const;
export type Publicity = (typeof publicities)[number];

/** What the city says to an opinion, or to a group of them. */
export interface Consideration {
  /** A code of the procedure; null as long as nobody decided. */
  readonly disposition: string | null;
  readonly reason: string;
  readonly reply: string;
  /** What of the plan is changed for it. */
  readonly planChange: string;
}

/** One point inside a submission. */
export interface OpinionText extends Consideration {
  readonly id: string;
  readonly submissionId: string;
  /** Its place in its submission, from 1 on. */
  readonly n: number;
  readonly ranges: readonly TextRange[];
  readonly office: string;
  readonly publicity: Publicity;
  readonly summary: string;
}

/** An opinion and the round that rules it. */
export interface OpinionInRound {
  readonly round: RoundFacts & { readonly profile: Profile };
  readonly opinion: OpinionText;
}

/** The longest texts about an opinion, in characters. */
export const LONGEST_REPLY = { reply: 20_000, reason: 2_000, planChange: 5_000, summary: 5_000, office: 60 } as const;

/** The disposition of a code in a procedure. */
export const dispositionOf = ({ dispositions }: Pick<Profile, 'dispositions'>, code: string | null): Disposition | undefined =>
  dispositions.find((disposition) => disposition.code === code);

/** What a consideration still lacks, by the scheme of the procedure. */
export const considerationGaps = ['OPINION_UNDECIDED', 'REPLY_MISSING', 'REASON_MISSING', 'PLAN_CHANGE_MISSING'] as const;
export type ConsiderationGap = (typeof considerationGaps)[number];

/** What is missing before an opinion is answered. */
export function missingIn({ disposition, reason, reply, planChange }: Consideration, profile: Pick<Profile, 'dispositions'>): readonly ConsiderationGap[] {
  const known = dispositionOf(profile, disposition);
  if (!known) return ['OPINION_UNDECIDED'];
  return [
    ...(reply === '' ? ['REPLY_MISSING' as const] : []),
    ...(known.needsReason && reason === '' ? ['REASON_MISSING' as const] : []),
    ...(known.needsPlanChange && planChange === '' ? ['PLAN_CHANGE_MISSING' as const] : []),
  ];
}
