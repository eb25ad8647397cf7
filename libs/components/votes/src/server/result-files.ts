import { firstIn, rowsIn, sql, type Query, type Transaction } from '@hiroba/server';
import type { Opening } from '../domain/ballot-digest.ts';
import type { Adoption, Override } from '../domain/adoption.ts';
import { packageFiles } from '../domain/package-text.ts';
import { packageHash, resultPackage, type PapersDocument, type ResultDocument } from '../domain/result-package.ts';
import { WHOLE } from '../domain/vote.rule.ts';
import { sha256 } from './ballot.receipt.ts';
import { linesOf } from './fixed-files.ts';
import { tallyInput } from './tally.input.ts';
import type { Vote } from './vote.entity.ts';
import { fileOf, keepFiles } from './vote.files.ts';

type Em = Transaction['em'];

type Of = Pick<Vote, 'organisationId' | 'id'>;

/** How rows are asked for, in a transaction or outside of any. */
interface Asks {
  readonly rows: <R>(query: Query) => Promise<R[]>;
}

/** What a count gave, and the departures from it that two people stand for, in the order in which they were recorded. */
export type KnownAdoption = Adoption & { readonly overrides: readonly Override[] };

/** What a count gave, and what departs from it. */
export async function adoptionBy({ rows }: Asks, { organisationId, id }: Of): Promise<KnownAdoption> {
  const mine = sql`organisation_id = ${organisationId} and vote_id = ${id}`;
  const options = await rows<{ code: string }>(sql`select code from vote_option where ${mine} order by n`);
  const overrides = await rows<Override>(sql`
    select option, kind, replacement, code, reason, office, document, at from vote_override where ${mine} order by at, id`);
  const [result] = await rows<{ body: string }>(sql`select body from vote_file where ${mine} and name = ${packageFiles.result}`);
  const told = result && (JSON.parse(result.body) as ResultDocument).scopes[WHOLE];
  return { options: options.map(({ code }) => code), winners: told && 'winners' in told ? told.winners : [], overrides };
}

/** The same in a transaction. */
export const adoptionIn = (em: Em, vote: Of): Promise<KnownAdoption> => adoptionBy({ rows: (query) => rowsIn(em, query) }, vote);

/** So few people of one way are told of only together with the others. */
const FEWEST_OF_A_WAY = 5;

/** How many voted by which way; nothing where one way had so few that it would tell of them. */
async function channelsOf(em: Em, { organisationId, id }: Of): Promise<Readonly<Record<string, number>> | undefined> {
  const rows = await rowsIn<{ channel: string; n: number }>(em, sql`
    select channel, count(*)::int as n from electorate where organisation_id = ${organisationId} and vote_id = ${id} and channel is not null
    group by channel order by channel`);
  return rows.some(({ n }) => n < FEWEST_OF_A_WAY) ? undefined : Object.fromEntries(rows.map(({ channel, n }) => [channel, n]));
}

/** The batches of papers and what was put right of them; nothing where no paper was taken. */
async function papersOf(em: Em, { organisationId, id, paper }: Vote): Promise<PapersDocument | undefined> {
  if (!paper) return undefined;
  const mine = sql`organisation_id = ${organisationId} and vote_id = ${id}`;
  return {
    batches: await rowsIn<PapersDocument['batches'][number]>(em, sql`select n, papers, invalid, differences from paper_batch where ${mine} order by n`),
    corrections: await rowsIn<PapersDocument['corrections'][number]>(em, sql`
      select version, batch, added, removed, reason from vote_correction where ${mine} order by version`),
  };
}

/** Writes the files of a result package; answers the digest by which it is known. */
export async function packResult(em: Em, vote: Vote, adoption: KnownAdoption): Promise<string> {
  const [digests, openings, result] = await Promise.all([packageFiles.digests, packageFiles.openings, packageFiles.result].map((name) => fileOf(em, vote, name)));
  const input = await tallyInput((query) => firstIn(em, query), vote);
  const papers = await papersOf(em, vote);
  const byChannel = await channelsOf(em, vote);
  const register = input.register && { ...input.register, ...(byChannel && { byChannel }) };
  const files = resultPackage({
    ...input, ...(register && { register }), ...(papers && { papers }), digests: linesOf(digests?.body), openings: linesOf(openings?.body).map((line) => JSON.parse(line) as Opening), result: result?.body ?? '', adoption,
  }, sha256);
  await keepFiles(em, vote, [...files].map(([name, bytes]) => ({ name, body: Buffer.from(bytes).toString(), public: true })));
  return packageHash(files, sha256);
}
