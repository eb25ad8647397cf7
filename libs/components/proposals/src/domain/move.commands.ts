import { composed, event, Refusal, type Decision } from '@hiroba/kernel';
import type { ProposalsSituation } from '../manifest.ts';
import { staysInside } from './copy.policy.ts';
import { movePolicy } from './move.policy.ts';
import { complete, limit, settingsOf, voices } from './proposal.commands.ts';
import { filingMissing, type Around } from './proposal.filing.ts';
import { kindsAsked } from './proposal.kind.ts';
import type { ProposalText } from './proposal.ts';

/** Why a place does not take a proposal as it is; by the field of what is missing or too long. */
export function misfit(proposal: ProposalText, around: Around, into: ProposalsSituation): Refusal | undefined {
  const settings = settingsOf(into);
  const asked = kindsAsked(settings);
  const isOther = asked.length > 0 && !asked.some((kind) => kind === proposal.kind);
  return (
    complete(proposal, settings) ??
    (isOther ? new Refusal('BAD_USER_INPUT', 'kind') : undefined) ??
    filingMissing({}, settings, around)
  );
}

const there = (refusal: Refusal | undefined): Refusal | undefined =>
  refusal && new Refusal(refusal.code, 'componentId', refusal.params);

/** Why a proposal may not go to another place. */
export const moveRefusal =
  (into: ProposalsSituation) =>
  (at: ProposalsSituation, proposal: ProposalText): Refusal | undefined =>
    movePolicy.move(at, proposal) ??
    there(movePolicy.into(into, undefined) ?? staysInside(at, into)) ??
    (into.component?.id === at.component?.id ? new Refusal('BAD_USER_INPUT', 'componentId') : undefined);

/** Moves a proposal to another place: it stays what it is, with everything that hangs on it. */
export const move =
  (reason: string, around: Around, into: ProposalsSituation) =>
  (at: ProposalsSituation, proposal: ProposalText): Decision | Refusal =>
    moveRefusal(into)(at, proposal) ??
    there(misfit(proposal, around, into)) ??
    limit('reason', composed(reason), 1_000) ?? {
      patch: { componentId: into.component?.id, movedAt: at.now },
      event: event(
        'proposal.moved',
        { from: at.component?.id, into: into.component?.id },
        { actor: 'staff', commit: { reason: composed(reason) } },
      ),
      counts: [...voices(at, -1), ...voices(into, 1)],
    };
