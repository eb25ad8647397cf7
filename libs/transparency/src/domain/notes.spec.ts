import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sharedBytes, sharedJson, sharedTest } from '@hiroba/kernel/testing/shared-data.ts';
import { nodeCiphers } from '../server/node-ciphers.ts';
import { bytesOf, count, fromBase64, toBase64 } from './bytes.ts';
import { openCheckpoint, parseCheckpoint, signCheckpoint } from './checkpoint.ts';
import {
  cosignedAt,
  cosignedMessage,
  formatSigningKey,
  formatVerifierKey,
  keyOf,
  parseSigningKey,
  parseVerifierKey,
  type VerifierKey,
} from './keys.ts';
import { hasherOf } from './merkle.ts';
import { openNote, parseNote, signNote } from './note.ts';
import { plainCiphers } from './plain-ciphers.ts';
import { formatPolicy, parsePolicy } from './policy.ts';
import { openReceipt, signReceipt } from './receipt.ts';

const ciphers = nodeCiphers;
const keyFrom = (vkey: string): VerifierKey => parseVerifierKey(vkey, ciphers) as VerifierKey;
const shared = (path: string): string => sharedBytes(`transparency/${path}`).toString('utf8');
const key = keyOf('log.example/log/public', new Uint8Array(32).fill(7), ciphers);
const other = keyOf('log.example/log/public', new Uint8Array(32).fill(8), ciphers);
const note = signNote('one\ntwo\n', [key], ciphers);

describe('the published vectors', () => {
  sharedTest('T14 the examples of C2SP', 'transparency/c2sp-examples.json', () => {
    interface Examples {
      signedNote: { vkey: string; note: string };
      checkpointForm: { note: string };
      cosignedMessage: { timestamp: number; message: string };
      addCheckpointForm: string;
    }
    const {
      signedNote,
      checkpointForm,
      cosignedMessage: cosigned,
      addCheckpointForm,
    } = sharedJson<Examples>('transparency/c2sp-examples.json');
    expect(openNote(signedNote.note, [keyFrom(signedNote.vkey)], ciphers)).toHaveProperty(
      'text',
      'This is an example message.\n',
    );
    const form = parseNote(checkpointForm.note);
    expect(parseCheckpoint(form?.text ?? '', ciphers)).toMatchObject({
      origin: 'example.com/behind-the-sofa',
      size: 20_852_163,
    });
    const time = cosignedAt(form?.signatures[1]?.signature as Uint8Array);
    expect([time, cosignedMessage(form?.text ?? '', time)]).toEqual([BigInt(cosigned.timestamp), cosigned.message]);
    expect(parseNote(addCheckpointForm.slice(addCheckpointForm.indexOf('\n\n') + 2))?.text).toBe(form?.text);
  });

  sharedTest('T14 checkpoints to accept and to refuse', 'transparency/checkpoint-cases.json', () => {
    const { vkey, good, bad } = sharedJson<{
      vkey: string;
      good: { name: string; note: string }[];
      bad: { why: string; note: string }[];
    }>('transparency/checkpoint-cases.json');
    const problemOf = (each: { note: string }) => 'problem' in openCheckpoint(each.note, [keyFrom(vkey)], ciphers);
    expect(good.map((each) => [each.name, problemOf(each)])).toEqual(good.map(({ name }) => [name, false]));
    expect(bad.map((each) => [each.why, problemOf(each)])).toEqual(bad.map(({ why }) => [why, true]));
    expect([good.length, bad.length]).toEqual([4, 16]);
  });

  sharedTest(
    'T14 keys, cosignatures, policies and receipts of the golden log',
    'transparency/golden-log/keys.json',
    () => {
      interface Pair {
        vkey: string;
        skey: string;
      }
      const keys = sharedJson<{ log: Pair; receipts: Pair; wrongKeySameName: Pair; witnesses: Record<string, Pair> }>(
        'transparency/golden-log/keys.json',
      );
      for (const { vkey, skey } of [keys.log, keys.receipts, keys.wrongKeySameName]) {
        const signing = parseSigningKey(skey, ciphers);
        expect(signing && [formatVerifierKey(signing), formatSigningKey(signing)]).toEqual([vkey, skey]);
      }
      const policy = parsePolicy(shared('golden-log/cosigned/policy'), ciphers);
      const verdict = (file: string, by = policy) => {
        const opened = openCheckpoint(
          shared(`golden-log/cosigned/${file}`),
          [...(by?.logs ?? []), ...(by?.witnesses ?? [])],
          ciphers,
        );
        return 'problem' in opened ? opened.problem : by?.suffices(opened.by);
      };
      expect([verdict('checkpoint.2of3'), verdict('checkpoint.1of3'), verdict('checkpoint.bad')]).toEqual([
        true,
        false,
        'BAD_SIGNATURE',
      ]);
      expect(verdict('checkpoint.1of3', parsePolicy(shared('golden-log/cosigned/policy.none'), ciphers))).toBe(true);
      const receipt = openReceipt(shared('golden-log/receipts/377.receipt'), [keyFrom(keys.receipts.vkey)], ciphers);
      expect(
        'receipt' in receipt &&
          signReceipt(receipt.receipt, parseSigningKey(keys.receipts.skey, ciphers) as never, ciphers),
      ).toBe(shared('golden-log/receipts/377.receipt'));
      expect(openReceipt(shared('golden-log/receipts/377.receipt'), [keyFrom(keys.log.vkey)], ciphers)).toEqual({
        problem: 'NO_KNOWN_SIGNATURE',
      });
    },
  );
});

test('both kinds of ciphers sign the same, and believe each other', () => {
  const seed = new Uint8Array(32).fill(9);
  const [plain, fast] = [keyOf('a', seed, plainCiphers), keyOf('a', seed, nodeCiphers)];
  expect(plain).toEqual(fast);
  const signed = signNote('x\n', [plain], plainCiphers);
  expect(signNote('x\n', [fast], nodeCiphers)).toBe(signed);
  expect(
    [openNote(signed, [plain], nodeCiphers), openNote(signed, [plain], plainCiphers)].map((each) => 'by' in each),
  ).toEqual([true, true]);
  const broken = signed.replace('x\n\n', 'y\n\n');
  expect([nodeCiphers, plainCiphers].map((each) => openNote(broken, [plain], each))).toEqual(
    Array(2).fill({ problem: 'BAD_SIGNATURE' }),
  );
  expect(plainCiphers.verifyEd25519(new Uint8Array(32).fill(255), new Uint8Array(1), new Uint8Array(64))).toBe(false);
});

describe('a signed note', () => {
  test.each<[string, string, object]>([
    ['as it is', note, { by: [key] }],
    ['signed by two', signNote('one\ntwo\n', [other, key], ciphers), { by: [key] }],
    ['with its signature twice', note + note.slice(note.lastIndexOf('\u2014')), { by: [key] }],
    ['with an unknown signature', `${note}\u2014 else AAAAAAECAwQF\n`, { by: [key] }],
    [
      'with a second signature of the same key that is bad',
      note + signNote('three\n', [key], ciphers).slice('three\n\n'.length),
      { problem: 'BAD_SIGNATURE' },
    ],
    ['by another key of the name', signNote('one\ntwo\n', [other], ciphers), { problem: 'NO_KNOWN_SIGNATURE' }],
    ['with another text', note.replace('one', 'One'), { problem: 'BAD_SIGNATURE' }],
    ['without its last line feed', note.slice(0, -1), { problem: 'MALFORMED' }],
    ['without an empty line', note.replace('\n\n', '\n'), { problem: 'MALFORMED' }],
    ['with a line among the signatures', `${note}what\n`, { problem: 'MALFORMED' }],
    ['with two blanks', note.replace('public ', 'public  '), { problem: 'MALFORMED' }],
    ['with a plus sign in the name', note.replace('\u2014 log', '\u2014 l+g'), { problem: 'MALFORMED' }],
    ['with a lone surrogate', note.replace('one', '\ud800'), { problem: 'MALFORMED' }],
    ['with NUL', note.replace('one', '\0'), { problem: 'MALFORMED' }],
    ['larger than 64 KiB', signNote(`${'x'.repeat(65_536)}\n`, [key], ciphers), { problem: 'MALFORMED' }],
    ['of nothing', '', { problem: 'MALFORMED' }],
  ])('%s', (_, text, result) => {
    expect(openNote(text, [key], ciphers)).toMatchObject(result);
  });

  test('keeps what stands before its last empty line as its text', () => {
    const odd = signNote('a\n\n\u2014 b c\n', [key], ciphers);
    expect(openNote(odd, [key], ciphers)).toMatchObject({ text: 'a\n\n\u2014 b c\n' });
  });

  test('takes a hundred signatures, and no byte may change', () => {
    const many = signNote(
      'a\n',
      Array.from({ length: 100 }, (_, i) => keyOf(`k${i}`, new Uint8Array(32).fill(i), ciphers)),
      ciphers,
    );
    expect(openNote(many, [keyOf('k99', new Uint8Array(32).fill(99), ciphers)], ciphers)).toHaveProperty('by');
    const bytes = bytesOf(note);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        expect(
          openNote(
            bytes.map((byte, i) => (i === at ? byte ^ change : byte)),
            [key],
            ciphers,
          ),
        ).toHaveProperty('problem');
      }),
      { numRuns: 300 },
    );
  });

  test('is not made of a text that is none', () => {
    for (const text of ['no end', 'a\tb\n', '\ud800\n'])
      expect(() => signNote(text, [key], ciphers)).toThrow(TypeError);
    expect(() => signNote('a\n', [], ciphers)).toThrow(TypeError);
    expect(() => signNote('a\n', [{ ...key, type: 4 }], ciphers)).toThrow(TypeError);
  });
});

test.each([
  ['log.example', key.id, 0],
  ['log.example', '00000000', 0],
  ['log example', key.id, 0],
  ['', key.id, 0],
  [key.name, key.id.toUpperCase(), 0],
  [key.name, key.id, 1],
])('a vkey of the name %j with the id %s is refused', (name, id, cut) => {
  const typed = fromBase64(formatVerifierKey(key).split('+').slice(2).join('+')) as Uint8Array;
  expect(parseVerifierKey(`${name}+${id}+${toBase64(typed.subarray(cut))}`, ciphers)).toBeUndefined();
  expect(parseVerifierKey(formatVerifierKey(key), ciphers)).toMatchObject({ name: key.name, id: key.id });
  expect(parseSigningKey(formatVerifierKey(key), ciphers)).toBeUndefined();
});

test('a checkpoint has an exact size, the empty root only when it is empty, and the name of its key', () => {
  const { empty } = hasherOf(ciphers.sha256);
  const root = new Uint8Array(32).fill(1);
  const verdict = (origin: string, size: number, of: Uint8Array) =>
    openCheckpoint(signCheckpoint({ origin, size, root: of }, [key], ciphers), [key], ciphers);
  expect(verdict(key.name, Number.MAX_SAFE_INTEGER, root)).toHaveProperty('checkpoint.size', Number.MAX_SAFE_INTEGER);
  expect(verdict(key.name, 2 ** 53, root)).toEqual({ problem: 'NOT_A_CHECKPOINT' });
  expect(verdict(key.name, 0, root)).toEqual({ problem: 'NOT_A_CHECKPOINT' });
  expect(verdict(key.name, 0, empty)).toHaveProperty('checkpoint.size', 0);
  expect(verdict('elsewhere.example/log', 1, root)).toEqual({ problem: 'OTHER_ORIGIN' });
  expect(['1e3', '0x10', '', '01', ' 1', '9007199254740992', '9007199254740991'].map(count)).toEqual([
    ...Array(6).fill(undefined),
    Number.MAX_SAFE_INTEGER,
  ]);
});

test.each([
  ['a quorum of nobody', 'quorum nobody\n'],
  ['no quorum', ''],
  ['two quorums', 'quorum none\nquorum none\n'],
  ['a group of more than there are', 'group g 2 w\nquorum g\n'],
  ['a name twice', 'group w 1 w\nquorum w\n'],
  ['a member of two groups', 'group a any w\ngroup b any w\nquorum b\n'],
  ['an unknown word', 'trust me\nquorum none\n'],
])('a policy with %s is refused', (_, lines) => {
  const witness = `witness w ${formatVerifierKey(key)}\n`;
  expect(parsePolicy(`${witness}${lines}`, ciphers)).toBeUndefined();
  expect(parsePolicy(`# ours\n\n${witness}group g any w\nquorum g\n`, ciphers)?.suffices([])).toBe(false);
  expect(
    parsePolicy(formatPolicy([formatVerifierKey(key)], 'https://log.example/log/public'), ciphers)?.logs,
  ).toHaveLength(1);
});
