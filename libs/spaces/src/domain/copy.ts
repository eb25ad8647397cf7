import { privateEvent, Refusal, type Decision, type Situation } from '@hiroba/kernel';
import type { PlacedContent } from './component.ts';
import { shiftedPhases } from './phases.ts';
import { emptySpace } from './space.commands.ts';
import { spacePolicy } from './space.policy.ts';
import type { SpaceContent } from './space.ts';

/** How a copy differs from its original. */
export interface CopyWish {
  readonly slug: string;
  readonly days: number;
  readonly zone: string;
}

const beyondCalendars = (iso: string): boolean => !/^\d{4}-/.test(iso);

/** A space's copy: texts, shifted phases and components under new ids; never content or people. */
export interface SpaceCopy {
  readonly space: Decision<Partial<SpaceContent>>;
  readonly components: readonly { readonly id: string; readonly decision: Decision<Partial<PlacedContent>> }[];
}

/** Copies a space as a new private draft; `ids` gives each component of the original its new id. */
export function copySpace(
  at: Situation, space: SpaceContent, components: readonly PlacedContent[], ids: ReadonlyMap<string, string>, { slug, days, zone }: CopyWish,
): SpaceCopy | Refusal {
  const refusal = spacePolicy.copy(at, space);
  if (refusal) return refusal;
  if (!Number.isSafeInteger(days) || Math.abs(days) > 3660) return new Refusal('BAD_USER_INPUT', 'days');
  const { kind, title, kana, summary, description, ask, office, weight, hero, visibility } = space;
  const phases = shiftedPhases(space.phases, days, zone).map((phase) => ({
    ...phase,
    allows: Object.fromEntries(Object.entries(phase.allows).flatMap(([id, actions]) => {
      const copied = ids.get(id);
      return copied ? [[copied, actions] as const] : [];
    })),
  }));
  if (phases.some(({ opensAt, closesAt }) => beyondCalendars(opensAt) || (closesAt !== null && beyondCalendars(closesAt)))) {
    return new Refusal('BAD_USER_INPUT', 'days');
  }
  return {
    space: {
      patch: { ...emptySpace, slug, kind, title, kana, summary, description, ask, office, weight, hero, visibility, phases },
      event: privateEvent('space.drafted', { kind, from: space.id }),
    },
    components: components.map((component) => ({
      id: ids.get(component.id) ?? component.id,
      decision: {
        patch: {
          manifest: component.manifest, title: component.title, intro: component.intro, weight: component.weight,
          settings: component.settings, published: false, edition: 0,
        },
        event: privateEvent('component.placed', { manifest: component.manifest }),
      },
    })),
  };
}
