import { expect, it } from '@jest/globals';
import type { Act } from '@hiroba/demo';
import { sideBySide } from './side-by-side.ts';

const act = (at: number, about?: string, quiet = false, by = `${at}`): Act =>
  ({ at, by, document: '', variables: () => ({}), ...(about ? { about } : {}), quiet });

/** Who begins (`1`), is recorded (`1.`) and is done (`/1`), in their order. */
async function courseOf(acts: readonly Act[], most: number): Promise<string> {
  const course: string[] = [];
  await sideBySide(acts, most, async ({ at }, turn) => {
    course.push(`${at}`);
    await turn.come();
    course.push(`${at}.`);
    await new Promise((resolve) => setTimeout(resolve, 1));
    course.push(`/${at}`);
  });
  return course.join(' ');
}

it('records in the order of time, lets quiet acts and those of the same instant go on beside it, and begins early what waits for none', async () => {
  expect(await courseOf([act(1, 'a'), act(2, 'b')], 3)).toBe('1 2 1. /1 2. /2');
  expect(await courseOf([act(1, 'a', false, 'hana'), act(1, 'b')], 3)).toBe('1 1 1. 1. /1 /1');
  expect(await courseOf([act(1, 'a'), act(2, 'b', true), act(3, 'c')], 3)).toBe('1 2 3 2. 1. /2 /1 3. /3');
});

it('lets one act at a time be about a subject or by a person, and nothing happen beside an act about all', async () => {
  expect(await courseOf([act(1, 'a'), act(2, 'a', true), act(3, 'a', true)], 3)).toBe('1 1. /1 2 2. /2 3 3. /3');
  expect(await courseOf([act(1, 'a', true, 'hana'), act(2, 'b', true, 'hana')], 3)).toBe('1 1. /1 2 2. /2');
  expect(await courseOf([act(1, 'a', true), act(2), act(3, 'b', true)], 3)).toBe('1 1. /1 2 2. /2 3 3. /3');
  expect(await courseOf([act(1, 'a', true), act(2, 'b', true), act(3, 'c', true)], 2)).toBe('1 2 1. 2. /1 3 3. /2 /3');
});

it('lets the next be recorded as soon as one is, and those about the same thing only when it has happened', async () => {
  const course: string[] = [];
  await sideBySide([act(1, 'a'), act(2, 'b'), act(3, 'a')], 3, async ({ at }, turn) => {
    await turn.come();
    course.push(`${at}.`);
    turn.over();
    await new Promise((resolve) => setTimeout(resolve, 5));
    course.push(`/${at}`);
  });
  expect(course.join(' ')).toBe('1. 2. /1 3. /2 /3');
});

it('lets one that holds more begin beside its person, and lock only in its turn, before which no later one locks', async () => {
  const course: string[] = [];
  const more: Act = { ...act(2, 'b', false, 'hana'), holdsMore: true };
  await sideBySide([act(1, 'a', false, 'hana'), more, act(3, 'c'), act(3, 'd', true, 'ken')], 3, async ({ at, about }, turn) => {
    course.push(`${at}${about}`);
    await turn.mayBegin();
    course.push(`(${at}${about}`);
    await turn.come();
    await new Promise((resolve) => setTimeout(resolve, 5));
    course.push(`${at}${about})`);
  });
  expect(course.join(' ')).toBe('1a 2b 3c 3d (1a (3d 1a) (2b 3d) 2b) (3c 3c)');
});

it('keeps a place for what others wait for', async () => {
  const acts = [act(1, 'a'), act(2, 'a'), act(3, 'b'), act(4, 'c'), act(5, 'd')];
  expect((await courseOf(acts, 2)).match(/\d\./g)).toEqual(['1.', '2.', '3.', '4.', '5.']);
});

it('ends with the first failure, and nobody waits on', async () => {
  const broken = sideBySide([act(1, 'a'), act(2, 'b')], 2, async ({ at }, turn) => {
    await turn.come();
    if (at === 1) throw new Error('refused');
  });
  await expect(broken).rejects.toThrow('refused');
});
