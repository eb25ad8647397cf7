import { event, Refusal, type Decision, type Situation } from '@hiroba/kernel';
import type { JudgedSubject } from './moderation.commands.ts';
import { HOURS_TO_LOOK } from './hours-to-look.ts';
import type { Mode } from './modes.ts';
import { moderationPolicy } from './moderation.policy.ts';
import { hoursToDecide } from './reporting.ts';
import { targetOf, type SubjectFacts, type Waiting } from './withholding.ts';

/** What the case of a text that waits for a look has. */
export interface LookedFor {
  /** For which mode somebody has to look; null once somebody has, or nobody had to. */
  readonly heldMode: Mode | null;
  /** Until when it is out of sight for that. */
  readonly heldUntil: Date | null;
}

type Held = LookedFor & {
  readonly state: 'OPEN';
  readonly dueAt: Date;
  readonly visibility: 'HIDDEN';
};

/** Lets a text wait: its author and those who moderate read it, nobody else, until somebody has looked or its time is over. */
export const letWait = (at: Situation, subject: JudgedSubject, mode: Mode): Decision<Held> => {
  const until = new Date(at.now.getTime() + HOURS_TO_LOOK * 3_600_000);
  return {
    patch: { state: 'OPEN', dueAt: until, visibility: 'HIDDEN', heldMode: mode, heldUntil: until },
    event: event(
      'mod.held',
      { mode },
      { actor: 'system', commit: { target: targetOf(subject), content_snapshot: subject.content } },
    ),
  };
};

type Released = Decision<
  LookedFor & {
    readonly state: 'OPEN' | 'DECIDED';
    readonly dueAt: Date | null;
    readonly visibility: 'VISIBLE';
  }
>;

/** Shows a text that waited, or notes that one was looked at which its time had shown already; what was reported goes on waiting. */
export const release = (
  at: Situation,
  subject: SubjectFacts & Pick<LookedFor, 'heldMode'>,
  { reports }: Pick<Waiting, 'reports'>,
): Released | Refusal => {
  const refusal = moderationPolicy.moderate(at, subject);
  if (refusal) return refusal;
  if (!subject.heldMode) return new Refusal('NOT_WAITING');
  // Somebody has withheld it meanwhile, for a reason.
  if (subject.withheldAt && !subject.heldUntil) return new Refusal('WITHHELD');
  const isOpen = reports.length > 0;
  return {
    patch: {
      state: isOpen ? 'OPEN' : 'DECIDED',
      dueAt: isOpen ? new Date(at.now.getTime() + hoursToDecide.MEDIUM * 3_600_000) : null,
      visibility: 'VISIBLE',
      heldMode: null,
      heldUntil: null,
    },
    event: event(
      'mod.released',
      { target: targetOf(subject) },
      { actor: 'moderator', commit: { moderator: at.viewer.personId ?? '' } },
    ),
  };
};

type OverdueShown = Decision<{
  readonly visibility: 'VISIBLE';
  readonly heldUntil: null;
  readonly state: 'OPEN';
  readonly dueAt: Date;
}>;

/** Shows a text that nobody has looked at in time: nobody waits for ever. It stays with those who moderate, to be looked at afterwards. */
export const showUnseen = (now: Date, subject: Pick<SubjectFacts, 'kind' | 'id'>): OverdueShown => ({
  patch: {
    visibility: 'VISIBLE',
    heldUntil: null,
    state: 'OPEN',
    dueAt: new Date(now.getTime() + hoursToDecide.MEDIUM * 3_600_000),
  },
  event: event('mod.expired', { target: targetOf(subject) }, { actor: 'system' }),
});
