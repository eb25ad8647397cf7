import { composed, event, parseDate, Refusal, type Decision } from '@hiroba/kernel';
import type { PublicCommentsSituation } from '../manifest.ts';
import { dispositionOf, LONGEST_REPLY, missingIn, publicities, type Consideration, type OpinionInRound, type Publicity } from './opinion.ts';
import { opinionPolicy } from './opinion.policy.ts';
import { textFits } from './round.draft.commands.ts';

/** What staff say of an opinion. */
export interface ConsiderationInput {
  readonly disposition: string;
  readonly reason: string;
  readonly reply: string;
  readonly planChange: string;
  readonly office: string;
  readonly publicity: string;
  readonly summary: string;
}

const fieldOf = { OPINION_UNDECIDED: 'disposition', REPLY_MISSING: 'reply', REASON_MISSING: 'reason', PLAN_CHANGE_MISSING: 'planChange' } as const;

/** Says what the city did with an opinion and why; what the scheme asks for besides must be there. */
export const consider = (input: ConsiderationInput) => (at: PublicCommentsSituation, { round, opinion }: OpinionInRound): Decision<object> | Refusal => {
  const said: Consideration = {
    disposition: dispositionOf(round.profile, input.disposition)?.code ?? null,
    reason: composed(input.reason), reply: composed(input.reply), planChange: composed(input.planChange),
  };
  const [missing] = missingIn(said, round.profile);
  const publicity = publicities.find((each) => each === input.publicity);
  return opinionPolicy.consider(at, { round })
    ?? (missing ? new Refusal('EMPTY', fieldOf[missing]) : undefined)
    ?? textFits('reply', said.reply, LONGEST_REPLY.reply) ?? textFits('reason', said.reason, LONGEST_REPLY.reason)
    ?? textFits('planChange', said.planChange, LONGEST_REPLY.planChange) ?? textFits('office', composed(input.office), LONGEST_REPLY.office)
    ?? (publicity ? undefined : new Refusal('BAD_USER_INPUT', 'publicity'))
    ?? textFits('summary', composed(input.summary), LONGEST_REPLY.summary, publicity === 'SUMMARY' ? 1 : 0)
    ?? {
      patch: { ...said, office: composed(input.office), publicity: publicity as Publicity, summary: composed(input.summary), consideredAt: at.now, consideredBy: at.viewer.personId },
      event: event('opinion.considered', { round: round.id, submission: opinion.submissionId, reply: opinion.id, disposition: said.disposition ?? '' }, {
        actor: 'staff', commit: { reply: said.reply },
      }),
    };
};

/** Why opinions cannot be given to a section: the day is none, or its name does not fit; without a name nobody prepares them. */
export function assignable(office: string, dueOn: string | null): Refusal | undefined {
  const day = dueOn === null ? undefined : parseDate(dueOn);
  return textFits('assigned', composed(office), LONGEST_REPLY.office) ?? (day && !('date' in day) ? new Refusal('BAD_DATES', 'dueOn') : undefined);
}

/** Says the same of a group as of the one of its opinions that was read; what is published in part, or not, is never published in full for it. */
export const considerAll = (input: ConsiderationInput, readId: string) =>
  (at: PublicCommentsSituation, { round, opinions }: Pick<OpinionInRound, 'round'> & { readonly opinions: readonly OpinionInRound['opinion'][] }): readonly Decision<object>[] | Refusal => {
    const decided: Decision<object>[] = [];
    for (const opinion of opinions) {
      const kept = opinion.id !== readId && input.publicity === 'FULL' ? { publicity: opinion.publicity, summary: opinion.summary } : {};
      const decision = consider({ ...input, ...kept })(at, { round, opinion });
      if (decision instanceof Refusal) return decision;
      decided.push(decision);
    }
    return decided;
  };
