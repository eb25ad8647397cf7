import { createHmac } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { isId, literal, open, rowsIn, seal, sql, type Query } from '@hiroba/server';
import type { VoteKeys } from './vote-keys.ts';

/** What of a ballot lies in the database while the vote is open, sealed. */
export interface SealedContent {
  /** The canonical ballot. */
  readonly b: string;
  /** The salt of its disclosure, base64url. */
  readonly s: string;
}

/** The tables of one open vote: sealed ballots by keys, the digests of all that were cast, and who voted. They are dropped at the freeze. */
export interface OpenTables {
  readonly ballot: Query;
  readonly digest: Query;
  readonly voter: Query;
  /** What was keyed of papers; made with the first batch. */
  readonly paper: Query;
}

/** The names of the tables of an open vote. */
export function tablesOf(voteId: string): OpenTables {
  if (!isId(voteId)) throw new TypeError('not the id of a vote');
  const name = voteId.replaceAll('-', '');
  return { ballot: literal(`ballots.ballot_${name}`), digest: literal(`ballots.digest_${name}`), voter: literal(`ballots.voter_${name}`), paper: literal(`ballots.paper_${name}`) };
}

/** Makes the tables of a vote; nothing in them says when anything was cast. */
export async function makeTables(em: EntityManager, voteId: string): Promise<void> {
  const { ballot, digest, voter } = tablesOf(voteId);
  await rowsIn(em, sql`create table ${ballot} (key bytea primary key, sealed bytea not null, request text, request_digest bytea) with (fillfactor = 70)`);
  await rowsIn(em, sql`create table ${digest} (digest text primary key, logged boolean not null default false)`);
  await rowsIn(em, sql`create index on ${digest} (digest) where not logged`);
  await rowsIn(em, sql`create table ${voter} (person_id uuid primary key, channel text check (channel in ('ONLINE', 'COUNTER')),
    paper boolean not null default false, roll boolean not null default false) with (fillfactor = 70)`);
}

/** Makes the table of what is keyed of papers, once. */
export async function makePaperTable(em: EntityManager, voteId: string): Promise<void> {
  await rowsIn(em, sql`create table if not exists ${tablesOf(voteId).paper} (batch uuid, pass int, n int, sealed bytea not null, primary key (batch, pass, n))`);
}

/** Drops the tables of a vote, with every row order and transaction number that could join a person and a ballot. */
export async function dropTables(em: EntityManager, voteId: string): Promise<void> {
  const { ballot, digest, voter, paper } = tablesOf(voteId);
  await rowsIn(em, sql`drop table if exists ${ballot}, ${digest}, ${voter}, ${paper}`);
}

const keyed = (secret: Buffer, purpose: string, text: string): Buffer => createHmac('sha256', secret).update(`${purpose}\0${text}`).digest();

/** The key under which a person's ballot lies; nothing leads back from it once the secret is destroyed. */
export const ballotKey = ({ secret }: VoteKeys, personId: string): Buffer => keyed(secret, 'person', personId);

/** The key under which the ballot of a paper lies: by its batch and its place in it. */
export const paperKey = ({ secret }: VoteKeys, batchId: string, n: number): Buffer => keyed(secret, 'paper', `${batchId} ${n}`);

/** Whoever has a number on the city’s roll, as a row of the electorate: a second paper for the same number is none. */
export function rollElector({ secret }: VoteKeys, number: string): string {
  const hex = keyed(secret, 'roll', number).toString('hex').slice(0, 32);
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-8$3-a$4-$5');
}

/** What a repetition of a request is known by, without telling the ballot. */
export const requestDigest = ({ secret }: VoteKeys, canonical: string): Buffer => keyed(secret, 'request', canonical);

// Sealed contents are as long as each other up to so many bytes: their length would tell of what was chosen.
const BLOCK = 512;

/** Seals the content of a ballot; the key of its person is bound to it. */
export function sealContent({ content }: VoteKeys, plain: SealedContent): Buffer {
  const text = Buffer.from(JSON.stringify(plain));
  const padded = Buffer.alloc(Math.ceil(text.length / BLOCK) * BLOCK, ' ');
  text.copy(padded);
  return seal(content, padded);
}

/** The content of a ballot that was sealed. */
export const openContent = ({ content }: VoteKeys, sealed: Buffer): SealedContent => JSON.parse(open(content, sealed).toString().trimEnd()) as SealedContent;
