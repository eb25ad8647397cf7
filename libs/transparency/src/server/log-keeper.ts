import { setTimeout } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DATA_DIR, DATABASE_URL, LogGate, ORIGIN, Sql, sql, topicChannel, type OriginOf } from '@hiroba/server';
import pg from 'pg';
import type { ReadLogFile } from '../domain/tile-reader.ts';
import { putFiles } from './durable-files.ts';
import { logFolder, publish } from './exporter.ts';
import type { Connection, KeptLog } from './kept-log.ts';
import { logTopic } from './live-log.ts';
import { LogBeginnings } from './log-beginnings.ts';
import { LogCheck, type Checked } from './log-check.ts';
import { keysOf, logRows, type LogRow } from './log-rows.ts';
import { atLeisure, LogWatch, untilStopped } from './log-watch.ts';
import { recover, type Recovery } from './recovery.ts';
import { BATCH, sequence } from './sequencer.ts';
import { LogTrouble } from './log-trouble.ts';
import { Signer } from './signer.ts';

const PERIOD_MS = 250;
const CLOSED_MS = 30_000;
// Together with the organisation it names a log; one session holds it.
const LOCK = 72_405_100;

/** What a process knows of a log it keeps. */
interface Kept {
  /** Until when it is left alone, because somebody has to look at it. */
  closedUntil: number;
  /** The keys it was opened with: it was published since this process took it up, and what they are is published, too. */
  open: string | undefined;
}

/** The one loop that numbers new entries, takes them into the tree, and publishes it signed; one process at a time does it for a log. */
@Injectable()
export class LogKeeper implements OnApplicationBootstrap, OnModuleDestroy {
  #running = false;
  #done: Promise<void> = Promise.resolve();
  readonly #watch = new LogWatch(
    (id) => this.check(id, { leisurely: true }),
    () => this.#stop.signal.aborted,
  );
  readonly #stop = new AbortController();

  constructor(
    private readonly beginnings: LogBeginnings,
    private readonly checks: LogCheck,
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
      const row = (await logRows(db)).find((each) => each.organisation_id === organisationId);
      if (!row || !(await this.#locked(db, row))) return;
      const log = await this.#logOf(row);
      await this.beginnings.checkKey(log, this.signer);
      const signed = await this.signer.last(log.origin);
      if (!signed) throw new LogTrouble('SIGNER_STATE_MISSING', log.origin, this.signer.stateFile(log.origin));
      recovery = await recover(db, log, read, signed.checkpoint, this.beginnings.lines);
      this.gate.open(organisationId);
      if (recovery.after > recovery.before) await this.beginnings.recovered(log, recovery);
    });
    if (recovery) await this.keep();
    return recovery ?? 'KEPT_ELSEWHERE';
  }

  /** Gives a log another key, beside whoever keeps it; the new key. */
  async rotate(organisationId: string): Promise<string> {
    let vkey = '';
    await this.#connected(async (db) => {
      const row = (await logRows(db)).find((each) => each.organisation_id === organisationId);
      if (!row) return;
      const log = await this.#logOf(row);
      await this.beginnings.checkKey(log, this.signer);
      vkey = await this.beginnings.rotate(log, this.signer);
    });
    return vkey;
  }

  /** Compares what was made of the entries of a log with them, and says in the log that it did; leisurely where nobody waits for it. */
  async check(organisationId: string, { leisurely = false } = {}): Promise<Checked> {
    let found: Checked = { size: 0, problems: [] };
    await this.#connected(async (db) => {
      const row = (await logRows(db)).find((each) => each.organisation_id === organisationId);
      if (!row || row.vkey === null) return;
      const log = await this.#logOf(row);
      found = await this.checks.check(
        untilStopped(leisurely ? atLeisure(db) : db, this.#stop.signal),
        log,
        logFolder(this.dataDir, organisationId),
        this.signer,
      );
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
    const rows = await logRows(db);
    let more = false;
    for (const row of rows) {
      await this.#heed(row);
      const known = kept.get(row.organisation_id);
      if (this.#running && known?.open) this.#watch.look(row, onError);
      const isIdle = known?.open === keysOf(row) ? !row.pending : performance.now() < (known?.closedUntil ?? 0);
      if (isIdle || !(known ?? (await this.#locked(db, row)))) continue;
      const mine = known ?? { open: undefined, closedUntil: 0 };
      kept.set(row.organisation_id, mine);
      try {
        more = (await this.#advance(db, mine, row)) || more;
      } catch (error) {
        Object.assign(mine, { open: undefined, closedUntil: performance.now() + CLOSED_MS });
        if (error instanceof LogTrouble) await this.#refuse(db, row, error);
        onError(error);
      }
    }
    return more;
  }

  /** Does in this process what the one that keeps a log found out. */
  async #heed({ organisation_id: id, origin, size, closed }: LogRow): Promise<void> {
    if (closed !== null) this.gate.close(id);
    else if (this.gate.isClosed(id) && origin !== null && size !== null && !(await this.#isBehind(origin, size)))
      this.gate.open(id);
  }

  async #refuse(db: Connection, { organisation_id: id }: LogRow, { code, closes }: LogTrouble): Promise<void> {
    if (closes) this.gate.close(id);
    await db.query(
      `update log_state set trouble = $2, closed = case when $3 then $2 else closed end
       where organisation_id = $1 and log = 'public' and (trouble, closed) is distinct from ($2, case when $3 then $2 else closed end)`,
      [id, code, closes],
    );
  }

  async #reopen(db: Connection, { organisation_id: id }: LogRow): Promise<void> {
    await db.query(
      `update log_state set trouble = null, closed = null
       where organisation_id = $1 and log = 'public' and num_nonnulls(trouble, closed) > 0`,
      [id],
    );
    this.gate.open(id);
  }

  async #locked(db: Connection, { organisation_id: id }: LogRow): Promise<boolean> {
    const {
      rows: [row],
    } = await db.query<{ locked: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as locked', [
      LOCK,
      `${id} public`,
    ]);
    return row?.locked ?? false;
  }

  async #logOf({ organisation_id: organisationId, host, origin, vkey, former }: LogRow): Promise<KeptLog> {
    if (origin !== null && vkey !== null) return { organisationId, name: 'public', origin, vkey, former: former ?? [] };
    return this.beginnings.begin(organisationId, host, this.signer);
  }

  async #advance(db: Connection, mine: Kept, row: LogRow): Promise<boolean> {
    const log = await this.#logOf(row);
    const folder = logFolder(this.dataDir, log.organisationId);
    if (mine.open !== keysOf(row)) {
      await this.beginnings.checkKey(log, this.signer);
      // What was left by whoever kept it before; of a new log, the signature over nothing.
      await publish(db, log, folder, this.signer);
      await this.#reopen(db, row);
      await putFiles(folder, await this.beginnings.files(log, `${this.originOf(row.host)}/log/public`, this.signer));
      if (this.#running) await this.beginnings.beat();
      mine.open = keysOf(row);
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
    await this.#watch.done();
  }
}
