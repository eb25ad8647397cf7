import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { pairsByMinHash, pairsByPrefix } from './candidates.ts';
import { Gathering, groupGathered, groupTexts, type SentText } from './grouping.ts';
import { ownWords } from './own-words.ts';
import { plain, sameText } from './plain.ts';
import { jaccard, shingleSets } from './shingles.ts';

const shared = new URL('../../../../../shared/data/comments/', import.meta.url);
const withShared = (name: string, body: () => void): void => {
  test(
    existsSync(shared) ? name : `${name} (skipped: ../shared/data is absent)`,
    existsSync(shared) ? body : () => console.warn('../shared/data is absent'),
  );
};
const rowsOf = (file: string): SentText[] =>
  parse(readFileSync(new URL(`${file}.csv`, shared)), { columns: true, bom: true, cast: false });

/** Made-up text of a seed: `sentences` sentences of different words. */
function words(seed: number, sentences: number): string[] {
  let state = seed;
  const next = (n: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % n;
  };
  const letter = (): string => String.fromCodePoint(0x4e00 + next(3_000));
  return Array.from({ length: sentences }, () => `${Array.from({ length: 20 }, letter).join('')}。`);
}
const idsAs = (texts: readonly string[]): SentText[] =>
  texts.map((text, i) => ({ id: `t${String(i).padStart(5, '0')}`, text }));

withShared('PC19 G1 the shared files are grouped as they should be', () => {
  const sizes: Record<string, number[]> = {
    'en-epa-r06-oar-2020-0510': [99, 63, 47, 33, 30, 20, 7, 4],
    'en-usda-2020-0009': [424, 210, 75],
    'ja-ai-copyright-mass': [20, 4, 4, 3, 2, 2, 2, 2],
    'ja-campaigns-synthetic': [60, 35, 20, 12, 2],
    'ja-yamaguchi-opinions': [],
  };
  for (const [file, expected] of Object.entries(sizes)) {
    const { sameText: same, nearGroups, templateGroups } = groupTexts(rowsOf(file));
    const right = JSON.parse(readFileSync(new URL(`expected/${file}.json`, shared), 'utf8'));
    const sorted = (groups: readonly (readonly string[])[]) => groups.map((ids) => [...ids].sort().join(' ')).sort();
    expect(nearGroups.map((ids) => ids.length)).toEqual(expected);
    expect([same, nearGroups, templateGroups].map(sorted)).toEqual(
      [right.sameText, right.nearGroups, right.templateGroups].map(sorted),
    );
  }
});

withShared('PC21 G4 G6 another order, a file twice and an exact copy change nothing but the group of the copy', () => {
  const rows = rowsOf('ja-campaigns-synthetic');
  const found = groupTexts(rows);
  expect(groupTexts([...rows.toReversed(), ...rows])).toEqual(found);
  const copied = rows[0] as SentText;
  const { nearGroups } = groupTexts([{ ...copied, id: 'A-copy' }, ...rows]);
  const without = (groups: readonly (readonly string[])[]) =>
    groups.map((ids) => ids.filter((id) => id !== 'A-copy').join(' ')).sort();
  expect(without(nearGroups)).toEqual(without(found.nearGroups));
  expect(nearGroups.find((ids) => ids.includes('A-copy'))).toContain(copied.id);
});

test('PC21 G5 width, case, punctuation, blanks and lines make no other text; letters do', () => {
  const [text, ...same] = [
    'パブコメ、Ｓｍａｒｔ city　に 賛成です。',
    'ﾊﾟﾌﾞｺﾒ，SMART\nCITY に賛成です',
    '「パブコメ」 smart-city に賛成です！！🎉',
  ];
  for (const other of same) expect(sameText(text as string, other)).toBe(true);
  expect(sameText('賛成です', '反対です')).toBe(false);
  expect(plain('Straße ΟΔΟΣ')).toBe(plain('STRASSE οδος'));
  expect(sameText('。、！🎉', '🎉')).toBe(false);
});

test('G7 pairs by prefix are those of brute force', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ unit: fc.constantFrom('あ', 'い', 'う'), minLength: 0, maxLength: 14 }), {
        minLength: 2,
        maxLength: 12,
      }),
      fc.constantFrom(0.5, 0.7, 0.9),
      (texts, least) => {
        const all = shingleSets(texts, 3);
        const near = (a: number, b: number) => jaccard(all.sets[a] as Int32Array, all.sets[b] as Int32Array) >= least;
        const found = new Set<string>();
        pairsByPrefix(all, least, (a, b) => near(a, b) && found.add([a, b].sort((x, y) => x - y).join()));
        const right = texts.flatMap((_, b) =>
          texts.slice(0, b).flatMap((_text, a) => (near(a, b) ? [`${a},${b}`] : [])),
        );
        expect([...found].sort()).toEqual(right.sort());
      },
    ),
    { numRuns: 300, seed: 7 },
  );
});

test('G7 MinHash finds near pairs', () => {
  const texts = Array.from({ length: 400 }, (_, i) => {
    const lines = words(1_000 + (i >> 1), 12);
    return (i % 2 === 0 ? lines : [...lines.slice(0, 11), ...words(90_000 + i, 1)]).join('');
  });
  const all = shingleSets(texts.map(plain), 5);
  const found = new Set<string>();
  pairsByMinHash(
    all,
    (a, b) => jaccard(all.sets[a] as Int32Array, all.sets[b] as Int32Array) >= 0.7 && found.add(`${a},${b}`),
  );
  expect(found.size).toBe(200);
  const many = groupGathered(gathered(idsAs(texts)), { parameters: { ...groupTexts([]).parameters, exactUpTo: 100 } });
  expect(many.parameters.method).toBe('minhash');
  expect(many.nearGroups).toEqual(groupTexts(idsAs(texts)).nearGroups);
});

function gathered(rows: readonly SentText[]): Gathering {
  const gathering = new Gathering();
  for (const row of rows) gathering.add(row);
  return gathering;
}

test('G8 a chain is one near group in parts, none of them below 0.50 to its medoid', () => {
  // Each text drops the first sentence of the one before and adds one at its end.
  const lines = words(3, 33);
  const rows = idsAs(Array.from({ length: 20 }, (_, i) => lines.slice(i, i + 13).join('')));
  const { nearGroups, parts } = groupTexts(rows);
  expect(nearGroups.map((ids) => ids.length)).toEqual([20]);
  expect(parts[0]?.length).toBeGreaterThan(1);
  expect(parts[0]?.flatMap((part) => part.ids).sort()).toEqual(rows.map(({ id }) => id));
  const { sets } = shingleSets(
    rows.map(({ text }) => plain(text)),
    5,
  );
  const set = (id: string) => sets[rows.findIndex((row) => row.id === id)] as Int32Array;
  for (const { ids, medoid } of parts[0] ?? [])
    for (const id of ids) expect(jaccard(set(id), set(medoid))).toBeGreaterThanOrEqual(0.5);
});

test('G9 short, empty, endless and monotonous texts', () => {
  const long = words(5, 12_000).join('');
  const rows = idsAs([
    '',
    '。',
    '🎉🎉',
    'あ',
    'あ',
    'いい',
    'うううう',
    'う'.repeat(10_000),
    'う'.repeat(9_999),
    long,
    `${long}。。`,
    long.repeat(4),
  ]);
  const { comments, distinct, sameText: same, nearGroups } = groupTexts(rows);
  expect([comments, distinct]).toEqual([12, 7]);
  expect(same).toEqual([
    ['t00003', 't00004'],
    ['t00009', 't00010'],
  ]);
  expect(nearGroups).toEqual([
    ['t00009', 't00010', 't00011'],
    ['t00003', 't00004'],
    ['t00007', 't00008'],
  ]);
});

test('G10 a template with a story of its own is in the template group, and its own words are the sentences added', () => {
  const template = words(11, 6).join('');
  const story = [
    '私は毎日この道を歩いて通勤しており、夜はとても暗く感じます。',
    '先週も転びそうになりました。',
    ...words(12, 14),
  ].join('');
  const text = `${template}${story}`;
  const { nearGroups, templateGroups } = groupTexts([
    { id: 'a', text: template },
    { id: 'b', text: template },
    { id: 'c', text },
  ]);
  expect([nearGroups, templateGroups]).toEqual([[['a', 'b']], [['a', 'b', 'c']]]);
  expect(ownWords(text, template).join('')).toBe(story);
  expect(ownWords(template, template)).toEqual([]);
});

test('G13 G14 three submissions of one text by two people; groups and single texts are all that came', () => {
  const text = words(2, 3).join('');
  const found = groupTexts([
    { id: '1', text, person: 'hana' },
    { id: '2', text, person: 'hana' },
    { id: '3', text: `${text} `, person: 'kenta' },
    { id: '4', text: words(9, 3).join('') },
  ]);
  expect(found.parts[0]?.map(({ ids, people, distinct }) => [ids.length, people, distinct])).toEqual([[3, 2, 1]]);
  expect(found.nearGroups.flat().length + 1).toBe(found.comments);
});

test('an id that comes twice counts once, and is refused with another text', () => {
  const gathering = new Gathering();
  expect(
    [
      ['1', '賛成です'],
      ['1', '賛成です。'],
      ['1', '反対です'],
    ].map(([id, text]) => gathering.add({ id: id as string, text: text as string })),
  ).toEqual([true, true, false]);
  expect(gathering.size).toBe(1);
});
