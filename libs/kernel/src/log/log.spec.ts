import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { sharedBytes, sharedJson, sharedTest } from '../../testing/shared-data.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import { disclose, openDisclosure } from './disclosure.ts';
import { jcs, type Json } from './jcs.ts';
import { encodeLeaf1, readLeaf1, type Leaf1, type LeafProblem } from './leaf1.ts';
import { LeafOrder } from './leaf-order.ts';
import { uuid7 } from './uuid7.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const utf8 = (s: string): Uint8Array => new TextEncoder().encode(s);
const leafHash = (bytes: Uint8Array): string => createHash('sha256').update('\0').update(bytes).digest('base64');

function logProblem(lines: readonly Uint8Array[]): LeafProblem | undefined {
  const order = new LeafOrder();
  for (const line of lines) {
    const read = readLeaf1(line);
    const problem = 'problem' in read ? read.problem : order.next(read.leaf);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

describe('jcs', () => {
  test.each<[Json, string]>([
    [{ b: [], a: {}, A: 1, '': null }, '{"":null,"A":1,"a":{},"b":[]}'],
    [{ '\ufb33': 2, '😀': 3, '€': true }, '{"€":true,"😀":3,"\ufb33":2}'],
    ['\b\t\n\f\r\0\x1f"\\/\x7f\u2028', '"\\b\\t\\n\\f\\r\\u0000\\u001f\\"\\\\/\x7f\u2028"'],
    [-0, '0'],
  ])('%j', (value, text) => {
    expect(jcs(value)).toBe(text);
  });

  test.each<[unknown]>([
    ['\ud800'],
    [{ '\udc00': 1 }],
    [NaN],
    [Infinity],
    [undefined],
    [{ a: undefined }],
    [new Date(0)],
    [1n],
  ])('refuses %p', (value) => {
    expect(() => jcs(value as Json)).toThrow(TypeError);
  });

  const file = 'transparency/rfc8785-jcs.json';
  sharedTest('T14 the vectors of RFC 8785', file, () => {
    interface Vectors {
      vectors: { input: string; canonical: string }[];
      numbers: { bits: string; text: string }[];
    }
    const { vectors, numbers } = sharedJson<Vectors>(file);
    expect(vectors.map(({ input }) => jcs(JSON.parse(input) as Json))).toEqual(
      vectors.map(({ canonical }) => canonical),
    );
    expect(numbers.map(({ bits }) => jcs(Buffer.from(bits, 'hex').readDoubleBE()))).toEqual(
      numbers.map(({ text }) => text),
    );
  });
});

describe('leaf1', () => {
  const leaf: Leaf1 = {
    v: 1,
    type: 'proposal.published',
    id: 'a',
    at: '2026-11-22T00:00:00.000Z',
    space: undefined,
    data: { n: 1, label: '公園' },
    subject: { kind: 'proposal', id: 'p1', rev: 1 },
    actor: { kind: 'participant', ref: 'author' },
  };
  const bytes = encodeLeaf1(leaf);

  test('is canonical JSON and reads back', () => {
    expect(new TextDecoder().decode(bytes)).toBe(
      '{"actor":{"kind":"participant","ref":"author"},"at":"2026-11-22T00:00:00.000Z","data":{"label":"公園","n":1},' +
        '"id":"a","subject":{"id":"p1","kind":"proposal","rev":1},"type":"proposal.published","v":1}',
    );
    const { space, ...present } = leaf;
    expect([readLeaf1(bytes), space]).toEqual([{ leaf: present }, undefined]);
  });

  test.each<[string, Partial<Leaf1>]>([
    ['number', { data: { x: 0.5 } }],
    ['number', { data: { x: [-0] } }],
    ['number', { data: { x: 2 ** 53 } }],
    ['type', { type: 'proposal' }],
    ['at', { at: '2026-02-30T00:00:00.000Z' }],
    ['id', { id: '' }],
    ['space', { space: '' }],
    ['rev', { subject: { kind: 'a', id: 'b', rev: 0 } }],
    ['actor', { actor: { kind: 'staff', ref: '' } }],
    ['commit', { commit: { Body: 'x'.repeat(43) } }],
    ['size', { data: { x: 'x'.repeat(16_384) } }],
  ])('%s is refused when writing', (problem, change) => {
    expect(() => encodeLeaf1({ ...leaf, ...change })).toThrow(`leaf1 refuses ${change.type ?? leaf.type}: ${problem}`);
  });

  test.each<[LeafProblem, Uint8Array]>([
    ['size', utf8(`{"x":"${'x'.repeat(65_535)}"}`)],
    ['not-utf8', Uint8Array.of(0x22, 0xff, 0x22)],
    ['not-json', utf8('\ufeff{}')],
    ['number', utf8('{"x":-0}')],
    ['not-canonical', utf8(`{"data":${'['.repeat(20_000)}${']'.repeat(20_000)}}`)],
    ['not-canonical', utf8('{"v":1,"v":1}')],
    ['unknown-key', utf8('{"v":1,"z":{}}')],
  ])('%s is refused when reading', (problem, line) => {
    expect(readLeaf1(line)).toEqual({ problem });
  });

  test('a changed byte never reads as the same leaf', () => {
    for (let i = 0; i < bytes.length; i += 1) {
      const changed = bytes.slice();
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect(readLeaf1(changed)).not.toEqual(readLeaf1(bytes));
    }
  });

  const file = 'transparency/leaf1-cases.json';
  sharedTest('T14 the leaf1 cases', file, () => {
    interface Case {
      name: string;
      lines?: string[];
      hex?: string[];
      leafHashes: string[];
      class: LeafProblem;
    }
    const { good, bad } = sharedJson<{ good: Case[]; bad: Case[] }>(file);
    const linesOf = ({ lines, hex = [] }: Case) => lines?.map(utf8) ?? hex.map((h) => Buffer.from(h, 'hex'));
    expect(good.map((c) => [logProblem(linesOf(c)), linesOf(c).map(leafHash)])).toEqual(
      good.map((c) => [undefined, c.leafHashes]),
    );
    expect(bad.map((c) => [c.name, logProblem(linesOf(c))])).toEqual(bad.map((c) => [c.name, c.class]));
  });

  sharedTest('T14 the golden log, byte for byte', 'transparency/golden-log/leaves.jsonl', () => {
    const lines = sharedBytes('transparency/golden-log/leaves.jsonl').toString('utf8').trimEnd().split('\n');
    expect([lines.length, logProblem(lines.map(utf8))]).toEqual([600, undefined]);
    const leaves = lines.map((line) => JSON.parse(line) as Leaf1);
    expect(leaves.map((l) => new TextDecoder().decode(encodeLeaf1(l)))).toEqual(lines);
    const disclosures = sharedJson<Record<string, Record<string, string>>>('transparency/golden-log/disclosures.json');
    for (const [index, names] of Object.entries(disclosures)) {
      for (const [name, disclosure] of Object.entries(names)) {
        expect(openDisclosure(disclosure, name, leaves[Number(index)]?.commit?.[name] ?? '', sha256)).toHaveProperty(
          'value',
        );
      }
    }
  });
});

describe('disclosures', () => {
  const salt = Uint8Array.from({ length: 32 }, (_, i) => i);
  const { disclosure, digest } = disclose('body', '公園に\n遊具を', salt, sha256);

  test('open with their name and digest only', () => {
    expect(openDisclosure(disclosure, 'body', digest, sha256)).toEqual({ value: '公園に\n遊具を' });
    expect(openDisclosure(disclosure, 'title', digest, sha256)).toEqual({ problem: 'OTHER_NAME' });
    expect(
      openDisclosure(
        disclosure,
        'body',
        digest.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')),
        sha256,
      ),
    ).toEqual({ problem: 'OTHER_DIGEST' });
    expect(openDisclosure('!', 'body', digest, sha256)).toEqual({ problem: 'NOT_A_DISCLOSURE' });
    expect(() => disclose('body', 'x', new Uint8Array(16), sha256)).toThrow('salt');
  });

  const file = 'transparency/rfc9901-disclosures.json';
  sharedTest('T14 the disclosures of RFC 9901', file, () => {
    interface Vectors {
      vectors: { json: string; disclosure: string; digest: string }[];
      refuse: { disclosure: string }[];
    }
    const { vectors, refuse } = sharedJson<Vectors>(file);
    for (const v of vectors) {
      expect(toBase64url(utf8(v.json))).toBe(v.disclosure);
      const [, name, value] = JSON.parse(v.json) as [string, string, Json | undefined];
      const opened = openDisclosure(v.disclosure, name, v.digest, sha256);
      expect(opened).toEqual(value === undefined ? { problem: 'NOT_A_DISCLOSURE' } : { value });
    }
    expect(
      refuse.map((r) => openDisclosure(r.disclosure, 'body', '', sha256)).map((r) => 'problem' in r && r.problem),
    ).toEqual(['SALT_TOO_SHORT', 'NOT_A_DISCLOSURE', 'OTHER_NAME', 'NOT_A_DISCLOSURE']);
  });
});

test('base64url survives a round trip and refuses padding, other letters and spare bits', () => {
  for (const n of [0, 1, 2, 3, 32, 300]) {
    const bytes = Uint8Array.from({ length: n }, (_, i) => (i * 37) % 256);
    expect(toBase64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
    expect(fromBase64url(toBase64url(bytes))).toEqual(bytes);
  }
  expect(['AA==', 'A', 'A+A', 'AB', 'AAB'].map(fromBase64url)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('a UUIDv7 begins with its time and bears version and variant', () => {
  expect(uuid7(0x017f22e279b0, new Uint8Array(10).fill(0xff))).toBe('017f22e2-79b0-7fff-bfff-ffffffffffff');
  expect(uuid7(0, new Uint8Array(10))).toBe('00000000-0000-7000-8000-000000000000');
  expect(() => uuid7(2 ** 48, new Uint8Array(10))).toThrow(RangeError);
  expect(() => uuid7(0, new Uint8Array(9))).toThrow(RangeError);
});
