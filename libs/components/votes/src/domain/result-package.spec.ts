import { describe, expect, it, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { ballotDigest, openingOf, setRoot } from './ballot-digest.ts';
import type { CountedBallot } from './ballots-file.ts';
import { checkPackage } from './package-check.ts';
import { ballotsHash, publicationForm, uniquenessOf, uniquePermille } from './publication.ts';
import { drawnLot, packageHash, resultPackage, resultText, type PackageInput } from './result-package.ts';
import { ruleHash, type VoteDocument } from './vote-document.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest());

const vote: VoteDocument = {
  id: 'v1',
  type: 'single',
  method: 'plurality',
  options: ['A', 'B', 'C'].map((id) => ({ id, title: { ja: id, en: id } })),
  parameters: { tieRule: 'lot' },
  eligible: 60,
  scopes: [{ id: 'city' }],
  secrecy: 'SEPARATED',
  publication: { uniqueLimitPermille: 50, openings: 'PUBLIC' },
  lotSource: { kind: 'STOCK_INDEX', description: 'the close of the stock index', date: '2027-03-01' },
  dates: { opensAt: '2027-01-10T00:00:00Z', closesAt: '2027-01-24T00:00:00Z' },
};

const cast: readonly CountedBallot[] = [
  { b: 'A', n: 12 },
  { b: 'B', n: 12 },
  { b: 'C', n: 5 },
  { b: null, n: 1 },
];
const ballots = [{ scope: 'city', ballots: cast }];
const openings = cast.flatMap(({ b, n }, at) =>
  Array.from({ length: n }, (_, i) => openingOf(b, 'v1', new Uint8Array(32).fill(16 * at + i), sha256)),
);
const input: PackageInput = {
  vote,
  ballots,
  openings,
  digests: openings.map(({ digest }) => digest),
  register: { eligible: 60, voted: 30, byChannel: { ONLINE: 25, COUNTER: 5 } },
  lot: drawnLot('Nikkei 225', '38123.45', ballotsHash(ballots, sha256), ['A', 'B', 'C']),
};
const files = resultPackage(input, sha256);
const text = (name: string): string => new TextDecoder().decode(files.get(name));
const changed = (name: string, from: string, to: string): ReadonlyMap<string, Uint8Array> => {
  expect(text(name)).toContain(from);
  return new Map([...files, [name, new TextEncoder().encode(text(name).replace(from, to))]]);
};
const problems = (given: ReadonlyMap<string, Uint8Array>) =>
  checkPackage(given, sha256).problems.map(({ file }) => file);

describe('the digest of a ballot', () => {
  it('has the value of the vector, and opens', () => {
    const salt = Uint8Array.from({ length: 32 }, (_, at) => at);
    expect(openingOf(['A', 'B'], 'v1', salt, sha256).digest).toBe('HwMPX_UEpV0rDVNRZltzdFS4mul21LAaWR5Nqz4be3A');
    expect(ballotDigest({ 10: 1, 9: 2 }, 'v1', 'x', sha256)).toBe(ballotDigest({ 9: 2, 10: 1 }, 'v1', 'x', sha256));
  });

  it('stands in a tree whose root asks for no order', () => {
    const digests = openings.map(({ digest }) => digest);
    expect(setRoot(digests, sha256)).toBe(setRoot(digests.toReversed(), sha256));
    expect(setRoot(digests, sha256)).not.toBe(setRoot(digests.slice(1), sha256));
  });
});

describe('a result package', () => {
  it('is good as it is made, and always made the same', () => {
    expect(checkPackage(files, sha256)).toMatchObject({ problems: [] });
    expect(checkPackage(files, sha256).good).toHaveLength(9);
    const again = resultPackage(
      { ...input, ballots: [{ scope: 'city', ballots: cast.toReversed() }], openings: openings.toReversed() },
      sha256,
    );
    expect(packageHash(again, sha256)).toBe(packageHash(files, sha256));
    expect(JSON.parse(text('result.json'))).toMatchObject({
      engine: 'hiroba-tally/1',
      ruleHash: ruleHash(vote, sha256),
      scopes: { city: { valid: 30, blank: 1, turnout: '1/2' } },
    });
    expect(text('SHA256SUMS')).toMatch(/^[0-9a-f]{64} {2}README\.txt\n/);
  });

  test('V15 a changed ballot is told by its file', () => {
    expect(problems(changed('ballots.jsonl', '"n":12', '"n":13'))).toEqual(
      expect.arrayContaining([
        'ballots.jsonl',
        'register.json',
        'lot.json',
        'digests.txt',
        'openings.jsonl',
        'result.json',
      ]),
    );
    expect(problems(changed('ballots.jsonl', '{"b":"A"', '{"b": "A"'))).toEqual(['ballots.jsonl', 'ballots.jsonl']);
    expect(problems(changed('ballots.jsonl', '"C"', '"X"'))).toContain('ballots.jsonl');
  });

  it.each([
    ['vote.json', '"eligible":60', '"eligible":61'],
    ['result.json', '"winners":["', '"winners":["C","'],
    ['lot.json', '38123.45', '38123.46'],
    ['openings.jsonl', '"salt":"A', '"salt":"B'],
    ['register.json', '"voted":30', '"voted":31'],
  ])('%s that says something else is told', (name, from, to) => {
    expect(problems(changed(name, from, to))).toContain(name);
  });

  it('tells what is missing, and what is too much', () => {
    expect(problems(new Map([...files].filter(([name]) => name !== 'digests.txt')))).toContain('digests.txt');
    expect(problems(new Map([...files, ['more.txt', new Uint8Array()]]))).toEqual(['more.txt']);
    expect(problems(new Map([...files].filter(([name]) => name !== 'vote.json')))).toContain('vote.json');
  });

  it('counts each district for itself', () => {
    const districts = {
      ...vote,
      scopes: [
        { id: 'east', eligible: 10, options: ['A', 'B'] },
        { id: 'west', eligible: 50 },
      ],
    };
    const both = [
      { scope: 'west', ballots: cast },
      { scope: 'east', ballots: [{ b: 'A', n: 3 }] },
    ];
    const { scopes } = JSON.parse(resultText({ vote: districts, ballots: both }, sha256));
    expect(scopes).toMatchObject({
      east: { winners: ['A'], turnout: '3/10' },
      west: { awaitsLot: true, turnout: '3/5' },
    });
    expect([...resultPackage({ vote: districts, ballots: both, digests: [] }, sha256).keys()]).toEqual(
      expect.arrayContaining(['ballots-east.jsonl', 'ballots-west.jsonl']),
    );
  });
});

test('V16 unique ballots: 2.3 % under a limit of 5 % come out as a file, 88 % as a commitment', () => {
  const world = (unique: number, all: number): readonly CountedBallot[] => [
    ...Array.from({ length: unique }, (_, at) => ({ b: [`p${at}`], n: 1 })),
    { b: [], n: all - unique },
  ];
  const form = (unique: number, all: number, limit = 50) => publicationForm(uniquenessOf([world(unique, all)]), limit);
  expect([form(23, 1000), form(880, 1000)]).toEqual(['FILE', 'COMMITMENT']);
  expect([form(50, 1000), form(51, 1000)]).toEqual(['FILE', 'COMMITMENT']);
  expect([form(0, 19), form(0, 20)]).toEqual(['COMMITMENT', 'FILE']);
  expect(uniquePermille({ unique: 1, ballots: 3000 })).toBe(1);

  const salt = new Uint8Array(32).fill(7);
  const secret = [
    {
      scope: 'city',
      ballots: [
        { b: 'A', n: 2 },
        { b: 'B', n: 1 },
      ],
    },
  ];
  const closed = resultPackage({ vote, ballots: secret, salt, digests: ['x', 'y', 'z'], openings }, sha256);
  expect([...closed.keys()]).not.toContain('ballots.jsonl');
  expect([...closed.keys()]).not.toContain('openings.jsonl');
  expect(checkPackage(closed, sha256).problems).toEqual([
    { file: 'ballots.jsonl', problem: 'not published; auditors hold it' },
  ]);
  const copy = resultPackage({ vote, ballots: secret, digests: [] }, sha256);
  expect(checkPackage(closed, sha256, { salt, ballots: copy }).problems).toEqual([]);
  expect(
    checkPackage(closed, sha256, { salt: new Uint8Array(32), ballots: copy }).problems.map(({ file }) => file),
  ).toContain('commitment.json');
});
