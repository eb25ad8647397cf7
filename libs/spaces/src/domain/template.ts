import {
  instantOf,
  plusDays,
  privateEvent,
  type CivilDate,
  type LocalizedText,
  type Manifest,
  type Situation,
  Refusal,
} from '@hiroba/kernel';
import type { AskCard } from './ask.ts';
import { placeComponent, type ComponentEdit } from './component.commands.ts';
import type { SpaceCopy } from './copy.ts';
import { composedPhases } from './phases.ts';
import { draftSpace } from './space.commands.ts';

/** A phase of a template: from how many days after the beginning, until how many, and what it opens in the component. */
export interface TemplatePhase {
  readonly key: string;
  readonly title: LocalizedText;
  readonly text: LocalizedText;
  readonly callToAction?: LocalizedText;
  readonly from: number;
  /** Nothing where the last phase has no end. */
  readonly until: number | null;
  readonly allows: readonly string[];
}

/** A whole process to begin with. What a city must write itself stands in brackets 〔…〕, which keep it from being published. */
export interface SpaceTemplate {
  readonly key: string;
  /** What it is called among others, and for what it is good. */
  readonly name: LocalizedText;
  readonly about: LocalizedText;
  readonly title: LocalizedText;
  readonly summary: LocalizedText;
  readonly description: LocalizedText;
  readonly ask: AskCard;
  readonly phases: readonly TemplatePhase[];
  readonly component: Required<ComponentEdit>;
}

/** What a component adds to its server door to offer processes to begin with. */
export interface WithTemplates {
  readonly templates: readonly SpaceTemplate[];
}

/** Where and when a space begins that is made of a template. */
export interface TemplateWish {
  readonly slug: string;
  readonly spaceId: string;
  readonly componentId: string;
  /** The day on which its first phase opens, at nine. */
  readonly day: CivilDate;
  readonly zone: string;
}

const OPENS_AT = 9;

/** Begins a private draft with everything a template has. */
export function draftFromTemplate(
  at: Situation,
  template: SpaceTemplate,
  manifest: Manifest,
  wish: TemplateWish,
): SpaceCopy | Refusal {
  const { title, summary, description, ask, component } = template;
  const { slug, spaceId, componentId, day, zone } = wish;
  const space = draftSpace(at, { slug, kind: 'PROCESS', title, summary, description, ask });
  if (space instanceof Refusal) return space;
  const placed = placeComponent(
    { ...at, spaceId },
    { id: spaceId, state: 'DRAFT', rev: 0, visibility: 'PUBLIC' },
    manifest,
    component,
    1,
  );
  if (placed instanceof Refusal) return placed;
  // One phase follows the other at midnight, so that "until the 30th" is meant as it is said.
  const instant = (days: number) =>
    instantOf({ ...plusDays(day, days), hour: days === 0 ? OPENS_AT : 0, minute: 0, second: 0 }, zone).toISOString();
  const phases = template.phases.map(({ from, until, allows, ...phase }) => ({
    ...phase,
    opensAt: instant(from),
    closesAt: until === null ? null : instant(until),
    allows: { [componentId]: allows },
  }));
  return {
    space: {
      patch: { ...space.patch, phases: composedPhases(phases) },
      event: privateEvent('space.drafted', { kind: 'PROCESS', template: template.key }),
    },
    components: [{ id: componentId, decision: placed }],
  };
}
