import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { unzipSync } from 'fflate';
import {
  checkPackage,
  inputOf,
  isBudgetRule,
  resultText,
  UnreadableFile,
  UnreadablePackage,
  writePabulib,
  type AuditorCopy,
  type Files,
} from '@hiroba/votes/tally';

/** How a package is counted or checked. */
export interface PackageOptions {
  readonly check?: boolean;
  /** What an auditor was given besides: the folder of the ballots, and the salt of the commitment. */
  readonly ballots?: string;
  readonly salt?: Uint8Array;
}

/** What a command says, and its exit code. */
export interface Said {
  readonly code: 0 | 1 | 3;
  readonly text: string;
}

const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest());

/** The files of a package: a folder, or a ZIP. */
export async function filesOf(where: string): Promise<Files> {
  try {
    if ((await stat(where)).isDirectory()) {
      const names = (await readdir(where, { withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map(({ name }) => name);
      return new Map(
        await Promise.all(
          names.map(async (name) => [name, new Uint8Array(await readFile(path.join(where, name)))] as const),
        ),
      );
    }
    return new Map(Object.entries(unzipSync(new Uint8Array(await readFile(where)))));
  } catch (error) {
    throw new UnreadableFile(0, `neither a folder nor a ZIP: ${(error as Error).message}`);
  }
}

/** What the public log holds of a package, spelled as there, for whoever looks its entries up. */
function loggedAs(files: Files): readonly string[] {
  const hexOf = (name: string): string | undefined => {
    const bytes = files.get(name);
    return bytes && createHash('sha256').update(bytes).digest('hex');
  };
  const ballotsHash = /"ballotsHash":"([0-9a-f]{64})"/.exec(new TextDecoder().decode(files.get('result.json')))?.[1];
  const known: readonly (readonly [string, string | undefined])[] = [
    ['vote.opened rule_hash', hexOf('vote.json')],
    ['vote.closed ballots_hash', ballotsHash],
    ['vote.tallied result_hash', hexOf('result.json')],
    ['vote.result_published package_hash', hexOf('SHA256SUMS')],
  ];
  return ['in the public log:', ...known.flatMap(([name, hash]) => (hash ? [`  ${name} ${hash}`] : []))];
}

/** Counts a result package anew, or checks all it says. */
export async function tallyPackage(where: string, { check = false, ballots, salt }: PackageOptions): Promise<Said> {
  const files = await filesOf(where);
  const auditor: AuditorCopy | undefined =
    ballots !== undefined && salt ? { salt, ballots: await filesOf(ballots) } : undefined;
  if (!check) {
    try {
      return { code: 0, text: resultText(inputOf(files, auditor), sha256) };
    } catch (error) {
      if (!(error instanceof UnreadablePackage)) throw error;
      return { code: 3, text: `${error.file}: ${error.reason}` };
    }
  }
  const { problems, good } = checkPackage(files, sha256, auditor);
  const lines = [
    ...good.map(({ line }) => `✓ ${line}`),
    ...problems.map(({ file, problem }) => `✗ ${file}: ${problem}`),
    ...loggedAs(files),
  ];
  return { code: problems.length === 0 ? 0 : 1, text: lines.join('\n') };
}

const DIGEST = /(?:^|\n)(?:digest )?([A-Za-z0-9_-]{43})(?:\n|$)/;

/** Looks for a ballot in a package by what its voter kept: the receipt, or the digest alone. */
export async function verifyReceipt(kept: string, where: string): Promise<Said> {
  const text = await readFile(kept, 'utf8').catch(() => kept);
  const digest = DIGEST.exec(text)?.[1];
  if (digest === undefined) throw new UnreadableFile(0, 'neither a receipt of a ballot nor a digest');
  const files = await filesOf(where);
  const textOf = (name: string): string => new TextDecoder().decode(files.get(name) ?? new Uint8Array());
  const vote = (JSON.parse(textOf('vote.json') || '{}') as { id?: string }).id;
  const named = /(?:^|\n)vote (\S+)\n/.exec(text)?.[1];
  if (named !== undefined && named !== vote) return { code: 1, text: `✗ a receipt of another vote: ${named}` };
  if (!textOf('digests.txt').split('\n').includes(digest))
    return {
      code: 1,
      text: `✗ ${digest} is not among the counted ballots. If you voted again afterwards, only the last receipt is.`,
    };
  const opening = textOf('openings.jsonl')
    .split('\n')
    .find((line) => line.includes(`"digest":"${digest}"`));
  const ballot =
    opening === undefined
      ? 'what it says is not published'
      : `it says ${JSON.stringify((JSON.parse(opening) as { ballot: unknown }).ballot)}`;
  return { code: 0, text: `✓ ${digest} is among the counted ballots; ${ballot}` };
}

const written = ['approval', 'knapsack', 'single', 'points', 'ranked'] as const;

/** The Pabulib file of a budget vote whose ballots are published: no voter is described in it. */
export async function pabulibOf(where: string): Promise<Said> {
  const { vote, ballots } = inputOf(await filesOf(where));
  const type = written.find((known) => known === vote.type);
  const [only] = ballots;
  if (!isBudgetRule(vote.method) || type === undefined || only === undefined || ballots.length > 1)
    throw new RangeError('only a budget that is counted as a whole has a Pabulib file');
  const { budget = '0', threshold, step, maxLength, tieOrder, stopWhenExhaustive } = vote.parameters;
  const nameOf = (title: Readonly<Record<string, string>> | undefined): string | undefined => title?.ja ?? title?.en;
  const options = vote.options.map(({ id, cost = '0', title, category }) => ({
    id,
    cost,
    title: nameOf(title) ?? id,
    ...(category !== undefined && { category }),
  }));
  const parameters = { step, maxLength, tieOrder, stopWhenExhaustive };
  const title = nameOf(vote.title) ?? vote.id;
  return {
    code: 0,
    text: writePabulib({
      title,
      type,
      rule: vote.method,
      budget,
      threshold,
      parameters,
      options,
      ballots: only.ballots,
    }),
  };
}
