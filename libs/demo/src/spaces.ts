import { children } from './children/space.ts';
import { greenway } from './greenway/space.ts';
import { plainNotices } from './plain/space.ts';
import { plan } from './plan/space.ts';
import { station } from './station/space.ts';
import type { DemoSpace } from './types.ts';

/** The processes of the city, in the order of its menu. */
export const spaces: readonly DemoSpace[] = [station, greenway, plainNotices, plan, children];
