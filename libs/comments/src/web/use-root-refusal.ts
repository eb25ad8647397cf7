import type { Refusal, Rule } from '@hiroba/kernel';
import { useNow, useSituation } from '@hiroba/ui';
import { rootBoundary, type RootFacts } from '../domain/discussion.ts';

/** Why something may not be done below a thing, changing at the exact edge of the phase and of the thing's own window. */
export function useRootRefusal<S extends RootFacts>(rule: Rule<S>, subject: S): Refusal | undefined {
  const at = useSituation();
  const now = useNow((instant) => rootBoundary(subject, instant));
  return rule({ ...at, now: now > at.now ? now : at.now }, subject);
}
