import { jcs, type Json, type Sha256 } from '@hiroba/kernel';

/** The files of a result package, by their names. */
export const packageFiles = {
  vote: 'vote.json',
  ballots: 'ballots.jsonl',
  commitment: 'commitment.json',
  digests: 'digests.txt',
  openings: 'openings.jsonl',
  lot: 'lot.json',
  result: 'result.json',
  register: 'register.json',
  papers: 'papers.json',
  overrides: 'overrides.json',
  objections: 'objections.json',
  readme: 'README.txt',
  sums: 'SHA256SUMS',
} as const;

/** The name of the ballots file of a scope: a vote with one scope has no need to name it. */
export const ballotsFileName = (scope: string, scopes: number): string =>
  scopes === 1 ? packageFiles.ballots : `ballots-${scope}.jsonl`;

/** Bytes as lower-case hexadecimal digits. */
export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The canonical text of a value of ours; members that are undefined are none. */
export const canonical = (value: object): string => jcs(JSON.parse(JSON.stringify(value)) as Json);

/** The list of files with their digests, as `sha256sum -c` reads it. */
export const sumsFile = (files: ReadonlyMap<string, Uint8Array>, sha256: Sha256): string =>
  [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, bytes]) => `${toHex(sha256(bytes))}  ${name}\n`)
    .join('');

/** What a package says of itself. */
export const readme = (): string => `投票の結果 / Result of a vote

このフォルダーから、だれでも結果を計算し直せます。
Anybody can compute the result anew from this folder.

  vote.json        投票の案件ときまり / the question and its rule
  ballots*.jsonl   票（順番と人はのこっていません）/ ballots, without order or person
  commitment.json  票を公開しないときの封印値 / what stands for ballots that are not published
  digests.txt      票の封印値 / the digests of the ballots, as voters hold them
  openings.jsonl   封印値の中身 / what the digests stand for
  lot.json         くじ / the lot
  result.json      結果 / the result
  register.json    投票できる人と投票した人の数 / how many could vote and did
  papers.json      紙の票の束と、あとからの訂正 / batches of paper ballots, and what was put right
  SHA256SUMS       ファイルの照合値 / digests of the files

確かめかた / To check it:

  npx hiroba tally vote <このフォルダー / this folder> --check
`;
