import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { Trouble } from './house.ts';

/** A statement of a Polis conversation. */
export interface PolisStatement {
  readonly id: string;
  readonly author: string;
  readonly at: Date;
  readonly text: string;
  /** Whether its moderators turned it down. */
  readonly rejected: boolean;
}

/** The last vote of a participant on a statement, as the matrix of the conversation has it. */
export interface PolisVote {
  readonly participant: string;
  readonly statement: string;
  readonly vote: 'AGREE' | 'DISAGREE' | 'PASS';
  readonly at: Date;
}

/** An exported Polis conversation. */
export interface PolisConversation {
  readonly name: string;
  readonly participants: number;
  readonly statements: readonly PolisStatement[];
  readonly votes: readonly PolisVote[];
}

type Row = Readonly<Record<string, string>>;

async function rowsOf(dir: string, file: string): Promise<readonly Row[]> {
  try {
    return parse(await readFile(path.join(dir, file)), { columns: true, bom: true, skip_empty_lines: true });
  } catch (error) {
    throw new Trouble(`${path.join(dir, file)} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'no CSV'}).`);
  }
}

const meanings: Readonly<Record<string, PolisVote['vote']>> = { 1: 'AGREE', '-1': 'DISAGREE', 0: 'PASS' };

/** Reads the folder of a conversation: its statements, and of each vote the last state. */
export async function readPolis(dir: string): Promise<PolisConversation> {
  const [comments, matrix] = [await rowsOf(dir, 'comments.csv'), await rowsOf(dir, 'participants-votes.csv')];
  // Not every snapshot tells when votes were given.
  const given = await rowsOf(dir, 'votes.csv').catch(() => []);
  const statements = comments.map((row) => ({
    id: row['comment-id'] ?? '', author: row['author-id'] ?? '', at: new Date(Number(row.timestamp)), text: row['comment-body'] ?? '', rejected: row.moderated === '-1',
  }));
  const asked = new Map(statements.map(({ id, at }) => [id, at]));
  const last = new Map<string, number>();
  for (const { 'voter-id': voter, 'comment-id': statement, timestamp } of given) {
    const key = `${voter} ${statement}`;
    last.set(key, Math.max(last.get(key) ?? 0, Number(timestamp)));
  }
  const votes = matrix.flatMap((row) => [...asked].flatMap(([statement, at]): PolisVote[] => {
    const cell = row[statement] ?? '';
    const vote = meanings[cell];
    if (cell !== '' && !vote) throw new Trouble(`participants-votes.csv: participant ${row.participant} has the vote ${cell} on ${statement}; 1, -1 or 0 was expected.`);
    const time = last.get(`${row.participant} ${statement}`);
    return vote ? [{ participant: row.participant ?? '', statement, vote, at: time ? new Date(time) : at }] : [];
  }));
  return { name: path.basename(path.resolve(dir)), participants: matrix.length, statements, votes };
}
