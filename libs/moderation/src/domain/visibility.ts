import type { WithheldFact } from './withholding.ts';

/** What a label says of a text: that it needs something beside it, that what it says is disputed, or that it was put right. */
export const labels = ['CONTEXT', 'CONTESTED', 'CORRECTED'] as const;
export type Label = (typeof labels)[number];

/** How a subject of a case stands before everybody. */
export type Visibility = 'VISIBLE' | 'HIDDEN' | 'REDACTED' | 'SUPPRESSED';

/** How a text is seen again that was out of sight: with what is covered of it still covered. */
export const seenAgain = ({ redactedAt }: Pick<WithheldFact, 'redactedAt'>): Visibility =>
  redactedAt ? 'REDACTED' : 'VISIBLE';
