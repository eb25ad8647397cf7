import { setTimeout } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import {
  readSettings, Refusal, type Command, type ComponentFacts, type Decision, type Manifest, type Rule, type Situation,
} from '@hiroba/kernel';
import { LockMode, type EntityClass, type EntityManager } from '@mikro-orm/postgresql';
import { MikroORM } from '@mikro-orm/postgresql';
import { Clock } from './clock.ts';
import { LIBRARIES, type LibraryServer } from './library.ts';
import { LogClosed } from './log-gate.ts';
import { Log, newId } from './log.ts';
import { logKind } from './logged.ts';
import { isId } from './page.ts';
import { holdPlace, type Place } from './place.ts';
import { drawReferences } from './reference.ts';
import { Logged, Resource } from './resource.entity.ts';
import { firstIn, rowsIn, sql } from './sql.ts';
import type { Caller, Recorded } from './viewer.ts';
import { versionsOf, writeBeside, writeMany, type Written } from './write-many.ts';

/** A place whose settings were read by its component's manifest. */
export type Placed = ComponentFacts & { readonly settings: unknown };

/** An open transaction in which rules are asked and decisions written. */
export interface Transaction {
  readonly em: EntityManager;
  readonly caller: Caller;
  /** Now, by the database's clock, read after the locks taken so far. */
  now(): Promise<Date>;
  /** The place of a component, held still until the end. */
  place(componentId: string): Promise<Placed | Refusal>;
  /** Writes a decision about a subject: columns, entry, version, reference, counts. */
  write<T extends Logged>(subject: T, decision: Decision<object>, at: Situation): Promise<T>;
  /** Writes decisions about many subjects, each of them once, in a few statements; entries in the order given. */
  writeMany(written: readonly Written[], options?: { readonly past?: boolean }): Promise<void>;
}

class RolledBack extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

const retryable = new Set(['40001', '40P01']);
const sqlState = (error: unknown): string | undefined =>
  (error as { code?: string }).code ?? (error as { cause?: { code?: string } }).cause?.code;

/** Runs every command: one transaction, one locked row, one log entry. Nothing else writes what is public. */
@Injectable()
export class Commands {
  readonly #manifests: ReadonlyMap<string, Manifest>;

  constructor(
    private readonly orm: MikroORM,
    private readonly clock: Clock,
    private readonly log: Log,
    @Inject(LIBRARIES) libraries: readonly LibraryServer[],
  ) {
    const manifests = libraries.flatMap((library) => ('manifest' in library ? [library.manifest as Manifest] : []));
    this.#manifests = new Map(manifests.map((manifest) => [manifest.name, manifest]));
  }

  /** Changes one thing. */
  act<T extends Logged>(type: EntityClass<T>, id: string, caller: Caller, command: Command<T, object, never>): Promise<T | Refusal> {
    return this.once(type, caller, async (transaction) => {
      const held = await this.#hold(transaction, type, id);
      if (held instanceof Refusal) return held;
      const decision = command(held.at as never, held.subject);
      return decision instanceof Refusal ? decision : transaction.write(held.subject, decision, held.at);
    });
  }

  /** Erases a private draft: the only thing that is ever deleted, and it leaves no trace. */
  discard<T extends Logged>(type: EntityClass<T>, id: string, caller: Caller, rule: Rule<T, never>): Promise<T | Refusal> {
    return this.transaction(caller, async (transaction) => {
      const held = await this.#hold(transaction, type, id);
      if (held instanceof Refusal) return held;
      const refusal = rule(held.at as never, held.subject);
      if (refusal) return refusal;
      await transaction.em.remove(held.subject).flush();
      return held.subject;
    });
  }

  /** Makes one thing in a placed component. */
  create<T extends Resource>(
    type: EntityClass<T>,
    componentId: string,
    caller: Caller,
    command: (at: Situation<never>, id: string) => Decision<object> | Refusal,
  ): Promise<T | Refusal> {
    return this.once(type, caller, async (transaction) => {
      const component = await transaction.place(componentId);
      if (component instanceof Refusal) return component;
      const at: Situation = { viewer: caller, now: await transaction.now(), component };
      const id = newId();
      const decision = command(at as never, id);
      if (decision instanceof Refusal) return decision;
      const base = { id, organisationId: caller.organisationId, componentId, rev: 0 };
      return transaction.write(transaction.em.create(type, base as never, { partial: true }) as T, decision, at);
    });
  }

  /** Runs work that spans several rows; a refusal undoes all of it. */
  async transaction<T>(caller: Caller, work: (transaction: Transaction) => Promise<T | Refusal>): Promise<T | Refusal> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { result, recorded } = await this.orm.em.fork().transactional(async (em) => {
          const done = await work(this.#open(em as EntityManager, caller));
          if (done instanceof Refusal) throw new RolledBack(done);
          return { result: done, recorded: this.log.recordedIn(em as EntityManager) };
        });
        for (const one of recorded) caller.recorded?.push(one);
        return result;
      } catch (error) {
        if (error instanceof RolledBack) return error.refusal;
        if (error instanceof LogClosed) return new Refusal('LOG_CLOSED');
        if (attempt === 5 || !retryable.has(sqlState(error) ?? '')) throw error;
        await setTimeout(Math.random() * 20 * attempt);
      }
    }
  }

  /** Work whose repetition under the same client key answers the same thing instead of doing it again. */
  once<T extends { readonly id: string }>(
    type: EntityClass<T>,
    caller: Caller,
    work: (transaction: Transaction) => Promise<T | Refusal>,
  ): Promise<T | Refusal> {
    return this.transaction(caller, async (transaction) => {
      const { requestKey, organisationId } = caller;
      if (!requestKey) return work(transaction);
      const { em } = transaction;
      const owner = caller.personId ?? caller.client ?? '';
      const [fresh] = await rowsIn(em, sql`
        insert into write_key (organisation_id, owner, key, digest)
        values (${organisationId}, ${owner}, ${requestKey.key}, ${requestKey.digest})
        on conflict do nothing returning key`);
      const mine = sql`k.organisation_id = ${organisationId} and k.owner = ${owner} and k.key = ${requestKey.key}`;
      if (!fresh) {
        const known = await firstIn<{ digest: string; outcome_id: string } & { [K in keyof Recorded]: Recorded[K] | null }>(em, sql`
          select k.digest, k.outcome_id, e.event_id as id, e.leaf_hash as hash, e.at
          from write_key k left join log_entry e on e.event_id = k.event_id where ${mine}`);
        if (known?.digest !== requestKey.digest) return new Refusal('IDEMPOTENCY_MISMATCH');
        const { id, hash, at } = known;
        if (id && hash && at) caller.recorded?.push({ id, hash, at });
        return (await em.findOne<{ id: string }>(type, { id: known.outcome_id } as object) as T | null) ?? new Refusal('NOT_FOUND');
      }
      const outcome = await work(transaction);
      if (!(outcome instanceof Refusal)) {
        const [first] = this.log.recordedIn(em);
        await rowsIn(em, sql`update write_key k set outcome_id = ${outcome.id}, event_id = ${first?.id ?? null} where ${mine}`);
      }
      return outcome;
    });
  }

  /** One thing under its lock, and the situation it is judged in. */
  async #hold<T extends Logged>(transaction: Transaction, type: EntityClass<T>, id: string): Promise<{ subject: T; at: Situation } | Refusal> {
    const { em, caller } = transaction;
    // Before anything is looked up: who has not signed in does not learn here what exists.
    if (!caller.personId && !caller.operator) return new Refusal('UNAUTHENTICATED');
    if (!isId(id)) return new Refusal('NOT_FOUND');
    const where = { id, organisationId: caller.organisationId } as object;
    const subject = await em.findOne<Logged>(type, where, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!subject) return new Refusal('NOT_FOUND');
    const component = subject instanceof Resource ? await transaction.place(subject.componentId) : undefined;
    if (component instanceof Refusal) return component;
    const at: Situation = { viewer: caller, now: await transaction.now(), component, spaceId: spaceOf(subject) };
    return { subject: subject as T, at };
  }

  #open(em: EntityManager, caller: Caller): Transaction {
    // What is held still is read once.
    const places = new Map<string, Promise<Placed | Refusal>>();
    const held = async (componentId: string) => {
      const place = await holdPlace(em, caller.organisationId, componentId);
      return place instanceof Refusal ? place : this.#placed(place);
    };
    return {
      em,
      caller,
      now: () => this.clock.nowIn(em),
      place: (componentId) => {
        const place = places.get(componentId) ?? held(componentId);
        places.set(componentId, place);
        return place;
      },
      write: (subject, decision, at) => this.#write(em, caller, subject, decision, at),
      writeMany: (written, options) => writeMany(em, this.log, written, options),
    };
  }

  #placed(place: Place): Placed {
    const manifest = this.#manifests.get(place.manifest);
    if (!manifest) throw new Error(`component ${place.id} has the unknown manifest ${place.manifest}`);
    return { ...place, settings: readSettings(manifest, place.settings).settings };
  }

  async #write<T extends Logged>(em: EntityManager, caller: Caller, subject: T, decision: Decision<object>, at: Situation): Promise<T> {
    const { event, patch, reference, counts = [] } = decision;
    const { organisationId } = subject;
    const kind = logKind(subject);
    const rev = event.log === 'public' ? subject.rev + 1 : subject.rev;
    const drawn = reference ? { reference: (await drawReferences(em, organisationId, [{ type: reference, at: at.now }]))[0] } : {};
    em.assign(subject, { ...patch, ...drawn, rev } as never);
    em.persist(subject);
    await em.flush();
    await this.log.append(em, event, {
      organisationId,
      at: at.now,
      subject: event.log === 'public' ? { kind, id: subject.id, rev } : undefined,
      space: at.component?.id ?? at.spaceId,
      spaceId: at.component?.spaceId ?? at.spaceId,
      actorId: caller.personId,
      params: event.log === 'public' ? {} : { subjectId: subject.id },
    });
    await writeBeside(em, versionsOf({ subject, decision, at }, caller.personId), counts.map((count) => ({ ...count, organisationId })));
    return subject;
  }
}

const spaceOf = (subject: object): string | undefined => ('spaceId' in subject ? subject.spaceId as string : undefined);
