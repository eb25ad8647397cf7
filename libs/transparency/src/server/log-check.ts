import { Injectable } from '@nestjs/common';
import { LogBeginnings } from './log-beginnings.ts';
import { fsck, type FsckProblem } from './fsck.ts';
import { inView, type Connection, type KeptLog } from './kept-log.ts';
import { RowCheck } from './row-check.ts';
import type { Signer } from './signer.ts';

/** What a check found: up to which size, and what was not as it must be. */
export interface Checked {
  readonly size: number;
  readonly problems: readonly FsckProblem[];
}

/** Compares all that was made of the entries of a log with them, and the things they tell of, and says in the log that it did. */
@Injectable()
export class LogCheck {
  constructor(
    private readonly beginnings: LogBeginnings,
    private readonly rows: RowCheck,
  ) {}

  /** Checks a log; nothing is said in one that is closed. */
  async check(db: Connection, log: KeptLog, folder: string, signer: Signer): Promise<Checked> {
    const tree = await fsck(db, log, folder, signer);
    const rows = await inView(db, () => this.rows.problems(db, log.organisationId));
    const problems = [...tree.problems, ...rows];
    await this.beginnings.checked(log, tree.size, problems.length);
    return { size: tree.size, problems };
  }
}
