/** A dated window of a space that opens actions; half-open `[opensAt, closesAt)`, the last may stay open. */
export interface Phase {
  readonly key: string;
  readonly opensAt: Date;
  readonly closesAt: Date | null;
  /** Actions this phase opens in the component at hand. */
  readonly allows: readonly string[];
}

type Window = Pick<Phase, 'opensAt' | 'closesAt'>;

/** Whether an instant lies in the half-open window. */
export const isOpen = ({ opensAt, closesAt }: Window, now: Date): boolean =>
  opensAt <= now && (closesAt === null || now < closesAt);

/** Where a phase stands; derived at request time, never stored. */
export type PhaseStatus = 'UPCOMING' | 'OPEN' | 'PAST';

/** The status of a window at an instant. */
export const phaseStatus = (phase: Window, now: Date): PhaseStatus =>
  now < phase.opensAt ? 'UPCOMING' : isOpen(phase, now) ? 'OPEN' : 'PAST';

/** The next instant at which any phase opens or closes, where pages and caches must look again. */
export function nextBoundary(phases: readonly Window[], now: Date): Date | undefined {
  const later = phases
    .flatMap((phase) => [phase.opensAt, phase.closesAt])
    .filter((instant): instant is Date => instant !== null && instant > now)
    .sort((a, b) => a.getTime() - b.getTime());
  return later[0];
}
