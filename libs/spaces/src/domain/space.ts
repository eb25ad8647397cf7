import { machine, type LocalizedText, type SpaceState, type SpaceVisibility } from '@hiroba/kernel';
import type { AskCard } from './ask.ts';
import type { Hero } from './hero.ts';
import type { SpacePhase } from './phases.ts';

/** A dated process, or a standing assembly. */
export const spaceKinds = ['PROCESS', 'ASSEMBLY'] as const;
export type SpaceKind = (typeof spaceKinds)[number];

/** The life of a space. */
export const spaceMoves = machine({
  DRAFT: { publish: 'PUBLISHED' },
  PUBLISHED: { archive: 'ARCHIVED' },
  ARCHIVED: { reopen: 'PUBLISHED' },
});

/** What the rules read of a space. */
export interface SpaceFacts {
  readonly id: string;
  readonly state: SpaceState;
  readonly rev: number;
  readonly visibility: SpaceVisibility;
}

/** The texts of a space that staff write. */
export interface SpaceTexts {
  readonly slug: string;
  readonly kind: SpaceKind;
  readonly title: LocalizedText;
  readonly kana: string | null;
  readonly summary: LocalizedText;
  readonly description: LocalizedText;
  readonly ask: AskCard;
  /** The key of the office in charge. */
  readonly office: string | null;
  readonly featured: boolean;
  readonly weight: number;
}

/** A whole space as its commands know it. */
export interface SpaceContent extends SpaceFacts, SpaceTexts {
  readonly hero: Hero | null;
  readonly phases: readonly SpacePhase[];
  readonly publishedAt: Date | null;
  /** How many times staff saved it; a form says which one it was opened with. */
  readonly edition: number;
}

/** When a space stands to people: something is open now, comes later, or is over. */
export const spaceTimes = ['OPEN', 'UPCOMING', 'ENDED'] as const;
export type SpaceTime = (typeof spaceTimes)[number];

/** When a space stands, from its phases and state. */
export function timeOf({ state, phases }: Pick<SpaceContent, 'state' | 'phases'>, now: Date): SpaceTime {
  const instant = now.toISOString();
  if (state === 'ARCHIVED') return 'ENDED';
  if (phases.some(({ opensAt, closesAt }) => opensAt <= instant && (closesAt === null || instant < closesAt))) return 'OPEN';
  return phases.some(({ opensAt }) => opensAt > instant) ? 'UPCOMING' : 'ENDED';
}
