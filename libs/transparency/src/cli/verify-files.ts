import { readFile } from 'node:fs/promises';
import { openDisclosure, readLeaf1 } from '@hiroba/kernel';
import { sameBytes, textOf, toBase64 } from '../domain/bytes.ts';
import { openCheckpoint } from '../domain/checkpoint.ts';
import { evidenceIn, judge, unreadable, type Check, type Verdict as Found } from '../domain/evidence.ts';
import type { VerifierKey } from '../domain/keys.ts';
import { hasherOf } from '../domain/merkle.ts';
import { verifyProofFile } from '../domain/proof-file.ts';
import { openReceipt } from '../domain/receipt.ts';
import { parseNote } from '../domain/note.ts';
import { nodeCiphers as ciphers } from '../server/node-ciphers.ts';
import { trusted, WronglyAsked, type Trust, type Verdict } from './log-commands.ts';

/** A file that was given, and what it is. */
interface Given {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly kind: 'zip' | 'proof' | 'receipt' | 'checkpoint' | 'leaf';
}

async function given(name: string): Promise<Given> {
  const bytes = await readFile(name).catch((error: NodeJS.ErrnoException) => {
    throw new WronglyAsked(`${name} cannot be read (${error.code})`);
  });
  if (bytes.toString('latin1', 0, 2) === 'PK') return { name, bytes, kind: 'zip' };
  const text = textOf(bytes) ?? '';
  if (text.startsWith('c2sp.org/tlog-proof@')) return { name, bytes, kind: 'proof' };
  if (text.startsWith('hiroba-receipt/')) return { name, bytes, kind: 'receipt' };
  if (parseNote(bytes) !== undefined) return { name, bytes, kind: 'checkpoint' };
  return { name, bytes, kind: 'leaf' };
}

type Line = readonly [good: boolean, text: string];

/** What a leaf says, one line each fact. */
function leafLines({ name, bytes }: Given, disclosures: readonly string[]): readonly Line[] {
  const read = readLeaf1(bytes);
  if ('problem' in read) return [[false, `${name}: is no leaf (${read.problem})`]];
  const { type, at, commit = {} } = read.leaf;
  const opened = disclosures.map((disclosure): Line => {
    const found = Object.entries(commit)
      .map(([each, digest]) => ({ each, open: openDisclosure(disclosure, each, digest, ciphers.sha256) }))
      .find(({ open }) => 'value' in open);
    return found && 'value' in found.open
      ? [true, `its ${found.each} was: ${JSON.stringify(found.open.value)}`]
      : [false, 'a disclosure opens nothing in this leaf'];
  });
  return [[true, `${name}: ${type} at ${at}`], ...opened];
}

function proofLine({ name, bytes }: Given, leaves: readonly Given[], keys: readonly VerifierKey[]): Line {
  if (leaves.length === 0) throw new WronglyAsked(`${name} proves something about a leaf: give its file, too`);
  const verified = leaves.map((leaf) => verifyProofFile(bytes, leaf.bytes, keys, ciphers));
  const good = verified.find((each) => 'checkpoint' in each);
  if (good && 'checkpoint' in good)
    return [
      true,
      `${name}: recorded at ${good.index} of ${good.checkpoint.size} in ${good.checkpoint.origin}, unchanged`,
    ];
  const [first] = verified;
  return [false, `${name}: ${first && 'problem' in first ? first.problem : 'NOT_A_PROOF'}`];
}

function receiptLine({ name, bytes }: Given, leaves: readonly Given[], keys: readonly VerifierKey[]): Line {
  const opened = openReceipt(bytes, keys, ciphers);
  if ('problem' in opened) return [false, `${name}: ${opened.problem}`];
  const { origin, accepted, maxDelay, leafHash } = opened.receipt;
  const hasher = hasherOf(ciphers.sha256);
  const about = leaves.length === 0 || leaves.some((leaf) => sameBytes(hasher.leaf(leaf.bytes), leafHash));
  return about
    ? [true, `${name}: accepted at ${accepted}, to be in ${origin} ${maxDelay} seconds later`]
    : [false, `${name}: is about another leaf`];
}

function checkpointLine({ name, bytes }: Given, keys: readonly VerifierKey[]): Line {
  const opened = openCheckpoint(bytes, keys, ciphers);
  if ('problem' in opened) return [false, `${name}: ${opened.problem}`];
  return [
    true,
    `${name}: ${opened.checkpoint.origin} had ${opened.checkpoint.size} entries, root ${toBase64(opened.checkpoint.root)}`,
  ];
}

const checkLine = (
  name: string,
  { of, name: text, problem }: Check,
  { leaf, place, receipt, disclosed }: Found,
): Line => {
  if (problem !== undefined) return [false, `${name}: ${of}${text === undefined ? '' : ` ${text}`} ${problem}`];
  if (of === 'LEAF') return [true, `${name}: ${leaf?.type} at ${leaf?.at}`];
  if (of === 'SIGNATURE') return [true, `${name}: signed by ${place?.origin}`];
  if (of === 'INCLUSION')
    return [true, `${name}: recorded at ${place?.index} of ${place?.size} in ${place?.origin}, unchanged`];
  if (of === 'DISCLOSURE') return [true, `its ${text} was: ${JSON.stringify(disclosed[text ?? ''])}`];
  return [
    true,
    `${name}: accepted at ${receipt?.accepted}, to be in ${receipt?.origin} ${receipt?.maxDelay} seconds later`,
  ];
};

/** All that lies in a ZIP that somebody kept, judged together. */
function zipLines({ name, bytes }: Given, keys: readonly VerifierKey[]): readonly Line[] {
  const evidence = evidenceIn(bytes);
  const found = evidence ? judge(evidence, keys, ciphers, new Date()) : unreadable;
  // What a file says of itself is told only where all of it holds.
  const told = found.checks.filter(({ problem }) => found.state !== 'FAILED' || problem !== undefined);
  return told.map((check) => checkLine(name, check, found));
}

/** Verifies files that somebody kept, without a network: ZIPs, proofs, leaves, receipts, checkpoints and disclosures. */
export async function verifyFiles(
  names: readonly string[],
  { disclosure = [], ...trust }: Trust & { readonly disclosure?: readonly string[] } = {},
): Promise<Verdict> {
  const { keys } = await trusted(trust);
  if (keys.length === 0) throw new WronglyAsked('Whose signature is to be believed? Give --vkey or --policy.');
  const files = await Promise.all(names.map(given));
  const disclosures = await Promise.all(disclosure.map(async (file) => (await readFile(file, 'utf8')).trim()));
  const leaves = files.filter(({ kind }) => kind === 'leaf');
  const lines = files.flatMap((file): readonly Line[] => {
    if (file.kind === 'zip') return zipLines(file, keys);
    if (file.kind === 'proof') return [proofLine(file, leaves, keys)];
    if (file.kind === 'receipt') return [receiptLine(file, leaves, keys)];
    return file.kind === 'checkpoint' ? [checkpointLine(file, keys)] : leafLines(file, disclosures);
  });
  // A leaf alone says nothing that somebody vouches for.
  const vouched = files.some(({ kind }) => kind !== 'leaf');
  const all: readonly Line[] = vouched
    ? lines
    : [...lines, [false, 'nothing here is signed: give a proof or a receipt, too']];
  return {
    code: all.every(([good]) => good) ? 0 : 1,
    text: all.map(([good, text]) => `${good ? '✓' : '✗'} ${text}`).join('\n'),
  };
}
