import { setTimeout } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DATA_DIR, DATABASE_URL, LogGate, ORIGIN, Sql, sql, topicChannel, type OriginOf } from '@hiroba/server';
import pg from 'pg';
import type { ReadLogFile } from '../domain/tile-reader.ts';
import { putFiles } from './durable-files.ts';
import { logFolder, publish } from './exporter.ts';
import { fsck, type FsckProblem } from './fsck.ts';
import type { Connection, KeptLog } from './kept-log.ts';
import { logTopic } from './live-log.ts';
import { LogBeginnings } from './log-beginnings.ts';
import { recover, type Recovery } from './recovery.ts';
import { BATCH, sequence } from './sequencer.ts';
import { LogTrouble, type LogTroubleCode } from './log-trouble.ts';
import { Signer } from './signer.ts';

const PERIOD_MS = 250;
const CLOSED_MS = 30_000;
// Together with the organisation it names a log; one session holds it.
const LOCK = 72_405_100;

interface Row {
  readonly organisation_id: string;
  readonly host: string;
  readonly origin: string | null;
  readonly vkey: string | null;
  readonly size: string | null;
  readonly closed: string | null;
  readonly pending: boolean;
}

/** What a process knows of a log it keeps. */
interface Kept {
  /** Until when it is left alone, because somebody has to look at it. */
  closedUntil: number;
  /** Whether it was published since this process took it up. */
  open: boolean;
}

/** The one loop that numbers new entries, takes them into the tree, and publishes it signed; one process at a time does it for a log. */
@Injectable()
export class LogKeeper implements OnApplicationBootstrap, OnModuleDestroy {
  #running = false;
  #done: Promise<void> = Promise.resolve();
  readonly #stop = new AbortController();

  constructor(
    private readonly beginnings: LogBeginnings,
    readonly signer: Signer,
    private readonly gate: LogGate,
    private readonly db: Sql,
    @Inject(DATA_DIR) private readonly dataDir: string,
    @Inject(DATABASE_URL) private readonly url: string,
    @Inject(ORIGIN) private readonly originOf: OriginOf,
  ) {}

  /** Before anybody can write: a database that lacks what was signed goes no further. */
  async onApplicationBootstrap(): Promise<void> {
    const rows = await this.db.rows<{ organisation_id: string; origin: string; size: string }>(sql`
      select l.organisation_id, l.origin, s.size from log l join log_state s on s.organisation_id = l.organisation_id and s.log = l.name
      where l.name = 'public'`);
    for (const { organisation_id: id, origin, size } of rows)
      if (await this.#isBehind(origin, size)) this.gate.close(id);
  }

  async #isBehind(origin: string, size: string): Promise<boolean> {
    const last = await this.signer.last(origin).catch(() => undefined);
    return last !== undefined && last.checkpoint.size > Number(size);
  }

  /** Keeps the logs until the module is destroyed, however often the database goes away meanwhile. */
  start(onError: (error: unknown) => void): void {
    this.#running = true;
    const loop = async () => {
      while (this.#running) {
        await this.#session(onError).catch(onError);
        await this.#pause(1_000);
      }
    };
    this.#done = loop();
  }

  /** Brings all logs up to date once, as the loop does; throws what is wrong with one. */
  async keep(): Promise<void> {
    await this.#connected(async (db) => {
      const kept = new Map<string, Kept>();
      while (
        await this.#round(db, kept, (error) => {
          throw error;
        })
      );
    });
  }

  /** Brings back what was published and is not in the database, says so in the log, and publishes; nobody else may keep the log meanwhile. */
  async recover(organisationId: string, read: ReadLogFile): Promise<Recovery | 'KEPT_ELSEWHERE'> {
    let recovery: Recovery | undefined;
    await this.#connected(async (db) => {
      const row = (await this.#rows(db)).find((each) => each.organisation_id === organisationId);
      if (!row || !(await this.#locked(db, row))) return;
      const log = await this.#logOf(row);
      await this.beginnings.checkKey(log, this.signer);
      const signed = await this.signer.last(log.origin);
      if (!signed) throw new LogTrouble('SIGNER_STATE_MISSING', log.origin, this.signer.stateFile(log.origin));
      recovery = await recover(db, log, read, signed.checkpoint);
      this.gate.open(organisationId);
      if (recovery.after > recovery.before) await this.beginnings.recovered(log, recovery);
    });
    if (recovery) await this.keep();
    return recovery ?? 'KEPT_ELSEWHERE';
  }

  /** Compares what was made of the entries of a log with them, and says in the log that it did. */
  async check(organisationId: string): Promise<{ readonly size: number; readonly problems: readonly FsckProblem[] }> {
    let found: Awaited<ReturnType<typeof fsck>> = { size: 0, problems: [] };
    await this.#connected(async (db) => {
      const row = (await this.#rows(db)).find((each) => each.organisation_id === organisationId);
      if (!row || row.vkey === null) return;
      const log = await this.#logOf(row);
      found = await fsck(db, log, logFolder(this.dataDir, organisationId), this.signer);
      if (row.closed === null) await this.beginnings.checked(log, found.size, found.problems.length);
    });
    return found;
  }

  async #session(onError: (error: unknown) => void): Promise<void> {
    await this.#connected(async (db) => {
      const kept = new Map<string, Kept>();
      while (this.#running) if (!(await this.#round(db, kept, onError))) await this.#pause(PERIOD_MS);
    });
  }

  // The locks and all that is done under them share one session: who loses it can write nothing more.
  async #connected(work: (db: Connection) => Promise<void>): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'hiroba log',
      options: '-c synchronous_commit=on',
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await work(client as unknown as Connection);
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  /** Takes every log one batch further; whether one has more. */
  async #round(db: Connection, kept: Map<string, Kept>, onError: (error: unknown) => void): Promise<boolean> {
    const rows = await this.#rows(db);
    let more = false;
    for (const row of rows) {
      await this.#heed(row);
      const known = kept.get(row.organisation_id);
      const isIdle = known?.open ? !row.pending : performance.now() < (known?.closedUntil ?? 0);
      if (isIdle || !(known ?? (await this.#locked(db, row)))) continue;
      const mine = known ?? { open: false, closedUntil: 0 };
      kept.set(row.organisation_id, mine);
      try {
        more = (await this.#advance(db, mine, row)) || more;
      } catch (error) {
        Object.assign(mine, { open: false, closedUntil: performance.now() + CLOSED_MS });
        if (error instanceof LogTrouble && error.closes) await this.#close(db, row, error.code);
        onError(error);
      }
    }
    return more;
  }

  async #rows(db: Connection): Promise<readonly Row[]> {
    const { rows } = await db.query<Row>(`
      select o.id as organisation_id, h.host, l.origin, l.vkey, s.size, s.closed,
        exists (select from log_entry e where e.organisation_id = o.id and e.log = 'public' and e.idx is null) as pending
      from organisation o join organisation_host h on h.organisation_id = o.id and h.canonical
      left join log l on l.organisation_id = o.id and l.name = 'public'
      left join log_state s on s.organisation_id = l.organisation_id and s.log = l.name order by o.id`);
    return rows;
  }

  /** Does in this process what the one that keeps a log found out. */
  async #heed({ organisation_id: id, origin, size, closed }: Row): Promise<void> {
    if (closed !== null) this.gate.close(id);
    else if (this.gate.isClosed(id) && origin !== null && size !== null && !(await this.#isBehind(origin, size)))
      this.gate.open(id);
  }

  async #close(db: Connection, { organisation_id: id }: Row, code: LogTroubleCode | null): Promise<void> {
    if (code !== null) this.gate.close(id);
    await db.query(
      `update log_state set closed = $2 where organisation_id = $1 and log = 'public' and closed is distinct from $2`,
      [id, code],
    );
    if (code === null) this.gate.open(id);
  }

  async #locked(db: Connection, { organisation_id: id }: Row): Promise<boolean> {
    const {
      rows: [row],
    } = await db.query<{ locked: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as locked', [
      LOCK,
      `${id} public`,
    ]);
    return row?.locked ?? false;
  }

  async #logOf({ organisation_id: organisationId, host, origin, vkey }: Row): Promise<KeptLog> {
    if (origin !== null && vkey !== null) return { organisationId, name: 'public', origin, vkey };
    return this.beginnings.begin(organisationId, host, this.signer);
  }

  async #advance(db: Connection, mine: Kept, row: Row): Promise<boolean> {
    const log = await this.#logOf(row);
    const folder = logFolder(this.dataDir, log.organisationId);
    if (!mine.open) {
      await this.beginnings.checkKey(log, this.signer);
      // What was left by whoever kept it before; of a new log, the signature over nothing.
      await publish(db, log, folder, this.signer);
      await this.#close(db, row, null);
      await putFiles(folder, await this.beginnings.files(log, `${this.originOf(row.host)}/log/public`, this.signer));
      mine.open = true;
    }
    const taken = await sequence(db, log);
    if (taken > 0) await publish(db, log, folder, this.signer);
    if (taken > 0)
      await db.query('select pg_notify($1, $2)', [topicChannel, JSON.stringify([logTopic(log.organisationId)])]);
    return taken === BATCH;
  }

  async #pause(ms: number): Promise<void> {
    await setTimeout(ms, undefined, { signal: this.#stop.signal }).catch(() => undefined);
  }

  async onModuleDestroy(): Promise<void> {
    this.#running = false;
    this.#stop.abort();
    await this.#done;
  }
}
