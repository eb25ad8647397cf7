// What `@jest/globals` is for specs that run in bare Node: the runner's own globals, with the time limit it lacks.
import { setTimeout as pause } from 'node:timers/promises';

const limit = 120_000;

/** The test or hook that fails when it is not over in time (milliseconds). */
const timed = (work, ms = limit) =>
  work &&
  (async (...args) => {
    const over = new AbortController();
    const late = pause(ms, undefined, { signal: over.signal }).then(
      () => Promise.reject(new Error(`not over after ${ms} ms`)),
      () => undefined,
    );
    try {
      await Promise.race([work(...args), late.then(() => new Promise(() => undefined))]);
    } finally {
      over.abort();
    }
  });

const timing = (call) => (name, work, ms) => call(name, timed(work, ms));
const timingEach =
  (each) =>
  (...table) =>
    timing(each(...table));

export const { expect, jest, describe } = globalThis;
export const test = Object.assign(timing(globalThis.test), { each: timingEach(globalThis.test.each) });
export const it = test;
export const [beforeAll, afterAll, beforeEach, afterEach] = ['beforeAll', 'afterAll', 'beforeEach', 'afterEach'].map(
  (hook) => (work, ms) => globalThis[hook](timed(work, ms)),
);
