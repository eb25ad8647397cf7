import {
  all,
  any,
  event,
  hasRole,
  placeIsPublic,
  Refusal,
  type Decision,
  type Rule,
  type Situation,
} from '@hiroba/kernel';

/** How new texts of a place come before everybody, from the most open to what takes none. */
export const modes = ['POST', 'PRE_NEW', 'PRE_FLAGGED', 'PRE', 'CLOSED'] as const;
export type Mode = (typeof modes)[number];

/** So many texts of an account have to be shown before it is no longer new. */
export const FIRST_TEXTS = 3;

/** For how many hours a wave can last at most, and what the page offers. */
export const LONGEST_WAVE = 168;
export const waveHours = [3, 12, 24, 72] as const;

/** So many places are set at once at most. */
export const MOST_PLACES = 100;

/** The mode of a place, and what was raised on top of it for a while. */
export interface Modes {
  readonly mode: Mode;
  readonly wave: Mode | null;
  readonly waveUntil: Date | null;
}

/** How it is where nobody has set anything. */
export const usualModes: Modes = { mode: 'POST', wave: null, waveUntil: null };

/** Whether what was raised for a while is in force: until its end, by comparison, whatever has been written down. */
export const isWave = ({ wave, waveUntil }: Modes, now: Date): boolean =>
  wave !== null && waveUntil !== null && now < waveUntil;

/** The modes in force: a wave comes on top of what holds anyway, so it never takes anything back. */
export const inForce = (set: Modes, now: Date): readonly Mode[] =>
  set.wave && isWave(set, now) ? [set.mode, set.wave] : [set.mode];

/** What decides whether a new text waits. */
export interface NewText {
  /** How many texts of its author are shown, up to `FIRST_TEXTS`. */
  readonly shown: number;
  /** Whether a signal asks for somebody to look. */
  readonly isFlagged: boolean;
}

/** For which mode a text waits, if it does. */
export const waitsFor = (held: readonly Mode[], { shown, isFlagged }: NewText): Mode | undefined =>
  held.find(
    (mode) => mode === 'PRE' || (mode === 'PRE_NEW' && shown < FIRST_TEXTS) || (mode === 'PRE_FLAGGED' && isFlagged),
  );

/** Whether nothing is taken in. */
export const takesTexts = (held: readonly Mode[]): Refusal | undefined =>
  held.includes('CLOSED') ? new Refusal('TEXTS_CLOSED') : undefined;

const known = any<unknown>(hasRole('STAFF', 'MODERATOR', 'AUDITOR'), placeIsPublic);

/** Who sets the mode of a place: those who moderate there, and nobody by being staff. */
export const mayChangeMode: Rule = all<unknown>(known, hasRole('MODERATOR'));

type Changed = Decision<Modes>;

const changed = (at: Situation, patch: Modes, from: Mode, to: Mode, actor: 'moderator' | 'system'): Changed => ({
  patch,
  event: event(
    'mod.mode_changed',
    {
      component: at.component?.id ?? '',
      from,
      to,
      ...(patch.waveUntil ? { until: patch.waveUntil.toISOString() } : {}),
    },
    actor === 'moderator' ? { actor, commit: { moderator: at.viewer.personId ?? '' } } : { actor },
  ),
});

/** Sets the mode of a place, for good, which ends a wave too, or raises it for some hours. */
export const changeMode =
  (typed: string, hours: number | null) =>
  (at: Situation, before: Modes): Changed | Refusal => {
    const refusal = mayChangeMode(at, undefined);
    if (refusal) return refusal;
    const mode = modes.find((one) => one === typed);
    if (!mode) return new Refusal(typed === '' ? 'EMPTY' : 'BAD_USER_INPUT', 'mode');
    const running = isWave(before, at.now) ? before.wave : null;
    if (hours === null)
      return mode === before.mode && !running
        ? new Refusal('NOTHING_CHANGED')
        : changed(at, { mode, wave: null, waveUntil: null }, running ?? before.mode, mode, 'moderator');
    if (mode === 'POST') return new Refusal('BAD_USER_INPUT', 'mode');
    if (!Number.isInteger(hours) || hours < 1 || hours > LONGEST_WAVE)
      return new Refusal('BAD_USER_INPUT', 'hours', { max: LONGEST_WAVE });
    const waveUntil = new Date(at.now.getTime() + hours * 3_600_000);
    return changed(at, { mode: before.mode, wave: mode, waveUntil }, running ?? before.mode, mode, 'moderator');
  };

/** Writes down that a wave is over: the place is as it was. */
export const endWave = (at: Situation, { mode, wave }: Modes): Changed =>
  changed(at, { mode, wave: null, waveUntil: null }, wave ?? mode, mode, 'system');
