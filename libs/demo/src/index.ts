import { organisation } from './city.ts';
import { password, people, totpSecret } from './people.ts';
import { spaces } from './spaces.ts';
import { taxonomies } from './taxonomies.ts';
import type { DemoCity } from './types.ts';

export * from './acts.ts';
export * from './crowd/plan.ts';
export type * from './types.ts';
export { at, minutesOf, text } from './text.ts';

/** The demo city: a fictional town of 260,000 people with processes in every state; components bring what happened in them. */
export const demoCity: DemoCity = { organisation, password, totpSecret, people, taxonomies, spaces };
