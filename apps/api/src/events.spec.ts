import { expect } from '@jest/globals';
import { administrationEvents, dataEvents, EventRegistry, logEvents, type Leaf1 } from '@hiroba/kernel';
import { sharedBytes, sharedTest } from '@hiroba/kernel/testing/shared-data.ts';
import { libraries } from './libraries.ts';

const file = 'transparency/golden-log/leaves.jsonl';

sharedTest('the golden log obeys the rules of the events this installation writes', file, () => {
  const own = libraries.flatMap(({ events }) => (events ? [events] : []));
  const registry = new EventRegistry(administrationEvents, dataEvents, logEvents, ...own);
  const leaves = sharedBytes(file).toString('utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as Leaf1);
  const known = leaves.filter(({ type }) => registry.rule(type) !== undefined);
  expect(known.length).toBeGreaterThan(200);
  expect(known.map((leaf) => registry.problem({ ...leaf, log: 'public' })).filter((problem) => problem !== undefined)).toEqual([]);
});
