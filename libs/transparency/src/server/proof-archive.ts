import { readLeaf1 } from '@hiroba/kernel';
import { strToU8, zipSync } from 'fflate';
import { disclosureFile, evidenceFiles } from '../domain/evidence.ts';
import { publishedKeys, proofIn } from './published-proof.ts';

/** What somebody keeps of an entry, before it is packed. */
export interface Keepsake {
  readonly leaf: Uint8Array;
  /** The number of the entry, once it has one. */
  readonly index: number | null;
  readonly proof?: string | undefined;
  readonly receipt?: string | undefined;
  readonly disclosures?: Readonly<Record<string, string>>;
}

const lines = (names: readonly string[], told: Readonly<Record<string, readonly [ja: string, en: string]>>): string =>
  names.map((name) => `  ${name}\n      ${told[name]?.join(' / ') ?? ''}\n`).join('');

const OWN = [
  '公開記録にはのっていない、あなたの書いたもの。ほかの人には渡されません',
  'what you wrote and the record does not show; nobody else was given it',
] as const;

function readme(
  { index, proof }: Keepsake,
  names: readonly string[],
  keys: readonly string[],
  address: string,
): string {
  const files = lines(names, {
    [evidenceFiles.proof]: [
      '公開記録にのっている証明',
      'the proof that it is in the public record (c2sp.org/tlog-proof)',
    ],
    [evidenceFiles.leaf]: ['記録の原文', 'the exact bytes of the entry'],
    [evidenceFiles.receipt]: ['受け付けたしるし', 'the signed note that it was accepted'],
    ...Object.fromEntries(names.filter((name) => name.startsWith('disclosure-')).map((name) => [name, OWN])),
  });
  const [ja, en] = proof
    ? [
        `この記録は公開記録の${index}番にあり、そのあと書きかえられていません。`,
        `This entry is in the public record, at ${index}, and has not changed since.`,
      ]
    : [
        'この記録は受け付けられました。公開記録にのる前に保存したため、証明はまだ入っていません。あとでもう一度、保存してください。',
        'This entry was accepted. It was saved before it was in the public record, so the proof is not here yet: save it again later.',
      ];
  return `この記録の証明 / Proof of a record

${ja}
内容が正しいこと、だれが書いたかは、この証明ではわかりません。

${en}
That what it says is true, and who wrote it, is not what this proves.

${files}
確かめかた / To check it:

  1. ${address}/log/verify.html を保存し、ブラウザーで開いて、この ZIP を選びます。ネットワークは使いません。
     Save ${address}/log/verify.html, open it in a browser and choose this ZIP. It needs no network.

  2. または / or, with Node.js and ${address}/log/hiroba-log.mjs:
     node hiroba-log.mjs verify FILE.zip ${keys.map((key) => `--vkey '${key}'`).join(' ')}

鍵が、市の広報などに載っている鍵と同じか、見くらべてください。
Compare the keys with those that the city has printed elsewhere:

${keys.map((key) => `  ${key}\n`).join('')}`;
}

/** What somebody keeps of an entry as a ZIP: stored, not compressed, so that a small reader suffices. */
export function archiveOf(keepsake: Keepsake, keys: readonly string[], address: string): Uint8Array {
  const { leaf, proof, receipt, disclosures = {} } = keepsake;
  const files = {
    ...(proof && { [evidenceFiles.proof]: strToU8(proof) }),
    [evidenceFiles.leaf]: leaf,
    ...(receipt && { [evidenceFiles.receipt]: strToU8(receipt) }),
    ...Object.fromEntries(
      Object.entries(disclosures).map(([name, text]) => [disclosureFile(name), strToU8(`${text}\n`)]),
    ),
  };
  const known = readLeaf1(leaf);
  const mtime = 'leaf' in known ? known.leaf.at : '1980-01-02T00:00:00.000Z';
  const about = { 'README.txt': strToU8(readme(keepsake, Object.keys(files), keys, address)) };
  return zipSync({ ...files, ...about }, { level: 0, mtime });
}

/** The proof that an entry is in the published log, as a ZIP to keep; undefined where the log has no such entry. */
export async function proofArchive(folder: string, index: number, address: string): Promise<Uint8Array | undefined> {
  const found = await proofIn(folder, index);
  if (!found) return undefined;
  return archiveOf({ leaf: found.leaf, proof: found.proof, index }, await publishedKeys(folder), address);
}
