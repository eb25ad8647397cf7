import type { Sha256 } from '@hiroba/kernel';
import { ballotReader, canonicalBallot, isInvalid, type Ballot } from './ballot.ts';
import { ballotDigest, digestsFile, openingsFile, type Opening } from './ballot-digest.ts';
import { ballotsFile, ballotsIn } from './ballots-file.ts';
import { adoptedOf } from './adoption.ts';
import { ballotsFileName, packageFiles, sumsFile, toHex } from './package-text.ts';
import { inputOf, jsonIn, textIn, UnreadablePackage, type AuditorCopy, type Files } from './package-read.ts';
import { ballotsHash, publicationForm, uniquenessOf } from './publication.ts';
import { resultText, type OverridesDocument, type PapersDocument, type ResultDocument, type TallyInput } from './result-package.ts';
import { lotOrder, lotSeed } from './tally/lot.ts';
import type { Progress } from './tally/progress.ts';
import { rulesOfScope, voteText } from './vote-document.ts';

/** What is wrong with a package: in which file, and what. */
export interface PackageProblem {
  readonly file: string;
  readonly problem: string;
}

/** What is looked at in a package. */
export const packageChecks = [
  'SUMS',
  'VOTE',
  'BALLOTS',
  'FORM',
  'REGISTER',
  'PAPERS',
  'COMMITMENT',
  'LOT',
  'DIGESTS',
  'OPENINGS',
  'OVERRIDES',
  'RESULT',
] as const;

export type PackageCheck = (typeof packageChecks)[number];

/** Something that was looked at and is good. */
export interface GoodFinding {
  readonly check: PackageCheck;
  readonly line: string;
}

/** What a check of a package found. */
export interface PackageVerdict {
  readonly problems: readonly PackageProblem[];
  readonly good: readonly GoodFinding[];
}

class Findings {
  readonly problems: PackageProblem[] = [];
  readonly good: GoodFinding[] = [];

  /** Notes a problem of a file, or that it is good. */
  judge(check: PackageCheck, file: string, problem: string | undefined, line: string): void {
    if (problem === undefined) this.good.push({ check, line });
    else this.blame(file, problem);
  }

  blame(file: string, problem: string): void {
    this.problems.push({ file, problem });
  }
}

function judgeSums(files: Files, sha256: Sha256, found: Findings): void {
  const said = textIn(files, packageFiles.sums);
  if (said === undefined) return found.blame(packageFiles.sums, 'missing');
  const rest = new Map([...files].filter(([name]) => name !== packageFiles.sums));
  const lines = new Set(said.split('\n'));
  for (const line of sumsFile(rest, sha256).trim().split('\n'))
    if (!lines.delete(line)) found.blame(line.slice(66), 'its bytes are not those of SHA256SUMS');
  for (const line of lines) if (line !== '' && !rest.has(line.slice(66))) found.blame(line.slice(66), 'missing');
  if (found.problems.length === 0) found.good.push({ check: 'SUMS', line: 'files are those of SHA256SUMS' });
}

function judgeBallots({ vote, ballots, salt, register }: TallyInput, found: Findings): void {
  for (const { scope, ballots: counted } of ballots) {
    const read = ballotReader(rulesOfScope(vote, scope));
    const bad = counted.findIndex(({ b }) => {
      const one = read(b);
      return isInvalid(one) || canonicalBallot(one.ballot) !== canonicalBallot(b);
    });
    const name = ballotsFileName(scope, ballots.length);
    found.judge(
      'BALLOTS',
      name,
      bad < 0 ? undefined : `line ${bad + 1}: not a valid ballot of this vote`,
      `${name}: ${ballotsIn(counted).valid} valid ballots`,
    );
  }
  const uniqueness = uniquenessOf(ballots.map(({ ballots: counted }) => counted));
  const form = salt ? 'COMMITMENT' : 'FILE';
  if (vote.secrecy === 'SEPARATED') {
    const due = publicationForm(uniqueness, vote.publication.uniqueLimitPermille);
    const wrong =
      due === form
        ? undefined
        : `${uniqueness.unique} of ${uniqueness.ballots} ballots are unique: the rule asks for ${due}`;
    found.judge(
      'FORM',
      salt ? packageFiles.commitment : ballotsFileName(vote.scopes[0]?.id as string, ballots.length),
      wrong,
      'ballots are published in the form of the rule',
    );
  }
  if (register)
    found.judge(
      'REGISTER',
      packageFiles.register,
      register.voted === uniqueness.ballots
        ? undefined
        : `${register.voted} voted, and there are ${uniqueness.ballots} ballots`,
      'as many ballots as people who voted',
    );
}

function judgeLot({ vote, ballots, lot, salt }: TallyInput, sha256: Sha256, found: Findings): void {
  if (lot === undefined) return;
  const ids = vote.options.map(({ id }) => id);
  const whole = [...lot.order].sort().join('\n') === [...ids].sort().join('\n');
  if (lot.value === undefined)
    return found.judge(
      'LOT',
      packageFiles.lot,
      whole ? undefined : 'not an order of all options',
      'the lot orders all options',
    );
  const seed = lotSeed(ballotsHash(ballots, sha256, salt), lot.value);
  const order = lotOrder(seed, ids);
  const right = toHex(seed) === lot.seed && order.join('\n') === lot.order.join('\n');
  found.judge(
    'LOT',
    packageFiles.lot,
    right ? undefined : 'seed and order do not follow from the ballots and the value',
    'the lot follows from the ballots and the value',
  );
}

function judgeOpenings(files: Files, { vote, ballots }: TallyInput, sha256: Sha256, found: Findings): void {
  const digests = textIn(files, packageFiles.digests)?.split('\n').slice(0, -1);
  if (digests === undefined) return found.blame(packageFiles.digests, 'missing');
  const all = ballots.reduce((sum, { ballots: counted }) => sum + ballotsIn(counted).valid, 0);
  const sorted =
    digestsFile(digests) === textIn(files, packageFiles.digests) && new Set(digests).size === digests.length;
  found.judge(
    'DIGESTS',
    packageFiles.digests,
    !sorted
      ? 'not sorted, or a digest twice'
      : digests.length === all
        ? undefined
        : `${digests.length} digests for ${all} ballots`,
    'a digest for each ballot',
  );
  const text = textIn(files, packageFiles.openings);
  if (text === undefined) return;
  const openings = text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Opening);
  const wrong = openings.find(({ ballot, digest, salt }) => ballotDigest(ballot, vote.id, salt, sha256) !== digest);
  const cast = (each: readonly { readonly b: Ballot; readonly n: number }[]): string => ballotsFile(each);
  const same =
    cast(openings.map(({ ballot }) => ({ b: ballot, n: 1 }))) ===
    cast(ballots.flatMap(({ ballots: counted }) => counted));
  const problem = wrong
    ? `${wrong.digest} is not the digest of its ballot`
    : openingsFile(openings) !== text || openings.map(({ digest }) => digest).join() !== digests.join()
      ? 'not the openings of digests.txt'
      : same
        ? undefined
        : 'not the ballots of the ballots file';
  found.judge('OPENINGS', packageFiles.openings, problem, 'the digests open to the ballots of the file');
}

/** Whether the batches of paper fit into the ballots, and what was put right into the batches. */
function judgePapers(files: Files, { ballots }: TallyInput, found: Findings): void {
  const said = jsonIn<PapersDocument>(files, packageFiles.papers);
  if (!said) return;
  const all = ballots.reduce((sum, { ballots: counted }) => sum + ballotsIn(counted).valid, 0);
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);
  const entered = sum(said.batches.map(({ papers, invalid }) => papers - invalid));
  const paper = entered + sum(said.corrections.map(({ added, removed }) => added - removed));
  const known = new Set(said.batches.map(({ n }) => n));
  const problem = said.corrections.some(({ batch }) => !known.has(batch))
    ? 'a correction of a batch that is not there'
    : paper < 0 || paper > all
      ? `${paper} papers among ${all} ballots`
      : undefined;
  found.judge('PAPERS', packageFiles.papers, problem, `${paper} paper ballots in ${said.batches.length} batches`);
}

/** Whether what the city adopts is what was counted, with just the departures that are written down. */
function judgeOverrides(files: Files, found: Findings): void {
  const said = jsonIn<OverridesDocument | readonly []>(files, packageFiles.overrides);
  const result = jsonIn<ResultDocument>(files, packageFiles.result);
  if (!said || !result || Array.isArray(said)) return;
  const [scope] = Object.values(result.scopes);
  const winners = scope && 'winners' in scope ? scope.winners : [];
  const { computed, adopted, entries } = said as OverridesDocument;
  const problem =
    [...computed].sort().join('\n') !== [...winners].sort().join('\n')
      ? 'what was counted is not what result.json says'
      : adoptedOf({ winners: computed, overrides: entries }).join('\n') === adopted.join('\n')
        ? undefined
        : 'what is adopted does not follow from the entries';
  found.judge(
    'OVERRIDES',
    packageFiles.overrides,
    problem,
    'what is adopted is what was counted, with the departures that are written down',
  );
}

function judgeAll(files: Files, input: TallyInput, sha256: Sha256, found: Findings, tell?: Progress): void {
  const written = voteText(input.vote) === textIn(files, packageFiles.vote);
  found.judge('VOTE', packageFiles.vote, written ? undefined : 'not in its canonical form', 'vote.json is canonical');
  judgeBallots(input, found);
  const committed = jsonIn<{ ballotsHash: string }>(files, packageFiles.commitment);
  if (committed) {
    const same = committed.ballotsHash === toHex(ballotsHash(input.ballots, sha256, input.salt));
    const problem = same ? undefined : 'not the commitment to these ballots';
    found.judge('COMMITMENT', packageFiles.commitment, problem, 'the commitment is to these ballots');
  }
  judgeLot(input, sha256, found);
  judgeOpenings(files, input, sha256, found);
  judgePapers(files, input, found);
  judgeOverrides(files, found);
  const said = textIn(files, packageFiles.result);
  const right = said === resultText(input, sha256, tell);
  const problem = said === undefined ? 'missing' : right ? undefined : 'not what the ballots count to';
  found.judge('RESULT', packageFiles.result, problem, 'result.json is what the ballots count to, byte for byte');
}

/** Checks a result package: files, rule, ballots, lot, digests, and that counting anew gives the same bytes. */
export function checkPackage(files: Files, sha256: Sha256, auditor?: AuditorCopy, tell?: Progress): PackageVerdict {
  const found = new Findings();
  judgeSums(files, sha256, found);
  try {
    judgeAll(files, inputOf(files, auditor), sha256, found, tell);
  } catch (error) {
    if (!(error instanceof UnreadablePackage)) throw error;
    found.blame(error.file, error.reason);
  }
  return found;
}
