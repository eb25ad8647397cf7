/** What of a round is not answered yet; each kind alone keeps the result from being published. */
export const gapCodes = [
  'SUBMISSION_UNREAD', 'CHARACTERS_UNCOVERED', 'OPINION_UNDECIDED', 'REPLY_MISSING', 'REASON_MISSING', 'PLAN_CHANGE_MISSING', 'SUGGESTION_OPEN',
  'REDACTION_UNCHECKED', 'LATE_UNDECIDED', 'CLAIM_OPEN', 'CONTACT_FOUND',
] as const;
export type GapCode = (typeof gapCodes)[number];

/** One kind of gap: how many there are, and the first of them below the pages of the round. */
export interface Gap {
  readonly code: GapCode;
  readonly count: number;
  readonly path: string | null;
}

/** What a round counts by the published rules; numbers are not votes. */
export interface RoundNumbers {
  /** People and organisations who are known by name. */
  readonly persons: number;
  /** Submissions of whom nobody knows who sent them. */
  readonly unknown: number;
  readonly submissions: number;
  readonly opinions: number;
  readonly groups: number;
  readonly planChanges: number;
  /** One row for each way of the profile, zeros among them. */
  readonly byChannel: readonly { readonly channel: string; readonly persons: number; readonly submissions: number; readonly opinions: number }[];
  readonly byDisposition: readonly { readonly code: string; readonly opinions: number }[];
}

/** The numbers of a round that nobody wrote to. */
export const noNumbers = (channels: readonly string[], dispositions: readonly string[]): RoundNumbers => ({
  persons: 0, unknown: 0, submissions: 0, opinions: 0, groups: 0, planChanges: 0,
  byChannel: channels.map((channel) => ({ channel, persons: 0, submissions: 0, opinions: 0 })),
  byDisposition: dispositions.map((code) => ({ code, opinions: 0 })),
});
