import { Inject, Injectable } from '@nestjs/common';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import {
  DATA_DIR,
  isId,
  join,
  LIBRARIES,
  Log,
  ORIGIN,
  Sql,
  sql,
  type Caller,
  type Discloses,
  type LibraryServer,
  type OriginOf,
  type Recorded,
  type SealedDisclosure,
} from '@hiroba/server';
import type { SigningKey } from '../domain/keys.ts';
import { signNote } from '../domain/note.ts';
import { receiptKeyName, signReceipt } from '../domain/receipt.ts';
import { logFolder } from './exporter.ts';
import { nodeCiphers } from './node-ciphers.ts';
import { archiveOf } from './proof-archive.ts';
import { publishedKeys, proofIn } from './published-proof.ts';
import { Signer } from './signer.ts';

/** So many seconds after it was accepted an entry must be in the published log. */
export const MAX_DELAY = 60;

/** A public entry as its receipt tells of it. */
export interface Kept {
  readonly id: string;
  readonly at: Date;
  readonly leaf: string;
  /** Its number, once it can be proved. */
  readonly index: number | null;
  readonly size: number | null;
  readonly proof: string | null;
  readonly note: string | null;
  readonly vkeys: readonly string[];
  /** The whole address of its page in a language, without the language. */
  readonly home: string;
  readonly disclosures: Readonly<Record<string, string>>;
}

interface Row extends Pick<Kept, 'id' | 'at' | 'leaf'> {
  readonly hash: Buffer;
  readonly number: string | null;
  readonly host: string;
  readonly mine: boolean;
}

/** Where receipts of a log come from: its name, and the key that signs them. */
interface Issuer {
  readonly origin: string;
  readonly key: SigningKey;
}

/** Receipts of public entries: the promise at once, signed by a key of their own, and the proof when it can be made. */
@Injectable()
export class Receipts {
  readonly #issuers = new Map<string, Issuer>();
  readonly #discloses: readonly Discloses[];

  constructor(
    private readonly db: Sql,
    private readonly orm: MikroORM,
    private readonly log: Log,
    private readonly signer: Signer,
    @Inject(DATA_DIR) private readonly dataDir: string,
    @Inject(ORIGIN) private readonly originOf: OriginOf,
    @Inject(LIBRARIES) libraries: readonly LibraryServer[],
  ) {
    this.#discloses = libraries.flatMap(({ discloses = [] }) => discloses);
  }

  /** The signed notes that entries were accepted; none before the log of their city is begun. */
  async notesOf(organisationId: string, entries: readonly Recorded[]): Promise<readonly string[]> {
    const issuer = await this.#issuer(organisationId);
    return issuer ? entries.map((entry) => note(issuer, entry)) : [];
  }

  /** A text signed with the key of the city's receipts, such as a library makes of its log's origin; undefined before the log is begun. */
  async signed(organisationId: string, textOf: (origin: string) => string): Promise<string | undefined> {
    const issuer = await this.#issuer(organisationId);
    return issuer && signNote(textOf(issuer.origin), [issuer.key], nodeCiphers);
  }

  /** A public entry by the id of its event, with what is somebody's own of it; undefined where there is none. */
  async find({ organisationId, personId }: Caller, id: string): Promise<Kept | undefined> {
    const row = isId(id) ? await this.#row(organisationId, id, personId) : undefined;
    if (!row) return undefined;
    const folder = logFolder(this.dataDir, organisationId);
    const issuer = await this.#issuer(organisationId);
    const index = row.number === null ? undefined : Number(row.number);
    const proved = index === undefined ? undefined : await proofIn(folder, index);
    return {
      id: row.id,
      at: row.at,
      leaf: row.leaf,
      index: proved ? (index ?? null) : null,
      size: proved?.size ?? null,
      proof: proved?.proof ?? null,
      note: issuer ? note(issuer, row) : null,
      vkeys: await publishedKeys(folder),
      home: this.originOf(row.host),
      disclosures: personId ? await this.#disclosuresFor(organisationId, row, personId) : {},
    };
  }

  /** What of an entry is somebody's own, and what its library lets them keep besides. */
  async #disclosuresFor(organisationId: string, { id, mine }: Row, personId: string): Promise<Readonly<Record<string, string>>> {
    const own = mine ? await this.log.ownDisclosures(this.#em(), id, personId) : {};
    if (this.#discloses.length === 0) return own;
    const given = this.#discloses.map(
      ({ type, names, to }) => sql`(e.type = ${type} and d.name = any(${names}::text[]) and ${to(personId)})`,
    );
    const rows = await this.db.rows<SealedDisclosure & { name: string }>(sql`
      select d.name, d.body_enc, d.person_key_id, k.key_enc from log_entry e join disclosure d on d.event_id = e.event_id
      left join person_key k on k.id = d.person_key_id
      where e.organisation_id = ${organisationId} and e.event_id = ${id} and d.body_enc is not null and (${join(given, ' or ')}) order by d.name`);
    const opened = rows.flatMap((row): [string, string][] => {
      const words = this.log.opened(row);
      return words === null ? [] : [[row.name, words]];
    });
    return { ...Object.fromEntries(opened), ...own };
  }

  /** All that is kept of an entry as a ZIP; the texts behind its commitments only for whose they are: the account's, or as a library says who knows its holder. */
  async archive(caller: Caller, id: string, held?: Kept['disclosures']): Promise<Uint8Array | undefined> {
    const kept = await this.find(caller, id);
    if (!kept) return undefined;
    const { leaf, index, proof, note: receipt, vkeys, home } = kept;
    const disclosures = held ?? kept.disclosures;
    const keepsake = {
      index,
      disclosures,
      leaf: Buffer.from(leaf),
      proof: proof ?? undefined,
      receipt: receipt ?? undefined,
    };
    return archiveOf(keepsake, vkeys, home);
  }

  #em(): EntityManager {
    return this.orm.em.fork() as EntityManager;
  }

  #row(organisationId: string, id: string, personId: string | undefined): Promise<Row | undefined> {
    return this.db.first<Row>(sql`
      select e.event_id as id, e.at, convert_from(e.leaf, 'UTF8') as leaf, e.leaf_hash as hash, e.idx::text as number, h.host,
        exists (select from disclosure d where d.event_id = e.event_id and d.person_key_id = ${personId ?? null} and d.body_enc is not null) as mine
      from log_entry e join organisation_host h on h.organisation_id = e.organisation_id and h.canonical
      where e.organisation_id = ${organisationId} and e.event_id = ${id} and e.log = 'public'`);
  }

  async #issuer(organisationId: string): Promise<Issuer | undefined> {
    const known = this.#issuers.get(organisationId);
    if (known) return known;
    const row = await this.db.first<{ origin: string }>(
      sql`select origin from log where organisation_id = ${organisationId} and name = 'public'`,
    );
    if (!row) return undefined;
    const issuer = { origin: row.origin, key: await this.signer.keyMade(receiptKeyName(row.origin)) };
    this.#issuers.set(organisationId, issuer);
    return issuer;
  }
}

const note = ({ origin, key }: Issuer, { id, hash, at }: Recorded): string =>
  signReceipt({ origin, event: id, leafHash: hash, accepted: at.toISOString(), maxDelay: MAX_DELAY }, key, nodeCiphers);
