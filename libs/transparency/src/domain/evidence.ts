import { openDisclosure, readLeaf1, type Json, type Leaf1 } from '@hiroba/kernel';
import { sameBytes, textOf } from './bytes.ts';
import type { Ciphers } from './ciphers.ts';
import type { VerifierKey } from './keys.ts';
import { hasherOf } from './merkle.ts';
import { verifyProofFile } from './proof-file.ts';
import { openReceipt, type Receipt } from './receipt.ts';
import { storedFiles } from './stored-zip.ts';

/** What somebody kept of one entry. */
export interface Evidence {
  /** The exact bytes of the entry. */
  readonly leaf?: Uint8Array | undefined;
  readonly proof?: Uint8Array | string | undefined;
  readonly receipt?: Uint8Array | string | undefined;
  /** The texts that its commitments stand for, by their names. */
  readonly disclosures?: Readonly<Record<string, string>> | undefined;
}

/** The names of the files in which evidence is kept. */
export const evidenceFiles = { proof: 'proof.tlog-proof', leaf: 'leaf.json', receipt: 'receipt.txt' } as const;

/** The file of a text that a commitment stands for. */
export const disclosureFile = (name: string): string => `disclosure-${name}.txt`;

const DISCLOSURE = /^disclosure-([a-z][a-z0-9_]*)\.txt$/;

/** The evidence among files, by their names; whatever else lies with them says nothing. */
export function evidenceOf(files: ReadonlyMap<string, Uint8Array>): Evidence {
  const disclosures = Array.from(
    files,
    ([file, bytes]) => [DISCLOSURE.exec(file)?.[1], textOf(bytes)?.trim()] as const,
  );
  return {
    leaf: files.get(evidenceFiles.leaf),
    proof: files.get(evidenceFiles.proof),
    receipt: files.get(evidenceFiles.receipt),
    disclosures: Object.fromEntries(
      disclosures.flatMap(([name, text]) => (name === undefined ? [] : [[name, text ?? '']])),
    ),
  };
}

/** The evidence in a ZIP, or undefined when it is none that can be read. */
export function evidenceIn(zip: Uint8Array): Evidence | undefined {
  const files = storedFiles(zip);
  return files && evidenceOf(files);
}

/** One thing that was looked at, and what is wrong with it. */
export interface Check {
  /** The file, the entry, the signature of the log, the place in its tree, the promise, a text. */
  readonly of: 'FILE' | 'LEAF' | 'SIGNATURE' | 'INCLUSION' | 'RECEIPT' | 'DISCLOSURE';
  /** Which text, where it is one of several. */
  readonly name?: string;
  readonly problem?: string;
}

/** What evidence shows, check by check. */
export interface Verdict {
  /** Recorded and unchanged; accepted and to be recorded within its time; accepted, and that time is over; not to be believed. */
  readonly state: 'RECORDED' | 'ACCEPTED' | 'OVERDUE' | 'FAILED';
  readonly checks: readonly Check[];
  readonly leaf?: Leaf1;
  /** Where it stands: the number of the entry, and of how many. */
  readonly place?: { readonly origin: string; readonly index: number; readonly size: number };
  readonly receipt?: Receipt;
  readonly disclosed: Readonly<Record<string, Json>>;
}

/** A file that is no evidence at all. */
export const unreadable: Verdict = { state: 'FAILED', checks: [{ of: 'FILE', problem: 'NOT_A_ZIP' }], disclosed: {} };

const checked = (of: Check['of'], problem: string | undefined): Check => ({
  of,
  ...(problem !== undefined && { problem }),
});

type Proved = ReturnType<typeof verifyProofFile>;

function proofChecks(proved: Proved): readonly Check[] {
  if (!('problem' in proved)) return [checked('SIGNATURE', undefined), checked('INCLUSION', undefined)];
  const { problem } = proved;
  if (problem === 'NOT_A_PROOF') return [checked('INCLUSION', problem)];
  return problem === 'NOT_INCLUDED'
    ? [checked('SIGNATURE', undefined), checked('INCLUSION', problem)]
    : [checked('SIGNATURE', problem)];
}

/** Why a receipt is not about a leaf, or not about the log that holds it. */
function receiptProblem(
  receipt: Receipt,
  bytes: Uint8Array | undefined,
  leaf: Leaf1 | undefined,
  origin: string | undefined,
  ciphers: Ciphers,
): string | undefined {
  if (origin !== undefined && origin !== receipt.origin) return 'OTHER_LOG';
  if (bytes === undefined) return undefined;
  const own = sameBytes(hasherOf(ciphers.sha256).leaf(bytes), receipt.leafHash);
  return own && leaf?.id === receipt.event && leaf.at === receipt.accepted ? undefined : 'OTHER_LEAF';
}

/** Looks at everything that somebody kept of an entry; nothing is believed but the keys, and the clock where a promise runs. */
export function judge(
  { leaf: bytes, proof, receipt: note, disclosures = {} }: Evidence,
  keys: readonly VerifierKey[],
  ciphers: Ciphers,
  now: Date,
): Verdict {
  const read = bytes && readLeaf1(bytes);
  const leaf = read && 'leaf' in read ? read.leaf : undefined;
  const proved = proof === undefined ? undefined : verifyProofFile(proof, bytes ?? new Uint8Array(0), keys, ciphers);
  const place =
    proved && 'checkpoint' in proved
      ? { origin: proved.checkpoint.origin, index: proved.index, size: proved.checkpoint.size }
      : undefined;
  const opened = note === undefined ? undefined : openReceipt(note, keys, ciphers);
  const receipt = opened && 'receipt' in opened ? opened.receipt : undefined;
  const opens = Object.entries(disclosures).map(([name, text]) => {
    const digest = leaf?.commit?.[name];
    return {
      name,
      open: digest === undefined ? { problem: 'NOT_COMMITTED' } : openDisclosure(text, name, digest, ciphers.sha256),
    };
  });
  const checks: readonly Check[] = [
    ...(read || proved ? [checked('LEAF', read ? ('problem' in read ? read.problem : undefined) : 'MISSING')] : []),
    ...(proved ? proofChecks(proved) : []),
    ...(opened
      ? [
          checked(
            'RECEIPT',
            receipt
              ? receiptProblem(receipt, bytes, leaf, place?.origin, ciphers)
              : 'problem' in opened
                ? opened.problem
                : undefined,
          ),
        ]
      : []),
    ...opens.map(({ name, open }): Check => ({
      ...checked('DISCLOSURE', 'problem' in open ? open.problem : undefined),
      name,
    })),
    // An entry alone is vouched for by nobody.
    ...(proved || opened ? [] : [checked('FILE', 'NOTHING_SIGNED')]),
  ];
  return {
    state: stateOf(checks, place !== undefined, receipt, now),
    checks,
    ...(leaf && { leaf }),
    ...(place && { place }),
    ...(receipt && { receipt }),
    disclosed: Object.fromEntries(opens.flatMap(({ name, open }) => ('value' in open ? [[name, open.value]] : []))),
  };
}

function stateOf(
  checks: readonly Check[],
  recorded: boolean,
  receipt: Receipt | undefined,
  now: Date,
): Verdict['state'] {
  if (checks.some(({ problem }) => problem !== undefined)) return 'FAILED';
  if (recorded) return 'RECORDED';
  return receipt && now.getTime() > dueAt(receipt) ? 'OVERDUE' : 'ACCEPTED';
}

/** The instant at which the entry of a receipt must be in the log. */
export const dueAt = ({ accepted, maxDelay }: Receipt): number => Date.parse(accepted) + maxDelay * 1_000;
