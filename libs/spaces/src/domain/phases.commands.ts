import { composed, Refusal, type Decision, type Situation } from '@hiroba/kernel';
import { changedPhases, composedPhases, noticeRefusal, phasesRefusal, type KnownActions, type SpacePhase } from './phases.ts';
import { stale, told } from './space.commands.ts';
import { spacePolicy } from './space.policy.ts';
import type { SpaceContent } from './space.ts';
import { lineRefusal, same } from './texts.ts';

/** What staff decided about the phases of a space. */
export interface PhasesEdit {
  readonly phases: readonly SpacePhase[];
  /** Why the dates change; required once the space is published, and public. */
  readonly reason?: string | null;
  readonly edition: number;
}

const fact = (phase: SpacePhase | undefined): readonly string[] | null =>
  phase === undefined ? null : [
    phase.opensAt, phase.closesAt ?? 'open',
    ...Object.entries(phase.allows).flatMap(([id, actions]) => actions.map((action) => `${id}/${action}`)),
  ];

/** Sets the phases of a space: one decision for each phase whose dates or actions change, the last carries the texts. */
export function setPhases(
  at: Situation, space: SpaceContent, { phases, reason, edition }: PhasesEdit, known: KnownActions,
): readonly Decision<Partial<SpaceContent>>[] | Refusal {
  const next = composedPhases(phases);
  const isPublished = space.rev >= 1;
  const refusal = spacePolicy.setPhases(at, space)
    ?? stale(space, edition)
    ?? phasesRefusal(next, known)
    ?? (isPublished ? noticeRefusal(space.phases, next, at.now) : undefined);
  if (refusal) return refusal;
  if (same(next, space.phases)) return new Refusal('NOTHING_CHANGED');
  if (isPublished && next.length === 0) return new Refusal('INCOMPLETE', 'phases');
  const changed = changedPhases(space.phases, next);
  const noReason = isPublished && changed.length > 0 ? lineRefusal('reason', reason, { max: 500 }) : undefined;
  if (noReason) return noReason;
  const why = composed(reason ?? '');
  const events = isPublished
    ? changed.map(({ key, from, to }) => told(space, 'phase.changed', { phase: key, from: fact(from), to: fact(to) }, { reason: why }))
    : [];
  const all = events.length > 0 ? events : [told(space, 'space.edited', { fields: ['phases'] })];
  const version = events.length > 0 ? { n: space.rev + all.length, content: { phases: next }, reason: why } : undefined;
  return all.map((event, index) => {
    const isLast = index === all.length - 1;
    return {
      patch: isLast ? { phases: next, edition: space.edition + 1 } : {},
      event,
      ...(isLast && version ? { version } : {}),
    };
  });
}
