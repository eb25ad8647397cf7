import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { Logger as WorkerLogger, run, runMigrations, type Runner, type TaskList } from 'graphile-worker';
import { createTransport, type Transporter } from 'nodemailer';
import type pg from 'pg';
import { LIBRARIES, type Entry, type LibraryServer } from './library.ts';
import { Mailer } from './mail.ts';
import { patientPool } from './patient-pool.ts';
import { NightlyFiles } from './nightly-files.ts';
import { firstIn, rowsIn, Sql, sql } from './sql.ts';
import { StoredFiles } from './stored-files.ts';
import { Uploads } from './uploads.ts';

/** How mail leaves: an SMTP address, or nothing (then mails stay readable in the local outbox), and its sender. */
export interface MailSettings {
  readonly smtpUrl?: string;
  readonly from: string;
  /** Whether the outbox may be read on a page: only where nobody but this machine can reach it. */
  readonly readable?: boolean;
}

export const MAIL_SETTINGS = Symbol('MAIL_SETTINGS');

/** The address in `Name <address>`, or the text that is one. */
const addressIn = (from: string): string => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from;

const silent = new WorkerLogger(() => () => undefined);

/** Creates or updates the tables of the job queue. */
export const migrateJobs = (pool: pg.Pool): Promise<void> => runMigrations({ pgPool: pool, logger: silent });

/** So often a step of long work is tried before it is given up. */
const WORK_ATTEMPTS = 5;

const queuedWork = (
  name: string,
  id: string,
) => sql`select graphile_worker.add_job('work', ${JSON.stringify({ name, id })}::json,
  job_key := ${`${name} ${id}`}, max_attempts := ${WORK_ATTEMPTS}, priority := 10)`;

/** Lets a piece of long work begin once the transaction has committed; mails and reactions go first. */
export async function queueWork(em: EntityManager, name: string, id: string): Promise<void> {
  await rowsIn(em, queuedWork(name, id));
}

/** Background work: reactions to entries and the sending of mails, by graphile-worker. */
@Injectable()
export class Jobs implements OnModuleDestroy {
  #runner: Runner | undefined;
  #over = false;
  readonly #transport: Transporter | undefined;

  constructor(
    private readonly orm: MikroORM,
    private readonly db: Sql,
    private readonly mailer: Mailer,
    private readonly modules: ModuleRef,
    @Inject(LIBRARIES) private readonly libraries: readonly LibraryServer[],
    @Inject(MAIL_SETTINGS) private readonly settings: MailSettings,
  ) {
    if (settings.smtpUrl)
      this.#transport = createTransport(settings.smtpUrl, { disableFileAccess: true, disableUrlAccess: true });
  }

  readonly #tasks: TaskList = {
    react: (payload) => this.react(payload as { entryId: string; reaction: string; after?: string }),
    mail: (payload) => this.send((payload as { id: string }).id),
    upkeep: () => this.upkeep(),
    due: () => this.settleDue(),
    nightly: (payload, { job }) =>
      this.nightly((payload as { organisationId: string }).organisationId, job.attempts >= job.max_attempts),
    work: (payload, { job }) => this.work(payload as { name: string; id: string }, job.attempts >= job.max_attempts),
  };

  /** Works through the queue until the module is destroyed, however often the database goes away meanwhile. */
  async start(): Promise<void> {
    await this.#takeUp();
    void this.#goOn();
  }

  async #takeUp(): Promise<void> {
    if (this.#over) return;
    // One server works through the queue: what is locked now was locked by one that died, and would rest for four hours.
    await this.db.rows(sql`select graphile_worker.force_unlock_workers(array(
                             select distinct locked_by from graphile_worker.jobs where locked_by is not null))`);
    this.#runner = await run({
      pgPool: patientPool(this.db.pool),
      taskList: this.#tasks,
      concurrency: 2,
      noHandleSignals: true,
      logger: silent,
      pollInterval: 1000,
      crontab: '17 * * * * upkeep\n* * * * * due',
    });
  }

  /** Takes the work up again whenever a runner has given up, as it does when it loses its database. */
  async #goOn(): Promise<void> {
    while (!this.#over) {
      await this.#runner?.promise.catch(() => undefined);
      await this.#takeUp().catch(() => pause(1000));
    }
  }

  /** Runs one reaction to one entry, once: its effect and its done-marker commit together, with the job that goes on where it stopped. */
  async react({
    entryId,
    reaction: name,
    after,
  }: {
    entryId: string;
    reaction: string;
    after?: string;
  }): Promise<void> {
    const reaction = this.libraries
      .flatMap(({ reactions = [] }) => reactions)
      .find((candidate) => candidate.name === name);
    if (!reaction) return;
    const step = after === undefined ? name : `${name} after ${after}`;
    await this.orm.em.fork().transactional(async (forked) => {
      const em = forked as EntityManager;
      const done = await rowsIn(
        em,
        sql`insert into reaction_done (entry_id, reaction) values (${entryId}, ${step})
                                        on conflict do nothing returning entry_id`,
      );
      if (done.length === 0) return;
      const entry = await firstIn<Omit<Entry, 'at'> & { at: string; leaf: string }>(
        em,
        sql`
        select e.id, e.organisation_id as "organisationId", e.type, e.subject_kind as "subjectKind", e.subject_id as "subjectId",
               e.at, c.actor_id as "actorId", c.params, convert_from(e.leaf, 'UTF8') as leaf
        from log_entry e join log_entry_context c on c.entry_id = e.id where e.id = ${entryId}`,
      );
      if (!entry) return;
      const { data } = JSON.parse(entry.leaf) as { data: Entry['data'] };
      const next = await reaction.run({
        entry: { ...entry, at: new Date(entry.at), data },
        em,
        mail: this.mailer,
        ...(after !== undefined && { after }),
      });
      if (next === undefined) return;
      const payload = JSON.stringify({ entryId, reaction: name, after: next });
      await rowsIn(
        em,
        sql`select graphile_worker.add_job('react', ${payload}::json, job_key := ${`${entryId} ${name} after ${next}`})`,
      );
    });
  }

  /** Does one step of long work and queues the next; who dies between the two does a step that finds its work done. */
  async work({ name, id }: { name: string; id: string }, isLast = false): Promise<void> {
    const type = this.libraries.map(({ works }) => works?.[name]).find(Boolean);
    if (!type) return;
    const work = this.modules.get(type, { strict: false });
    try {
      if (await work.step(id)) await this.db.rows(queuedWork(name, id));
    } catch (error) {
      if (isLast) await work.giveUp(id);
      throw error;
    }
  }

  /** Makes the open data of a city for the night. */
  async nightly(organisationId: string, isLast = false): Promise<void> {
    const files = this.modules.get(NightlyFiles, { strict: false });
    try {
      await files.make(organisationId);
    } catch (error) {
      if (isLast) await files.giveUp(organisationId);
      throw error;
    }
  }

  /** Sends one mail of the outbox; without SMTP it is only marked, and can be read in the local outbox. */
  async send(id: string): Promise<void> {
    const letter = await this.db.first<{
      message_id: string;
      sender: string;
      recipient: string;
      subject: string;
      body: string;
      forget: boolean;
      unsubscribe: string | null;
    }>(sql`
      select message_id, sender, recipient, subject, body, forget, unsubscribe from mail_outbox where id = ${id} and sent_at is null`);
    if (!letter) return;
    await this.#transport?.sendMail({
      messageId: letter.message_id,
      from: { name: letter.sender, address: addressIn(this.settings.from) },
      to: { name: '', address: letter.recipient },
      subject: letter.subject,
      text: letter.body,
      // One step without a page, as RFC 8058 has it.
      ...(letter.unsubscribe !== null && {
        headers: { 'List-Unsubscribe': `<${letter.unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
      }),
    });
    await this.db.rows(
      letter.forget && this.#transport
        ? sql`delete from mail_outbox where id = ${id}`
        : sql`update mail_outbox set sent_at = now(), attempts = attempts + 1 where id = ${id}`,
    );
  }

  /** Writes down and tells what the clock has brought since the last minute. */
  async settleDue(): Promise<void> {
    for (const type of this.libraries.flatMap(({ dues = [] }) => dues))
      await this.modules.get(type, { strict: false }).settle();
    await this.modules.get(NightlyFiles, { strict: false }).settle();
  }

  /** Lets go of what is over: answered keys after a day, sent mails after 30 days, idle buckets, and what libraries name. */
  async upkeep(): Promise<void> {
    await this.db.rows(sql`delete from write_key where at < now() - interval '24 hours'`);
    await this.db.rows(sql`delete from mail_outbox where sent_at < now() - interval '30 days'`);
    await this.db.rows(sql`delete from rate_bucket where at < now() - interval '1 day'`);
    for (const type of this.libraries.flatMap(({ upkeep = [] }) => upkeep))
      await this.modules.get(type, { strict: false }).upkeep();
    await this.modules.get(StoredFiles, { strict: false }).sweep();
    await this.modules.get(Uploads, { strict: false }).sweep();
  }

  async onModuleDestroy(): Promise<void> {
    this.#over = true;
    // A runner that has given up refuses to be stopped again.
    await this.#runner?.stop().catch(() => undefined);
  }
}
