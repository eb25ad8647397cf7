import { expect, it } from '@jest/globals';
import type { Act } from '@hiroba/demo';
import { sideBySide } from './side-by-side.ts';

const act = (at: number, about?: string, quiet = false): Act =>
  ({ at, by: 'hana', document: '', variables: () => ({}), ...(about ? { about } : {}), quiet });

async function courseOf(acts: readonly Act[], most: number): Promise<string[]> {
  const course: string[] = [];
  await sideBySide(acts, most, async ({ at }) => {
    course.push(`${at}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
    course.push(`/${at}`);
  });
  return course;
}

it('keeps the order of what is recorded, lets quiet acts and those of the same instant go on beside it, one at a time about a subject, and nothing beside an act about all', async () => {
  expect(await courseOf([act(1, 'a'), act(2, 'b')], 3)).toEqual(['1', '/1', '2', '/2']);
  expect(await courseOf([act(1, 'a'), act(1, 'b'), act(1, 'a')], 3)).toEqual(['1', '1', '/1', '1', '/1', '/1']);
  expect(await courseOf([act(1, 'a'), act(2, 'b', true), act(3, 'c', true)], 3)).toEqual(['1', '2', '3', '/1', '/2', '/3']);
  expect(await courseOf([act(1, 'a'), act(2, 'a', true), act(3, 'a', true)], 3)).toEqual(['1', '/1', '2', '/2', '3', '/3']);
  expect(await courseOf([act(1, 'a', true), act(2, 'a'), act(3, 'b', true)], 3)).toEqual(['1', '3', '/1', '2', '/3', '/2']);
  expect(await courseOf([act(1, 'a', true), act(2), act(3, 'b', true)], 3)).toEqual(['1', '/1', '2', '/2', '3', '/3']);
  expect(await courseOf([act(1, 'a', true), act(2, 'b', true), act(3, 'c', true)], 2)).toEqual(['1', '2', '/1', '3', '/2', '/3']);
});

it('ends with the first failure', async () => {
  const broken = sideBySide([act(1, 'a'), act(2, 'b')], 2, async ({ at }) => {
    if (at === 1) throw new Error('refused');
  });
  await expect(broken).rejects.toThrow('refused');
});
