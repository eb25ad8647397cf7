import {
  all,
  confirmed,
  event,
  hasRole,
  privateEvent,
  Refusal,
  takesPart,
  type Decision,
  type Rule,
} from '@hiroba/kernel';
import type { ProposalsPlace, ProposalsSituation } from '../manifest.ts';
import { paperCodeLimits, type PaperCase, type PaperCodeFacts } from './paper-code.ts';
import { settingsOf } from './proposal.commands.ts';
import { isEntered, known, standing } from './proposal.policy.ts';
import type { Allowance, ProposalFacts } from './proposal.ts';

type Outcome = Decision<object> | Refusal;

const DAY = 86_400_000;

/** Nobody here is its author, as long as nobody took it over. */
const entered: Rule<ProposalFacts> = (_, proposal) => (isEntered(proposal) ? undefined : new Refusal('WRONG_STATE'));

/** Who hands out codes for a text that was entered for somebody, keeps its paper, and takes it over. */
export const paperPolicy = {
  issue: all<ProposalFacts, ProposalsPlace>(known, hasRole('STAFF'), standing, entered),
  /** Asked before a code is looked for, so that no try is counted of who could not go on. */
  trying: confirmed,
  takeOver: all<ProposalFacts, ProposalsPlace>(known, confirmed, takesPart, standing, entered),
};

/** What the rules read of the way a text came. */
export interface CameBy extends ProposalFacts {
  readonly origin: string | null;
}

/** It came on paper that the city keeps; at the counter, people keep their own. */
const cameOnPaper: Rule<CameBy> = (_, { origin, official }) =>
  origin !== null && origin !== 'counter' && !official ? undefined : new Refusal('FILES_NOT_TAKEN');

/** Who keeps the paper that a text came on. */
export const keepScan: Rule<CameBy, ProposalsPlace> = all<CameBy, ProposalsPlace>(known, hasRole('STAFF'), cameOnPaper);

/** Hands out a code for a text, in place of any other. */
export const issueCode = (at: ProposalsSituation, proposal: ProposalFacts): Outcome =>
  paperPolicy.issue(at, proposal) ?? {
    patch: {
      proposalId: proposal.id,
      issuedAt: at.now,
      expiresAt: new Date(at.now.getTime() + paperCodeLimits.days * DAY),
    },
    event: privateEvent('proposal.code_issued'),
  };

/** Why a code takes nothing over now. */
export const codeRefusal = ({ expiresAt, usedAt, cancelledAt }: PaperCodeFacts, now: Date): Refusal | undefined =>
  usedAt || cancelledAt || now >= expiresAt ? new Refusal('CODE_OVER', 'code') : undefined;

/** Takes a text over: whoever holds its code is its author from now on, within the limit they have. */
export const takeOver =
  (mine: Pick<Allowance, 'published'>, { code, enteredFor }: PaperCase) =>
  (at: ProposalsSituation, proposal: ProposalFacts): Outcome => {
    const { proposalLimit: max } = settingsOf(at);
    const me = at.viewer.personId ?? null;
    const others = enteredFor === me ? mine.published - 1 : mine.published;
    return (
      codeRefusal(code, at.now) ??
      (enteredFor !== null && enteredFor !== me ? new Refusal('CODE_UNKNOWN', 'code') : undefined) ??
      paperPolicy.takeOver(at, proposal) ??
      (max > 0 && others >= max ? new Refusal('LIMIT_REACHED', 'code', { max }) : undefined) ?? {
        patch: { authorId: me },
        event: event('proposal.taken_over', { authors: 1 }, { actor: 'participant', commit: { author: me } }),
      }
    );
  };
