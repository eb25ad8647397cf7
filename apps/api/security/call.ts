import type { StageCall, Subject } from '@hiroba/testing';
import type { Scene } from './scene.ts';

/** How a root field is called: what it is about, made anew after each success, and its arguments. */
export type Call = StageCall<Scene>;

let count = 0;

/** A number that was not used before. */
export const next = (): number => (count += 1);

/** The id of the subject as the only argument. */
export const byId = (_: Scene, { id }: Subject) => ({ id });

/** A token that was never given to anybody. */
export const nothing = 'no-such-token-000000000000000000000000000000';
