import { createSecretKey, type KeyObject } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { rowsIn, sql } from './sql.ts';
import type { Vault } from './vault.ts';

/** A person's key that was read a while ago; whoever seals with it must hold its row as it was then. */
export interface Expected {
  readonly id: string;
  readonly wrapped: Buffer;
}

/** The keys of people, null where one was destroyed, and which of them is still to be held. */
export interface Keys {
  readonly keys: ReadonlyMap<string, KeyObject | null>;
  readonly expected?: Expected;
}

interface Remembered extends Expected {
  readonly key: KeyObject;
  readonly until: number;
}

const KEPT_MS = 10 * 60_000;
const MOST_KEPT = 1_000;

/** The keys that the words of people are sealed with: one a person. Who acts again soon costs no question. */
export class PersonKeys {
  readonly #lately = new Map<string, Remembered>();

  constructor(private readonly vault: Vault) {}

  /** The keys of people, by their ids; each is held until the end of the transaction, but for one that is `expected` to be as it was. */
  async of(em: EntityManager, owners: ReadonlyMap<string, string>): Promise<Keys> {
    const [only] = owners.size === 1 ? owners.keys() : [];
    const known = only === undefined ? undefined : this.#remembered(only);
    if (known) return { keys: new Map([[known.id, known.key]]), expected: known };
    return { keys: await this.#read(em, owners) };
  }

  /** Forgets a key that is no longer what it was. */
  forget(id: string): void {
    this.#lately.delete(id);
  }

  #remembered(id: string): Remembered | undefined {
    const known = this.#lately.get(id);
    if (known && known.until > performance.now()) return known;
    this.#lately.delete(id);
    return undefined;
  }

  #remember(id: string, wrapped: Buffer, key: KeyObject): void {
    const [oldest] = this.#lately.size < MOST_KEPT ? [] : this.#lately.keys();
    if (oldest !== undefined) this.#lately.delete(oldest);
    this.#lately.set(id, { id, wrapped, key, until: performance.now() + KEPT_MS });
  }

  async #read(em: EntityManager, owners: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, KeyObject | null>> {
    const known = await this.#known(em, [...owners.keys()]);
    const fresh = [...owners]
      .filter(([id]) => !known.has(id))
      .map(([id, organisationId]) => ({ id, organisationId, ...this.vault.newPersonKey() }));
    if (fresh.length === 0) return known;
    const rows = fresh.map(({ id, organisationId, wrapped }) => ({
      id,
      organisation_id: organisationId,
      key_enc: `\\x${wrapped.toString('hex')}`,
    }));
    const made = await rowsIn<{ id: string }>(
      em,
      sql`
      insert into person_key (id, organisation_id, key_enc) select id, organisation_id, key_enc
      from json_populate_recordset(null::person_key, ${JSON.stringify(rows)}) order by id on conflict do nothing returning id`,
    );
    const isNew = new Set(made.map(({ id }) => id));
    const [mine, others] = [fresh.filter(({ id }) => isNew.has(id)), fresh.filter(({ id }) => !isNew.has(id))];
    return new Map([
      ...known,
      ...mine.map(({ id, key }) => [id, createSecretKey(key)] as const),
      ...(await this.#known(
        em,
        others.map(({ id }) => id),
      )),
    ]);
  }

  async #known(em: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, KeyObject | null>> {
    if (ids.length === 0) return new Map();
    const found = await rowsIn<{ id: string; key_enc: Buffer | null }>(
      em,
      sql`
      select id, key_enc from person_key where id = any(${ids}::uuid[]) order by id for share`,
    );
    return new Map(found.map(({ id, key_enc: wrapped }) => [id, wrapped && this.#opened(id, wrapped)] as const));
  }

  #opened(id: string, wrapped: Buffer): KeyObject {
    const key = createSecretKey(this.vault.open('person-key', wrapped));
    this.#remember(id, wrapped, key);
    return key;
  }
}
