import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DATA_DIR, sql, type Sql } from '@hiroba/server';
import pg from 'pg';
import { audit, type AuditReport } from '../domain/audit.ts';
import { logFolder } from './exporter.ts';
import { readFrom } from './durable-files.ts';
import { verifierKeys, type Connection, type KeptLog } from './kept-log.ts';
import { LogKeeper } from './log-keeper.ts';
import { nodeCiphers } from './node-ciphers.ts';

/** That something was killed while it worked. */
export class Killed extends Error {}

/** A checkpoint that was signed. */
interface Note {
  readonly size: string;
  readonly note: string;
}

interface Person {
  readonly id: string;
  readonly code: string;
  run(document: string, variables?: object): Promise<object>;
  act(document: string, variables?: object): Promise<object>;
}

/** What of a spec's running server a log is tried on; `startApp` gives it. */
interface Ground {
  readonly server: {
    readonly db: Sql;
    readonly nest: { get<T>(type: abstract new (...args: never[]) => T): T; getHttpServer(): unknown };
  };
  readonly world: {
    citizen(name: string): Promise<Person>;
    staff(): Promise<Person>;
    room(by: Person, manifest: string, more: object): Promise<{ readonly componentId: string }>;
    proposal(by: Person, componentId: string): Promise<string>;
  };
  readonly clock: { now(): Promise<Date>; set(now: Date): void };
  readonly url: string;
  close(): Promise<void>;
}

/** A city whose public log specs look at: with one who proposes, and ways into the database and the files behind the code. */
export class LogWorld {
  private constructor(
    readonly app: Ground,
    readonly hana: Person,
    readonly room: { readonly componentId: string },
    readonly client: pg.Client,
    readonly keeper: LogKeeper,
    public log: KeptLog,
    readonly folder: string,
  ) {}

  static async start(start: () => Promise<Ground>): Promise<LogWorld> {
    const app = await start();
    const hana = await app.world.citizen('花田');
    const room = await app.world.room(await app.world.staff(), 'proposals', { settings: { drafts: 50 } });
    const client = new pg.Client({ connectionString: app.url });
    await client.connect();
    const keeper = app.server.nest.get(LogKeeper);
    await app.world.proposal(hana, room.componentId);
    await keeper.keep();
    const row = await app.server.db.first<{ organisation_id: string; origin: string; vkey: string }>(
      sql`select * from log`,
    );
    const organisationId = row?.organisation_id ?? '';
    const log: KeptLog = { organisationId, name: 'public', origin: row?.origin ?? '', vkey: row?.vkey ?? '' };
    const folder = logFolder(app.server.nest.get(DATA_DIR as never), organisationId);
    return new LogWorld(app, hana, room, client, keeper, log, folder);
  }

  async close(): Promise<void> {
    await this.client.end();
    await this.app.close();
  }

  get db(): Connection {
    return this.client as unknown as Connection;
  }

  readonly read = (file: string) => readFrom(this.folder)(file);

  propose(): Promise<string> {
    return this.app.world.proposal(this.hana, this.room.componentId);
  }

  text(file: string): string {
    return readFileSync(path.join(this.folder, file), 'utf8');
  }

  async numbered(): Promise<{ readonly n: number; readonly last: number } | undefined> {
    const { rows } = await this.client.query<{ n: number; last: number }>(
      `select count(idx)::int as n, max(idx)::int + 1 as last from log_entry where log = 'public'`,
    );
    return rows[0];
  }

  async notes(): Promise<readonly Note[]> {
    return (await this.client.query<Note>('select size, note from log_checkpoint order by size')).rows;
  }

  /** The whole log, recomputed from its files; every checkpoint that was ever signed must be a beginning of it. */
  async audited(notes?: readonly Note[]): Promise<AuditReport> {
    const { hana } = this;
    return audit({
      read: this.read,
      keys: verifierKeys(this.log),
      ciphers: nodeCiphers,
      types: 'published',
      old: new Map((notes ?? (await this.notes())).map(({ size, note }) => [`size ${size}`, note])),
      deny: ['花田', 'hana', hana.id, hana.code],
    });
  }

  /** Does something behind all triggers. */
  async tamper(change: string, values: readonly unknown[] = []): Promise<void> {
    await this.client.query('begin; set local session_replication_role = replica');
    await this.client.query(change, [...values]);
    await this.client.query('commit');
  }
}
