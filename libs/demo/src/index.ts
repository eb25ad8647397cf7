import { organisation } from './city.ts';
import { password, people, totpSecret } from './people.ts';
import { spaces } from './spaces.ts';
import type { DemoCity } from './types.ts';

export type * from './types.ts';
export { minutesOf } from './text.ts';
export { supportsOf, type DemoSupport } from './supports.ts';

/** The demo city: a fictional town of 260,000 people with processes in every state. */
export const demoCity: DemoCity = { organisation, password, totpSecret, people, spaces };
