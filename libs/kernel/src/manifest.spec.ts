import { expect, test } from '@jest/globals';
import { localized } from './localized.ts';
import { defineComponent, readSettings } from './manifest.ts';

const manifest = defineComponent({
  name: 'things', actions: ['create'], resources: ['Thing'],
  settings: [
    { key: 'many', type: 'INTEGER', min: 0, max: 10, default: 3 },
    { key: 'loud', type: 'BOOLEAN', default: false },
    { key: 'when', type: 'CHOICE', options: ['NOW', 'LATER'], default: 'NOW' },
    { key: 'note', type: 'TEXT', max: 3, default: '' },
  ],
});

test('stored settings are completed by defaults, and what does not fit is named', () => {
  expect(readSettings(manifest, {})).toEqual({ settings: { many: 3, loud: false, when: 'NOW', note: '' }, problems: [] });
  expect(readSettings(manifest, { many: 10, loud: true, when: 'LATER', note: 'abc' }).settings).toEqual({ many: 10, loud: true, when: 'LATER', note: 'abc' });
  expect(readSettings(manifest, { many: 11, loud: 1, when: 'NEVER', note: 'abcd', old: 1 }).problems).toEqual(['old', 'many', 'loud', 'when', 'note']);
  expect(readSettings(manifest, { many: 1.5 }).problems).toEqual(['many']);
});

test('a setting may be a list of rows, each with its own key', () => {
  const own = [{ key: 'a', label: 'A' }];
  const rows = defineComponent({
    name: 'things', actions: [], resources: [],
    settings: [{ key: 'kinds', type: 'ROWS', max: 2, fits: (row) => 'label' in (row as object), default: own }],
  });
  const read = (kinds: unknown) => readSettings(rows, { kinds });
  expect(read(undefined)).toEqual({ settings: { kinds: [{ key: 'a', label: 'A' }] }, problems: ['kinds'] });
  expect(read([{ key: 'b', label: 'B' }])).toEqual({ settings: { kinds: [{ key: 'b', label: 'B' }] }, problems: [] });
  for (const bad of ['x', [null], [{ label: 'B' }], [{ key: 'b' }], [{ key: 'b', label: '1' }, { key: 'b', label: '2' }],
    ['b', 'c', 'd'].map((key) => ({ key, label: key }))]) expect(read(bad).problems).toEqual(['kinds']);
});

test('a setting may name things of another library, each once', () => {
  const manifestOf = defineComponent({
    name: 'things', actions: [], resources: [], settings: [{ key: 'trees', type: 'SEVERAL', of: 'trees', max: 2, default: [] }],
  });
  const read = (trees: unknown) => readSettings(manifestOf, { trees });
  expect(readSettings(manifestOf, {})).toEqual({ settings: { trees: [] }, problems: [] });
  expect(read(['oak', 'elm'])).toEqual({ settings: { trees: ['oak', 'elm'] }, problems: [] });
  for (const bad of ['oak', [1], ['oak', 'oak'], ['a', 'b', 'c'], ['two words'], [''], null]) expect(read(bad).problems).toEqual(['trees']);
});

test('a setting may be a text in languages, each within bounds, counted as people count', () => {
  const manifestOf = defineComponent({
    name: 'things', actions: [], resources: [], settings: [{ key: 'guide', type: 'LOCALIZED', max: 3, default: {} }],
  });
  const read = (guide: unknown) => readSettings(manifestOf, { guide });
  expect(readSettings(manifestOf, {})).toEqual({ settings: { guide: {} }, problems: [] });
  for (const good of [{}, { ja: '書く𠮷' }, { ja: '👨‍👩‍👧葛󠄀か', en: 'abc' }]) expect(read(good)).toEqual({ settings: { guide: good }, problems: [] });
  for (const bad of ['書く', { ja: 'abcd' }, { ja: '' }, { fr: 'a' }, { ja: 1 }, [], null]) expect(read(bad).problems).toEqual(['guide']);
});

test('a staff text falls back to the language it exists in, and says so', () => {
  expect(localized({ ja: '広場', en: 'Square' }, 'en')).toEqual({ text: 'Square', lang: 'en' });
  expect(localized({ ja: '広場', en: null }, 'en')).toEqual({ text: '広場', lang: 'ja' });
  expect(localized(null, 'en')).toEqual({ text: '', lang: 'ja' });
});
