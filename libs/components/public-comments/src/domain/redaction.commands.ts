import { event, Refusal, type Decision } from '@hiroba/kernel';
import { redactionReasons, type Redaction, type RedactionReason } from './redaction.ts';
import { pointsOf } from './text-ranges.ts';

/** A proposed redaction, as a second person finds it. */
export interface ProposedRedaction {
  readonly proposedBy: string;
  readonly checked: boolean;
}

/** Why a part of a text cannot be left out where it is published. */
export const redactable = (text: string, { from, to, reason }: Redaction): Refusal | undefined => {
  if (!redactionReasons.includes(reason)) return new Refusal('BAD_USER_INPUT', 'reason');
  const isPart = Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from < to && to <= pointsOf(text);
  return isPart ? undefined : new Refusal('BAD_USER_INPUT', 'words');
};

/** Who settles a redaction: somebody else confirms it; what two have confirmed nobody takes away alone. */
export const settles = (personId: string, { proposedBy, checked }: ProposedRedaction, accepted: boolean): Refusal | undefined => {
  if (checked) return new Refusal('NOTHING_CHANGED');
  return accepted && proposedBy === personId ? new Refusal('SAME_PERSON') : undefined;
};

/** That parts of a submission are left out, by how many and why; what stood there is not told. */
export const redacted = (roundId: string, reasons: readonly RedactionReason[]): Decision<object> => ({
  patch: {},
  event: event('submission.redacted', {
    round: roundId, n: reasons.length,
    reasons: Object.fromEntries([...new Set(reasons)].sort().map((reason) => [reason.toLowerCase(), reasons.filter((each) => each === reason).length])),
  }, { actor: 'staff' }),
});
