import type { Sha256 } from '@hiroba/kernel';
import { digestsFile, openingsFile, type Opening } from './ballot-digest.ts';
import { ballotsFile } from './ballots-file.ts';
import { adoptedOf, type Adoption, type OverrideInput } from './adoption.ts';
import { ballotsFileName, canonical, packageFiles, readme, sumsFile, toHex } from './package-text.ts';
import { ballotsHash, type ScopeBallots } from './publication.ts';
import { lotOrder, lotSeed } from './tally/lot.ts';
import type { Progress } from './tally/progress.ts';
import { ENGINE, tally, type TallyResult } from './tally/tally.ts';
import { ruleHash, rulesOfScope, voteText, type VoteDocument } from './vote-document.ts';

/** `lot.json`: where the order of a lot comes from. A drawing in public enters its order directly. */
export interface LotDocument {
  readonly source: string;
  readonly value?: string;
  readonly seed?: string;
  readonly order: readonly string[];
}

/** `register.json`: how many could vote and did. */
export interface RegisterDocument {
  readonly eligible: number;
  readonly voted: number;
  readonly byChannel?: Readonly<Record<string, number>>;
  readonly byAssurance?: Readonly<Record<string, number>>;
}

/** `papers.json`: the batches of paper ballots, each keyed by two people, and what was put right of them after an objection. */
export interface PapersDocument {
  readonly batches: readonly { readonly n: number; readonly papers: number; readonly invalid: number; readonly differences: number }[];
  readonly corrections: readonly {
    readonly version: number; readonly batch: number; readonly added: number; readonly removed: number; readonly reason: string;
  }[];
}

/** `result.json`: what was counted, by which rule and out of which ballots. */
export interface ResultDocument {
  readonly engine: typeof ENGINE;
  readonly vote: string;
  readonly ruleHash: string;
  readonly ballotsHash: string;
  readonly scopes: Readonly<Record<string, TallyResult>>;
}

/** What a tally is made of. */
export interface TallyInput {
  readonly vote: VoteDocument;
  readonly ballots: readonly ScopeBallots[];
  readonly lot?: LotDocument;
  readonly register?: RegisterDocument;
  /** The salt of a commitment, where the ballots are not published. */
  readonly salt?: Uint8Array;
}

/** A lot drawn from a public value (voting design, 4). */
export function drawnLot(source: string, value: string, hash: Uint8Array, options: readonly string[]): LotDocument {
  const seed = lotSeed(hash, value);
  return { source, value, seed: toHex(seed), order: lotOrder(seed, options) };
}

/** Counts a vote, scope by scope. */
export function resultDocument(
  { vote, ballots, lot, register, salt }: TallyInput,
  sha256: Sha256,
  tell?: Progress,
): ResultDocument {
  const scopes = ballots.map(({ scope, ballots: counted }) => {
    const rules = rulesOfScope(vote, scope);
    // Where the electorate may grow until the close, the rule does not know its number; the register does.
    const eligible = rules.eligible ?? (ballots.length === 1 ? register?.eligible : undefined);
    return [
      scope,
      tally({ ...rules, ...(eligible !== undefined && { eligible }) }, counted, lot?.order, tell),
    ] as const;
  });
  return {
    engine: ENGINE,
    vote: vote.id,
    ruleHash: ruleHash(vote, sha256),
    ballotsHash: toHex(ballotsHash(ballots, sha256, salt)),
    scopes: Object.fromEntries(scopes),
  };
}

/** The text of `result.json`: the same bytes wherever it is counted. */
export const resultText = (input: TallyInput, sha256: Sha256, tell?: Progress): string =>
  canonical(resultDocument(input, sha256, tell));

/** What a package holds besides what the tally needs. */
export interface PackageInput extends TallyInput {
  readonly digests: readonly string[];
  readonly openings?: readonly Opening[];
  /** What the city adopts of the count, and why where it departs from it. */
  readonly adoption?: Omit<Adoption, 'options'>;
  readonly objections?: readonly object[];
  /** Where paper was taken. */
  readonly papers?: PapersDocument;
  /** `result.json` as it was counted when the result was published; counted now where it is not given. */
  readonly result?: string;
}

/** `overrides.json`: what was counted and what the city adopts, side by side, with an entry for each difference. */
export interface OverridesDocument {
  readonly computed: readonly string[];
  readonly adopted: readonly string[];
  readonly entries: readonly OverrideInput[];
}

const overridesDocument = ({ winners, overrides }: Omit<Adoption, 'options'> = { winners: [], overrides: [] }): OverridesDocument | readonly [] =>
  overrides.length === 0 ? [] : { computed: winners, adopted: adoptedOf({ winners, overrides }), entries: overrides };

/** The files of a result package (voting design, 10); without the ballots where they were only committed to. */
export function resultPackage(input: PackageInput, sha256: Sha256): ReadonlyMap<string, Uint8Array> {
  const { vote, ballots, salt, lot, register, digests, openings, adoption, papers, objections = [] } = input;
  const texts = new Map<string, string>([[packageFiles.vote, voteText(vote)]]);
  if (salt)
    texts.set(
      packageFiles.commitment,
      canonical({ ballotsHash: toHex(ballotsHash(ballots, sha256, salt)), form: 'SHA-256(salt ‖ file)' }),
    );
  else
    for (const { scope, ballots: counted } of ballots)
      texts.set(ballotsFileName(scope, ballots.length), ballotsFile(counted));
  texts.set(packageFiles.digests, digestsFile(digests));
  if (openings && !salt) texts.set(packageFiles.openings, openingsFile(openings));
  if (lot) texts.set(packageFiles.lot, canonical(lot));
  texts.set(packageFiles.result, input.result ?? resultText(input, sha256));
  if (register) texts.set(packageFiles.register, canonical(register));
  if (papers) texts.set(packageFiles.papers, canonical(papers));
  texts.set(packageFiles.overrides, canonical(overridesDocument(adoption)));
  texts.set(packageFiles.objections, canonical(objections));
  texts.set(packageFiles.readme, readme());
  const files = new Map([...texts].map(([name, text]) => [name, new TextEncoder().encode(text)] as const));
  return new Map([...files, [packageFiles.sums, new TextEncoder().encode(sumsFile(files, sha256))]]);
}

/** The digest of the list of digests, which stands for the whole package in the log. */
export const packageHash = (files: ReadonlyMap<string, Uint8Array>, sha256: Sha256): string =>
  toHex(sha256(files.get(packageFiles.sums) as Uint8Array));
