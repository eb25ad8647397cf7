import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import {
  nextBoundary, visitor, type ComponentFacts, type Phase, type Refusal, type Rule, type Situation, type Viewer,
} from '@hiroba/kernel';

/** Facts of a component as an answer carries them: instants may be text. */
export interface AnsweredComponent extends Omit<ComponentFacts, 'phases'> {
  readonly phases: readonly (Omit<Phase, 'opensAt' | 'closesAt'> & {
    readonly opensAt: Date | string;
    readonly closesAt?: Date | string | null;
  })[];
}

interface Surroundings {
  readonly viewer: Viewer;
  /** The server's clock when the page was made. */
  readonly madeAt: Date;
  /** What to add to our clock to read the server's; unknown on the server and until the page has come alive. */
  readonly offset?: number;
  readonly component?: ComponentFacts;
  readonly spaceId?: string;
}

const SituationContext = createContext<Surroundings>({ viewer: visitor(''), madeAt: new Date(0) });

const withDates = ({ phases, ...facts }: AnsweredComponent): ComponentFacts => ({
  ...facts,
  phases: phases.map((phase) => ({
    ...phase,
    opensAt: new Date(phase.opensAt),
    closesAt: phase.closesAt ? new Date(phase.closesAt) : null,
  })),
});

interface SituationProviderProps {
  /** Who looks; inherited when a page only adds where it is. */
  readonly viewer?: Viewer;
  /** The server's clock when the page was made. */
  readonly now?: Date | string;
  readonly component?: AnsweredComponent;
  readonly spaceId?: string;
  readonly children: ReactNode;
}

/** Says who is looking, when and where, to every rule asked below it. */
export function SituationProvider({ viewer, now, component, spaceId, children }: SituationProviderProps) {
  const outer = use(SituationContext);
  const instant = now === undefined ? undefined : new Date(now).getTime();
  const [offset, setOffset] = useState<number>();
  useEffect(() => {
    // Every answer has aged on its way to us, so the largest difference seen is the nearest to the truth.
    if (instant !== undefined) setOffset((known = -Infinity) => Math.max(known, instant - Date.now()));
  }, [instant]);
  const value = useMemo<Surroundings>(() => ({
    viewer: viewer ?? outer.viewer,
    madeAt: instant === undefined ? outer.madeAt : new Date(instant),
    offset: offset ?? outer.offset,
    component: component ? withDates(component) : outer.component,
    spaceId: spaceId ?? component?.spaceId ?? outer.spaceId,
  }), [viewer, outer, instant, offset, component, spaceId]);
  return <SituationContext value={value}>{children}</SituationContext>;
}

/** setTimeout counts in 31 bits: a longer wait would fire at once. */
const LONGEST_WAIT = 2 ** 31 - 1;

/** The server's time, moving on at the given instants only: pages do not tick, they change when something changes. */
export function useNow(boundary?: (now: Date) => Date | undefined): Date {
  const { madeAt, offset } = use(SituationContext);
  const [reached, setReached] = useState(() => (offset === undefined ? madeAt : new Date(Date.now() + offset)));
  const now = reached > madeAt ? reached : madeAt;
  const next = boundary?.(now)?.getTime();
  useEffect(() => {
    if (next === undefined || offset === undefined) return undefined;
    const wait = next - (Date.now() + offset);
    if (wait > LONGEST_WAIT) return undefined;
    const timer = setTimeout(() => setReached(new Date(Math.max(Date.now() + offset, next))), Math.max(wait, 0));
    return () => clearTimeout(timer);
  }, [next, offset]);
  return now;
}

/** Who looks, when and where, as rules read it; it changes at the exact edge of a phase. */
export function useSituation(): Situation {
  const { viewer, component, spaceId } = use(SituationContext);
  const now = useNow((at) => nextBoundary(component?.phases ?? [], at));
  return { viewer, now, ...(component ? { component } : {}), ...(spaceId ? { spaceId } : {}) };
}

/** Why something may not be done here and now, by the very rule the API enforces; nothing when it may. */
export function useRefusal<S>(rule: Rule<S>, subject: S): Refusal | undefined {
  return rule(useSituation(), subject);
}

/** Who is looking. */
export const useViewer = (): Viewer => use(SituationContext).viewer;
