import type { ActorKind } from '@hiroba/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ChangedMeanwhile } from './changed-meanwhile.ts';
import { isId } from './page.ts';
import { PersonKeys, type Expected } from './person-keys.ts';
import { firstIn, rowsIn, sql, type Query } from './sql.ts';
import { open, seal, type Vault } from './vault.ts';

/** What the digests of one entry commit to, and whose words they are. */
export interface Committed {
  readonly eventId: string;
  readonly organisationId: string;
  readonly actor: ActorKind | undefined;
  readonly actorId: string | undefined;
  readonly disclosures: readonly { readonly name: string; readonly value: unknown; readonly disclosure: string }[];
}

/** A commitment whose words were let go of: of which entry, about what. */
export interface LetGo {
  readonly eventId: string;
  readonly name: string;
  readonly type: string;
  readonly kind: string | null;
  readonly id: string | null;
}

/** A disclosure as it lies in the database, with the key of the person it is of. */
export interface SealedDisclosure {
  readonly body_enc: Buffer | null;
  readonly person_key_id: string | null;
  readonly key_enc: Buffer | null;
}

// Their values are the ids of people.
const naming = new Set(['author', 'appellant', 'reporter', 'moderator', 'approver', 'reviewer']);

/** Whose a commitment is: the person's whom it names, else the participant's who acted. What an office says belongs to nobody. */
function ownerOf(name: string, value: unknown, { actor, actorId }: Committed): string | undefined {
  if (naming.has(name) && typeof value === 'string' && isId(value)) return value;
  return actor === undefined || actor === 'participant' ? actorId : undefined;
}

/** What was sealed: the rows that keep it, and the key that must still be what it was when they are written. */
export interface Sealed {
  readonly rows: readonly SealedRow[];
  readonly expected: Expected | undefined;
}

/** The row of a disclosure. */
export interface SealedRow {
  readonly [column: string]: unknown;
  readonly event_id: string;
  readonly name: string;
  readonly body_enc: Buffer | null;
  readonly person_key_id: string | null;
  readonly erased_at: Date | null;
}

/** Keeps what digests commit to: what is somebody's under the key of that person, so that destroying it leaves digests that mean nothing, in backups too. */
export class Disclosures {
  readonly #keys: PersonKeys;

  constructor(private readonly vault: Vault) {
    this.#keys = new PersonKeys(vault);
  }

  /** The rows in which disclosures are kept. Of those who left nothing is kept. */
  async sealed(em: EntityManager, committed: readonly Committed[]): Promise<Sealed> {
    const all = committed.flatMap((of) =>
      of.disclosures.map(({ name, value, disclosure }) => ({ of, name, disclosure, owner: ownerOf(name, value, of) })),
    );
    const owners = all.flatMap(({ owner, of }) => (owner ? [[owner, of.organisationId] as const] : []));
    const { keys, expected } = await this.#keys.of(em, new Map(owners));
    const rows = all.map(({ of, name, disclosure, owner }) => {
      const body = Buffer.from(disclosure);
      const key = owner === undefined ? undefined : keys.get(owner);
      const sealed = owner === undefined ? this.vault.seal('disclosure', body) : key && seal(key, body);
      return {
        event_id: of.eventId,
        name,
        body_enc: sealed ?? null,
        person_key_id: owner ?? null,
        erased_at: sealed ? null : new Date(),
      };
    });
    return { rows, expected };
  }

  /** Refuses what was sealed with a key that is not what it was: it is sealed anew when the transaction is run again. */
  changed({ id }: Expected): never {
    this.#keys.forget(id);
    throw new ChangedMeanwhile('the key of a person changed meanwhile');
  }

  /** The disclosure string of a commitment, for those who may see it; null once erased. */
  async read(em: EntityManager, eventId: string, name: string): Promise<string | null> {
    const row = await firstIn<SealedDisclosure>(
      em,
      sql`
      select d.body_enc, k.key_enc, d.person_key_id from disclosure d left join person_key k on k.id = d.person_key_id
      where d.event_id = ${eventId} and d.name = ${name}`,
    );
    return row ? this.open(row) : null;
  }

  /** The disclosure string that was sealed; null once erased. */
  open({ body_enc: body, key_enc: key, person_key_id: owner }: SealedDisclosure): string | null {
    if (!body || (owner && !key)) return null;
    return (key ? open(this.vault.open('person-key', key), body) : this.vault.open('disclosure', body)).toString();
  }

  /** The disclosure strings of an entry that are somebody's own, by their names. */
  async ownOf(em: EntityManager, eventId: string, personId: string): Promise<Readonly<Record<string, string>>> {
    const rows = await rowsIn<{ name: string; body_enc: Buffer; key_enc: Buffer }>(
      em,
      sql`
      select d.name, d.body_enc, k.key_enc from disclosure d join person_key k on k.id = d.person_key_id
      where d.event_id = ${eventId} and d.person_key_id = ${personId} and d.body_enc is not null and k.key_enc is not null
      order by d.name`,
    );
    const words = ({ key_enc: wrapped, body_enc: body }: { key_enc: Buffer; body_enc: Buffer }) =>
      open(this.vault.open('person-key', wrapped), body).toString();
    return Object.fromEntries(rows.map((row) => [row.name, words(row)]));
  }
}

/** Lets go of the words behind commitments of `disclosure d` in `log_entry e`; what they belonged to, in the order of the log. */
export async function letGo(
  em: EntityManager,
  organisationId: string,
  at: Date,
  which: Query,
): Promise<readonly LetGo[]> {
  return rowsIn<LetGo>(
    em,
    sql`
    with gone as (
      update disclosure d set body_enc = null, erased_at = ${at} from log_entry e
      where e.event_id = d.event_id and e.organisation_id = ${organisationId} and d.body_enc is not null and (${which})
      returning e.id as entry, e.event_id as "eventId", d.name, e.type, e.subject_kind as kind, e.subject_id as id)
    select "eventId", name, type, kind, id from gone order by entry, name`,
  );
}

/** Somebody's words that were let go of without an entry that says so, as after an older database was restored. */
export async function untold(em: EntityManager, organisationId: string, personId: string): Promise<readonly LetGo[]> {
  return rowsIn<LetGo>(
    em,
    sql`
    select e.event_id as "eventId", d.name, e.type, e.subject_kind as kind, e.subject_id as id
    from disclosure d join log_entry e on e.event_id = d.event_id
    where d.person_key_id = ${personId} and d.erased_at is not null and e.organisation_id = ${organisationId} and e.log = 'public'
      and not exists (
        select from log_entry x where x.organisation_id = e.organisation_id and x.subject_kind = e.subject_kind and x.subject_id = e.subject_id
          and x.type = 'data.erased' and position(e.event_id::text::bytea in x.leaf) > 0)
    order by e.id, d.name`,
  );
}
