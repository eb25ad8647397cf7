import { parseVerifierKey, type VerifierKey } from '../domain/keys.ts';
import { nodeCiphers } from './node-ciphers.ts';

/** A key that a log had before, and whether it still signs beside the one that followed it. */
export interface FormerKey {
  readonly vkey: string;
  readonly signs: boolean;
}

/** A log of an organisation. */
export interface KeptLog {
  readonly organisationId: string;
  readonly name: 'public';
  readonly origin: string;
  readonly vkey: string;
  /** Its keys of earlier periods, oldest first. */
  readonly former?: readonly FormerKey[];
}

/** The keys of all periods of a log, oldest first. */
export const allKeys = ({ vkey, former = [] }: Pick<KeptLog, 'vkey' | 'former'>): readonly string[] => [
  ...former.map((each) => each.vkey),
  vkey,
];

/** The keys that sign a log now: for a while two, so that whoever knows only the old one sees that it vouches for the new one. */
export const signingKeys = ({ vkey, former = [] }: KeptLog): readonly string[] => [
  ...former.filter(({ signs }) => signs).map((each) => each.vkey),
  vkey,
];

/** The keys by which what a log once signed is believed. */
export const verifierKeys = (log: KeptLog): readonly VerifierKey[] =>
  allKeys(log).flatMap((vkey) => parseVerifierKey(vkey, nodeCiphers) ?? []);

/** What a database connection does for a log. */
export interface Connection {
  query<R extends object>(
    text: string,
    values?: readonly unknown[],
  ): Promise<{ readonly rows: R[]; readonly rowCount: number | null }>;
}

/** Reads in one view of the database, whatever others write meanwhile. */
export async function inView<T>(db: Connection, work: () => Promise<T>): Promise<T> {
  await db.query('begin isolation level repeatable read read only');
  try {
    return await work();
  } finally {
    await db.query('rollback');
  }
}

/** Runs work in a transaction of the connection: all of it or nothing. */
export async function inTransaction<T>(db: Connection, work: () => Promise<T>): Promise<T> {
  await db.query('begin');
  try {
    const result = await work();
    await db.query('commit');
    return result;
  } catch (error) {
    await db.query('rollback').catch(() => undefined);
    throw error;
  }
}
