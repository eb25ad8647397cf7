import { readFile, writeFile } from 'node:fs/promises';
import type { AuditReport } from '../domain/audit.ts';
import { textOf, toBase64 } from '../domain/bytes.ts';
import { openCheckpoint } from '../domain/checkpoint.ts';
import { parseVerifierKey, type VerifierKey } from '../domain/keys.ts';
import { hasherOf } from '../domain/merkle.ts';
import { parsePolicy, type Policy } from '../domain/policy.ts';
import { formatProofFile, verifyProofFile } from '../domain/proof-file.ts';
import { LogDamage, TileReader } from '../domain/tile-reader.ts';
import { nodeCiphers as ciphers } from '../server/node-ciphers.ts';
import { auditFollowing } from './followed-keys.ts';
import { logAt, type FoundLog } from './read-log.ts';

/** What a command says, and its exit code: 0 good, 1 verification failed, 2 wrongly asked. */
export interface Verdict {
  readonly code: 0 | 1 | 2;
  readonly text: string;
}

/** Whom an auditor believes: nothing else is taken on trust. */
export interface Trust {
  readonly vkey?: readonly string[];
  readonly policy?: string;
}

/** What an audit is asked to look at besides the log. */
export interface AuditQuestion extends Trust {
  readonly old?: readonly string[];
  readonly save?: string;
  readonly deny?: string;
  readonly fresh?: string;
  readonly strictHeaders?: boolean;
}

/** Something whoever asked can put right. */
export class WronglyAsked extends Error {}

const verdict = (problems: readonly string[], good: readonly string[]): Verdict =>
  problems.length === 0
    ? { code: 0, text: good.join('\n') }
    : { code: 1, text: problems.map((problem) => `✗ ${problem}`).join('\n') };

async function textIn(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new WronglyAsked(`${file} cannot be read (${error.code})`);
  });
}

async function keyOf(given: string): Promise<VerifierKey> {
  const text = given.startsWith('@') ? await textIn(given.slice(1)) : given;
  const key = parseVerifierKey(text.trim(), ciphers);
  if (!key) throw new WronglyAsked(`${given} is no vkey`);
  return key;
}

/** The keys that are believed, and the policy if there is one. */
export async function trusted({
  vkey = [],
  policy: file,
}: Trust): Promise<{ readonly keys: readonly VerifierKey[]; readonly policy?: Policy }> {
  const keys = await Promise.all(vkey.map(keyOf));
  if (file === undefined) return { keys };
  const policy = parsePolicy(await textIn(file), ciphers);
  if (!policy) throw new WronglyAsked(`${file} is no policy`);
  return { keys: [...keys, ...policy.logs, ...policy.witnesses], policy };
}

/** Without a key nothing can be believed; what the log says of itself is told, to be compared with what is printed elsewhere. */
export async function needsKey({ read, where }: FoundLog): Promise<never> {
  const told = textOf((await read('vkey')) ?? new Uint8Array(0))?.trim();
  throw new WronglyAsked(
    `Whose signature is to be believed? Give --vkey or --policy.${
      told
        ? `\n${where} says of itself that its key is\n  ${told}\n` +
          'Compare this with a place that the server has no power over, then give it by --vkey.'
        : ''
    }`,
  );
}

function duration(text: string): number {
  const [, many, unit] = /^(\d{1,6})(m|h|d)$/.exec(text) ?? [];
  const minutes = { m: 1, h: 60, d: 1_440 }[unit ?? ''];
  if (many === undefined || minutes === undefined) throw new WronglyAsked(`${text} is no time like 30m, 2h or 7d`);
  return Number(many) * minutes * 60_000;
}

function staleness({ heartbeat }: AuditReport, fresh: string | undefined, now: number): string[] {
  if (fresh === undefined || (heartbeat !== undefined && now - Date.parse(heartbeat) <= duration(fresh))) return [];
  return [
    heartbeat === undefined
      ? 'there is no heartbeat'
      : `the last heartbeat was at ${heartbeat}, more than ${fresh} ago`,
  ];
}

/** Recomputes a whole log at an address or in a folder. */
export async function auditLog(where: string, question: AuditQuestion = {}, now = Date.now()): Promise<Verdict> {
  const log = logAt(where);
  const { keys, policy } = await trusted(question);
  if (keys.length === 0) return needsKey(log);
  const old = new Map(await Promise.all((question.old ?? []).map(async (file) => [file, await textIn(file)] as const)));
  const deny =
    question.deny === undefined ? [] : (await textIn(question.deny)).split('\n').filter((line) => line !== '');
  const from = performance.now();
  const note = await log.read('checkpoint');
  // One checkpoint, read once: the log may grow meanwhile.
  const read = async (file: string) => (file === 'checkpoint' ? note : log.read(file));
  const report = await auditFollowing({ read, keys, ciphers, types: 'published', old, deny });
  const problems = [
    ...report.problems.map(({ at, problem }) => `${at}: ${problem}`),
    ...(policy && report.checkpoint && !quorum(policy, keys, note)
      ? ['checkpoint: too few of the witnesses signed it']
      : []),
    ...staleness(report, question.fresh, now),
    ...(question.strictHeaders ? log.headers : []),
  ];
  if (problems.length === 0 && question.save !== undefined && note) await writeFile(question.save, note);
  const { checkpoint, types } = report;
  const many = checkpoint?.size ?? 0;
  const seconds = Math.max((performance.now() - from) / 1_000, 0.001);
  return verdict(problems, [
    `${checkpoint?.origin}: ${many} entries, root ${toBase64(checkpoint?.root ?? new Uint8Array(0))}`,
    ...[...types].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, n]) => `  ${type} ${n}`),
    ...(report.heartbeat === undefined ? [] : [`Last heartbeat: ${report.heartbeat}`]),
    ...report.rotations.map(
      ({ entry, vkey, from }) =>
        `Entry ${entry}: from ${from} on it is signed by ${vkey}, too. Trust this key from now on.`,
    ),
    ...(old.size > 0 ? [`${old.size} older checkpoints are beginnings of it.`] : []),
    ...(report.judged ? [] : ['What entries may hold was not judged: the log does not hand out its types.']),
    `The log is whole: signature, root, every tile and entry${report.judged ? ', order and types' : ' and their order'} hold (${seconds.toFixed(1)} s).`,
  ]);
}

function quorum(policy: Policy, keys: readonly VerifierKey[], note: Uint8Array | undefined): boolean {
  const opened = openCheckpoint(note ?? '', keys, ciphers);
  return 'by' in opened && policy.suffices(opened.by);
}

/** Makes a proof that an entry is in a log, and believes it itself before it is handed out. */
export async function proveEntry(where: string, index: number, out: string, trust: Trust = {}): Promise<Verdict> {
  const log = logAt(where);
  const { keys } = await trusted(trust);
  if (keys.length === 0) return needsKey(log);
  const note = (await log.read('checkpoint')) ?? new Uint8Array(0);
  const opened = openCheckpoint(note, keys, ciphers);
  if ('problem' in opened) return verdict([`checkpoint: ${opened.problem}`], []);
  if (index >= opened.checkpoint.size)
    throw new WronglyAsked(`The log has ${opened.checkpoint.size} entries: 0 to ${opened.checkpoint.size - 1}`);
  try {
    const reader = await TileReader.open(log.read, hasherOf(ciphers.sha256), opened.checkpoint);
    const leaf = await reader.entry(index);
    const proof = formatProofFile({ index, proof: await reader.inclusionProof(index), checkpoint: textOf(note) ?? '' });
    const verified = verifyProofFile(proof, leaf, keys, ciphers);
    if ('problem' in verified) return verdict([verified.problem], []);
    await writeFile(`${out}.tlog-proof`, proof);
    await writeFile(`${out}.leaf`, leaf);
    return verdict([], [`Entry ${index} of ${opened.checkpoint.size} is in the log: ${out}.tlog-proof, ${out}.leaf`]);
  } catch (error) {
    if (error instanceof LogDamage) return verdict([error.message], []);
    throw error;
  }
}
