import { describe, expect, test } from '@jest/globals';
import { disclose, encodeLeaf1 } from '@hiroba/kernel';
import { zipSync } from 'fflate';
import { bytesOf, toHex } from './bytes.ts';
import { signCheckpoint } from './checkpoint.ts';
import { disclosureFile, evidenceIn, judge, type Check } from './evidence.ts';
import { keyOf } from './keys.ts';
import { Frontier, hasherOf } from './merkle.ts';
import { plainCiphers as ciphers } from './plain-ciphers.ts';
import { formatProofFile } from './proof-file.ts';
import { receiptKeyName, signReceipt } from './receipt.ts';
import { storedFiles } from './stored-zip.ts';

const hasher = hasherOf(ciphers.sha256);
const origin = 'city.example/log/public';
const seed = (n: number) => new Uint8Array(32).fill(n);
const keysOf = (name: string, n: number) => ({
  log: keyOf(name, seed(n), ciphers),
  receipts: keyOf(receiptKeyName(name), seed(n + 1), ciphers),
});
const city = keysOf(origin, 1);
const town = keysOf('town.example/log/public', 5);
const believed = [city.log, city.receipts, town.log, town.receipts];
const accepted = '2026-04-01T04:14:05.874Z';
const salted = disclose('title', '木陰', seed(9), ciphers.sha256);
const leafOf = (id: string) =>
  encodeLeaf1({ v: 1, type: 'proposal.published', id, at: accepted, data: {}, commit: { title: salted.digest } });
const [first, own] = ['a', 'b'].map((id) => leafOf(id)) as [Uint8Array, Uint8Array];

function proofBy({ log }: typeof city, name = origin): string {
  const frontier = new Frontier(hasher, 0);
  for (const leaf of [first, own]) frontier.append(hasher.leaf(leaf));
  const checkpoint = signCheckpoint({ origin: name, size: 2, root: frontier.root }, [log], ciphers);
  return formatProofFile({ index: 1, proof: [hasher.leaf(first)], checkpoint });
}
const receiptBy = ({ receipts }: typeof city, name = origin, leaf = own, event = 'b') =>
  signReceipt({ origin: name, event, leafHash: hasher.leaf(leaf), accepted, maxDelay: 60 }, receipts, ciphers);

const whole = { leaf: own, proof: proofBy(city), receipt: receiptBy(city), disclosures: { title: salted.disclosure } };
const after = (ms: number) => new Date(Date.parse(accepted) + ms);
const wrong = (checks: readonly Check[]) =>
  checks.flatMap(({ of, problem }) => (problem === undefined ? [] : [`${of} ${problem}`]));

describe('evidence', () => {
  test('that is whole shows what is recorded where, and what the texts were', () => {
    const { state, place, checks, disclosed, leaf } = judge(whole, believed, ciphers, after(0));
    expect({ state, place, disclosed, id: leaf?.id }).toEqual({
      state: 'RECORDED',
      place: { origin, index: 1, size: 2 },
      disclosed: { title: '木陰' },
      id: 'b',
    });
    expect(checks.map(({ of }) => of)).toEqual(['LEAF', 'SIGNATURE', 'INCLUSION', 'RECEIPT', 'DISCLOSURE']);
  });

  const respaced = bytesOf(` ${new TextDecoder().decode(own)}`);
  test.each([
    ['another leaf', { leaf: first }, ['INCLUSION NOT_INCLUDED', 'RECEIPT OTHER_LEAF']],
    [
      'a leaf that was written anew',
      { leaf: respaced },
      ['LEAF not-canonical', 'INCLUSION NOT_INCLUDED', 'RECEIPT OTHER_LEAF', 'DISCLOSURE NOT_COMMITTED'],
    ],
    ['no leaf', { leaf: undefined }, ['LEAF MISSING', 'INCLUSION NOT_INCLUDED', 'DISCLOSURE NOT_COMMITTED']],
    ['a proof by a key that nobody believes', { proof: proofBy(keysOf(origin, 20)) }, ['SIGNATURE NO_KNOWN_SIGNATURE']],
    ['a proof of another log', { proof: proofBy(town, 'town.example/log/public') }, ['RECEIPT OTHER_LOG']],
    ['a proof whose origin is not that of its key', { proof: proofBy(town) }, ['SIGNATURE OTHER_ORIGIN']],
    ['a proof with a letter changed', { proof: whole.proof.replace('index 1', 'index 0') }, ['INCLUSION NOT_INCLUDED']],
    ['no proof at all', { proof: 'a letter' }, ['INCLUSION NOT_A_PROOF']],
    ['the receipt of another log', { receipt: receiptBy(town, 'town.example/log/public') }, ['RECEIPT OTHER_LOG']],
    [
      'a receipt signed by the log itself',
      { receipt: receiptBy({ ...city, receipts: city.log }) },
      ['RECEIPT NOT_A_RECEIPT'],
    ],
    ['the receipt of another leaf', { receipt: receiptBy(city, origin, first, 'a') }, ['RECEIPT OTHER_LEAF']],
    [
      'a receipt with another time',
      { receipt: whole.receipt.replace('05.874Z', '05.875Z') },
      ['RECEIPT BAD_SIGNATURE'],
    ],
    [
      'a text that was changed',
      { disclosures: { title: disclose('title', '日陰', seed(9), ciphers.sha256).disclosure } },
      ['DISCLOSURE OTHER_DIGEST'],
    ],
    ['a text of another name', { disclosures: { body: salted.disclosure } }, ['DISCLOSURE NOT_COMMITTED']],
    ['nothing signed', { proof: undefined, receipt: undefined }, ['FILE NOTHING_SIGNED']],
  ])('with %s fails, and says where', (_, change, problems) => {
    const { state, checks } = judge({ ...whole, ...change }, believed, ciphers, after(0));
    expect([state, wrong(checks)]).toEqual(['FAILED', problems]);
  });

  test('without a proof is a promise, until its time is over', () => {
    const promise = { ...whole, proof: undefined };
    const at = (ms: number) => judge(promise, believed, ciphers, after(ms)).state;
    expect([at(0), at(60_000), at(60_001)]).toEqual(['ACCEPTED', 'ACCEPTED', 'OVERDUE']);
    // Late or not: once it is there, it is there.
    expect(judge(whole, believed, ciphers, after(86_400_000)).state).toBe('RECORDED');
    expect(judge({ receipt: whole.receipt }, believed, ciphers, after(0)).state).toBe('ACCEPTED');
  });
});

describe('the ZIP of a proof', () => {
  const files: Readonly<Record<string, Uint8Array>> = {
    'proof.tlog-proof': bytesOf(whole.proof),
    'leaf.json': own,
    'receipt.txt': bytesOf(whole.receipt),
    [disclosureFile('title')]: bytesOf(`${salted.disclosure}\n`),
    'README.txt': bytesOf('読んでください'),
  };
  const zip = zipSync(files, { level: 0 });
  const verdict = (bytes: Uint8Array) => {
    const evidence = evidenceIn(bytes);
    return evidence && judge(evidence, believed, ciphers, after(0)).state;
  };

  test('is read whole, also behind other bytes in memory', () => {
    expect([...(storedFiles(zip) ?? [])].map(([name, bytes]) => [name, toHex(bytes)])).toEqual(
      Object.entries(files).map(([name, bytes]) => [name, toHex(bytes)]),
    );
    const shifted = new Uint8Array(zip.length + 7);
    shifted.set(zip, 7);
    expect([verdict(zip), verdict(shifted.subarray(7))]).toEqual(['RECORDED', 'RECORDED']);
  });

  test('that was cut anywhere, packed, or doubled is none', () => {
    for (let length = 0; length < zip.length; length += 1) expect(storedFiles(zip.subarray(0, length))).toBeUndefined();
    expect(storedFiles(zipSync(files, { level: 6 }))).toBeUndefined();
    expect(storedFiles(bytesOf('a letter'))).toBeUndefined();
    const same = zipSync({ 'a.txt': own, 'b.txt': own }, { level: 0 });
    expect(
      storedFiles(Buffer.from(Buffer.from(same).toString('latin1').replaceAll('b.txt', 'a.txt'), 'latin1')),
    ).toBeUndefined();
  });

  test.each(['proof.tlog-proof', 'leaf.json', 'receipt.txt', disclosureFile('title')])(
    'with a changed bit anywhere in %s is not believed',
    (name) => {
      const bytes = files[name] ?? new Uint8Array(0);
      const from = Buffer.from(zip).indexOf(bytes);
      for (let at = from; at < from + bytes.length - 1; at += 5) {
        const changed = zip.slice();
        changed[at] = (changed[at] ?? 0) ^ 1;
        expect([at, verdict(changed)]).toEqual([at, 'FAILED']);
      }
    },
  );
});
