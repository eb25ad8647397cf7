import { readLeaf1 } from '@hiroba/kernel';
import { strToU8, zipSync } from 'fflate';
import { textOf } from '../domain/bytes.ts';
import { openCheckpoint } from '../domain/checkpoint.ts';
import { parseVerifierKey } from '../domain/keys.ts';
import { hasherOf } from '../domain/merkle.ts';
import { formatProofFile } from '../domain/proof-file.ts';
import { TileReader } from '../domain/tile-reader.ts';
import { readFrom } from './durable-files.ts';
import { nodeCiphers } from './node-ciphers.ts';

const readme = (index: number, size: number, vkey: string): string => `この記録の証明 / Proof of a record

この記録は、公開記録の${size}件のうち${index}番（0から数えます）にあり、そのあと書きかえられていません。
内容が正しいこと、だれが書いたかは、この証明ではわかりません。

This entry stands in the public record, at ${index} of ${size} (counted from 0), and has not changed since.
That what it says is true, and who wrote it, is not what this proves.

  proof.tlog-proof   証明 / the proof (c2sp.org/tlog-proof)
  leaf.json          記録の原文 / the exact bytes of the entry

確かめかた / To check it:

  npx hiroba log verify proof.tlog-proof leaf.json --vkey '${vkey}'

この鍵が市の広報などに載っている鍵と同じか、かならず見くらべてください。
Compare this key with the one that the city has printed elsewhere.
`;

/** An entry of a published log with its proof, as its files give them. */
export interface FoundProof {
  readonly index: number;
  /** The size of the log that it is proved for. */
  readonly size: number;
  readonly vkey: string;
  readonly leaf: Uint8Array;
  /** The proof file (C2SP tlog-proof). */
  readonly proof: string;
}

/** The proof that an entry is in the published log; undefined where the log has no such entry. */
export async function proofIn(folder: string, index: number): Promise<FoundProof | undefined> {
  const read = readFrom(folder);
  const [note, vkey] = [await read('checkpoint'), textOf((await read('vkey')) ?? new Uint8Array(0))?.trim() ?? ''];
  const key = parseVerifierKey(vkey, nodeCiphers);
  const opened = note && key ? openCheckpoint(note, [key], nodeCiphers) : undefined;
  if (note === undefined || opened === undefined || 'problem' in opened || index >= opened.checkpoint.size)
    return undefined;
  const reader = await TileReader.open(read, hasherOf(nodeCiphers.sha256), opened.checkpoint);
  const [leaf, hashes] = [await reader.entry(index), await reader.inclusionProof(index)];
  const proof = formatProofFile({ index, proof: hashes, checkpoint: textOf(note) ?? '' });
  return { index, size: opened.checkpoint.size, vkey, leaf, proof };
}

/** The proof that an entry is in the published log, as a ZIP to keep; undefined where the log has no such entry. */
export async function proofArchive(folder: string, index: number): Promise<Uint8Array | undefined> {
  const found = await proofIn(folder, index);
  if (!found) return undefined;
  const known = readLeaf1(found.leaf);
  const mtime = 'leaf' in known ? known.leaf.at : '1980-01-02T00:00:00.000Z';
  const files = {
    'proof.tlog-proof': strToU8(found.proof),
    'leaf.json': found.leaf,
    'README.txt': strToU8(readme(index, found.size, found.vkey)),
  };
  // Stored, not compressed: a small reader suffices.
  return zipSync(files, { level: 0, mtime });
}
