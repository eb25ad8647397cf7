import { readBallotsFile } from './ballots-file.ts';
import { ballotsFileName, packageFiles } from './package-text.ts';
import type { ScopeBallots } from './publication.ts';
import type { LotDocument, RegisterDocument, TallyInput } from './result-package.ts';
import type { VoteDocument } from './vote-document.ts';

/** What an auditor was given besides, where the ballots are not public. */
export interface AuditorCopy {
  readonly salt: Uint8Array;
  readonly ballots: ReadonlyMap<string, Uint8Array>;
}

/** A package that cannot be read at all. */
export class UnreadablePackage extends Error {
  constructor(
    readonly file: string,
    readonly reason: string,
  ) {
    super(`${file}: ${reason}`);
  }
}

/** The files of a package, by their names. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** The text of a file of a package; undefined where it is not there. */
export function textIn(files: Files, name: string): string | undefined {
  const bytes = files.get(name);
  if (bytes === undefined) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UnreadablePackage(name, 'not UTF-8');
  }
}

/** What the JSON of a file of a package says; undefined where it is not there. */
export function jsonIn<T>(files: Files, name: string): T | undefined {
  const text = textIn(files, name);
  try {
    return text === undefined ? undefined : (JSON.parse(text) as T);
  } catch {
    throw new UnreadablePackage(name, 'not JSON');
  }
}

/** What is counted of a package: its rule, ballots, lot and register. */
export function inputOf(files: Files, auditor?: AuditorCopy): TallyInput {
  const vote = jsonIn<VoteDocument>(files, packageFiles.vote);
  if (vote === undefined) throw new UnreadablePackage(packageFiles.vote, 'missing');
  if (!Array.isArray(vote.scopes) || vote.scopes.length === 0 || !Array.isArray(vote.options))
    throw new UnreadablePackage(packageFiles.vote, 'not the rule of a vote');
  const ballots = vote.scopes.map(({ id }): ScopeBallots => {
    const name = ballotsFileName(id, vote.scopes.length);
    const text = textIn(auditor?.ballots ?? files, name);
    if (text === undefined)
      throw new UnreadablePackage(
        name,
        files.has(packageFiles.commitment) ? 'not published; auditors hold it' : 'missing',
      );
    try {
      return { scope: id, ballots: readBallotsFile(text) };
    } catch (error) {
      throw new UnreadablePackage(name, (error as Error).message);
    }
  });
  const lot = jsonIn<LotDocument>(files, packageFiles.lot);
  const register = jsonIn<RegisterDocument>(files, packageFiles.register);
  return { vote, ballots, ...(lot && { lot }), ...(register && { register }), ...(auditor && { salt: auditor.salt }) };
}
