import { composed, event, privateEvent, Refusal, textLimit } from '@hiroba/kernel';
import type { VotesSituation } from '../manifest.ts';
import { settingsOf, type Outcome } from './vote.commands.ts';
import { votePolicy } from './vote.policy.ts';
import { datesRefusal, setupRefusal } from './vote.setup.ts';
import type { OptionText, VoteFacts, VoteText } from './vote.ts';

/** The canonical `vote.json`, and its digest. */
export interface RuleDocument {
  readonly document: string;
  readonly ruleHash: string;
}

/** What two members of staff do together: one asks, another does it. */
export interface Asked {
  readonly firstId: string;
  readonly text: string;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const AMEND_HOURS = 48;
const LONGEST_REASON = 1_000;

/** Why a vote is extended while it is open. */
export const extensionReasons = ['OUTAGE', 'DISASTER', 'ERROR', 'ACCESS'] as const;
export type ExtensionReason = (typeof extensionReasons)[number];

const iso = (at: Date | null): string | undefined => at?.toISOString();
const windowOf = ({ opensAt, closesAt }: Pick<VoteText, 'opensAt' | 'closesAt'>) => ({ opens_at: iso(opensAt), closes_at: iso(closesAt) });

const limited = (field: string, typed: string): Refusal | undefined => {
  const problem = textLimit({ min: 1, max: LONGEST_REASON })(typed);
  return problem && new Refusal(problem, field, problem === 'TOO_LONG' ? { max: LONGEST_REASON } : {});
};

/** Whoever works on it from now on runs it, and so does whoever asked for what a second does. */
export const runByWith = ({ viewer }: VotesSituation, { runBy }: Pick<VoteFacts, 'runBy'>, asked?: Asked): readonly string[] =>
  [...new Set([...runBy, ...(asked ? [asked.firstId] : []), ...(viewer.personId ? [viewer.personId] : [])])];

/** Tells everybody what will be asked, when, of whom, and how it is counted; all of that stands from now on. */
export const announce = (options: readonly OptionText[], rule: (vote: VoteText) => RuleDocument) => (at: VotesSituation, vote: VoteText): Outcome => {
  const earliest = new Date(at.now.getTime() + settingsOf(at).noticeDays * DAY);
  const refusal = votePolicy.announce(at, vote) ?? setupRefusal(vote, options, earliest);
  if (refusal) return refusal;
  const { document, ruleHash } = rule(vote);
  return {
    patch: { announcedAt: at.now, document, ruleHash, runBy: runByWith(at, vote) },
    event: event('vote.announced', {
      component: at.component?.id, type: vote.type, method: vote.method, secrecy: vote.secrecy, rule_hash: ruleHash, options: options.length, ...windowOf(vote),
    }, { actor: 'staff' }),
    reference: 'V',
  };
};

/** Moves the dates of an announced vote: long before it opens, or by opening it later. */
export const amend = (dates: Pick<VoteText, 'opensAt' | 'closesAt'>, typed: string, rule: (vote: VoteText) => RuleDocument) => (at: VotesSituation, vote: VoteText): Outcome => {
  const reason = composed(typed);
  const soon = new Date(at.now.getTime() + AMEND_HOURS * HOUR);
  const early = vote.opensAt !== null && soon <= vote.opensAt;
  const later = dates.opensAt !== null && vote.opensAt !== null && dates.opensAt > vote.opensAt;
  const refusal = votePolicy.amend(at, vote)
    ?? (early || later ? undefined : new Refusal('TOO_EARLY', 'opensAt'))
    ?? datesRefusal(dates, early ? soon : (vote.opensAt ?? soon)) ?? limited('reason', reason)
    ?? (iso(dates.opensAt) === iso(vote.opensAt) && iso(dates.closesAt) === iso(vote.closesAt) ? new Refusal('NOTHING_CHANGED', 'opensAt') : undefined);
  if (refusal) return refusal;
  const { document, ruleHash } = rule({ ...vote, ...dates });
  return {
    patch: { ...dates, document, ruleHash, runBy: runByWith(at, vote) },
    event: event('vote.config_changed', { rule_hash: ruleHash, ...windowOf(dates) }, { actor: 'staff', commit: { reason } }),
  };
};

/** Keeps an open vote open for longer; it never closes earlier. */
export const extend = (closesAt: Date, reasonCode: ExtensionReason, typed: string) => (at: VotesSituation, vote: VoteText): Outcome => {
  const reason = composed(typed);
  return votePolicy.extend(at, vote)
    ?? (vote.closesAt && closesAt > vote.closesAt ? undefined : new Refusal('BAD_DATES', 'closesAt'))
    ?? (extensionReasons.includes(reasonCode) ? undefined : new Refusal('BAD_USER_INPUT', 'reasonCode'))
    ?? limited('reason', reason)
    ?? {
      patch: { closesAt, runBy: runByWith(at, vote) },
      event: event('vote.config_changed', { reason_code: reasonCode, ...windowOf({ ...vote, closesAt }) }, { actor: 'staff', commit: { reason } }),
    };
};

/** Writes down that the time has come, and of how many people the electorate is. */
export const open = (eligible: number, options: number) => (at: VotesSituation, vote: VoteText & { readonly openedAt: Date | null; readonly ruleHash: string | null }): Outcome =>
  votePolicy.open(at, vote)
    ?? (vote.openedAt ? new Refusal('WRONG_STATE') : undefined)
    ?? {
      patch: { openedAt: at.now, eligible },
      event: event('vote.opened', {
        type: vote.type, method: vote.method, options, secrecy: vote.secrecy, rule_hash: vote.ruleHash ?? undefined, eligible, ...windowOf(vote),
      }, { actor: 'system' }),
    };

/** Asks a second member of staff to do what nobody does alone. */
export const ask = (act: 'VOID' | 'LOT', typed: string) => (at: VotesSituation, vote: VoteText): Outcome =>
  (act === 'VOID' ? votePolicy.annul(at, vote) : votePolicy.drawLot(at, vote))
    ?? limited('text', composed(typed))
    // What is only asked for changes nothing of the vote, and stands in no public record.
    ?? { patch: {}, event: privateEvent('vote.second_asked', { act }) };

/** Why somebody cannot be the second: nobody asked, or they did so themselves. */
export const secondRefusal = ({ viewer }: VotesSituation, asked: Asked | undefined): Refusal | undefined =>
  !asked ? new Refusal('NOT_ASKED_FOR') : asked.firstId === viewer.personId ? new Refusal('SECOND_PERSON') : undefined;

/** Annuls a vote for a reason that two members of staff stand for; everything stays readable. */
export const annul = (asked: Asked | undefined) => (at: VotesSituation, vote: VoteText): Outcome =>
  votePolicy.annul(at, vote) ?? secondRefusal(at, asked)
    ?? {
      patch: { voidedAt: at.now, runBy: runByWith(at, vote, asked) },
      event: event('vote.voided', {}, { actor: 'staff', commit: { reason: asked?.text ?? '' } }),
    };

/** Ends the time for objections: from now on nothing of the result changes. */
export const finalise = (undecided: number) => (at: VotesSituation, vote: VoteText & { readonly resultHash: string | null }): Outcome =>
  votePolicy.finalise(at, vote)
    ?? (undecided > 0 ? new Refusal('OBJECTIONS_OPEN') : undefined)
    ?? { patch: { finalAt: at.now }, event: event('vote.final', { result_hash: vote.resultHash ?? undefined }, { actor: at.viewer.personId ? 'staff' : 'system' }) };
