/** How long somebody may take over what was entered for them, and how often they may try with one code. */
export const paperCodeLimits = { days: 30, tries: 5 } as const;

/** What the rules read of the code that somebody got on paper. */
export interface PaperCodeFacts {
  readonly proposalId: string;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  /** A newer one was handed out in its place. */
  readonly cancelledAt: Date | null;
}

/** A code, and for whose account its text was entered, if staff knew. */
export interface PaperCase {
  readonly code: PaperCodeFacts;
  readonly enteredFor: string | null;
}
