import { expect, test } from '@jest/globals';
import en from '../../../libs/server/locales/en.json' with { type: 'json' };
import ja from '../../../libs/server/locales/ja.json' with { type: 'json' };
import { administrationEvents, createTranslator, dataEvents, EventRegistry, logEvents, type Leaf1 } from '@hiroba/kernel';
import { sharedBytes, sharedTest } from '@hiroba/kernel/testing/shared-data.ts';
import { librariesOf } from '@hiroba/server';
import { factsOf } from '@hiroba/spaces/server';
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

test('every event has its words in both languages, which name nothing but its facts, and so has each library that writes any', () => {
  const types = librariesOf([administrationEvents, dataEvents, logEvents], libraries);
  const needed = [...types].flatMap(([type, library]) => [`${library}.log`, `${library}.log.${type}`, `${library}.said.${type}`]);
  for (const [locale, own] of Object.entries({ ja, en })) {
    const known: Record<string, string> = Object.assign({}, own, ...libraries.map(({ locales }) => locales[locale as 'ja']));
    expect(needed.filter((key) => !known[key])).toEqual([]);
    const translate = createTranslator(known, locale, { strict: true });
    for (const key of needed) expect(translate(key, { ...factsOf({}), who: '' })).not.toMatch(/[{}]/);
  }
});
