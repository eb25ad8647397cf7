import { hash as digestOf, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  administrationEvents, dataEvents, disclose, encodeLeaf1, EventRegistry, logEvents, uuid7, type Event, type Json,
} from '@hiroba/kernel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Disclosures, type Committed, type SealedDisclosure } from './disclosures.ts';
import { LIBRARIES, type LibraryServer } from './library.ts';
import { LogGate } from './log-gate.ts';
import { librariesOf, linesOf, PLATFORM, type LogLine } from './log-lines.ts';
import { Vault } from './vault.ts';
import type { Recorded } from './viewer.ts';
import { writeEntries } from './write-entries.ts';

/** The subject of a log entry: its kind and id, and the revision the entry makes of it. */
export interface Subject {
  readonly kind: string;
  readonly id: string;
  readonly rev: number;
}

/** What is written with an event: whose organisation, when, about what, by whom. */
export interface Occasion {
  readonly organisationId: string;
  readonly at: Date;
  readonly subject?: Subject;
  /** Public id of the space or component. */
  readonly space?: string;
  /** The space it happened in, by whose activity it is found. */
  readonly spaceId?: string | undefined;
  /** Kept erasable beside the log, for reactions only. */
  readonly actorId?: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** An event with its occasion; its id, where something else must know it. */
export interface Happened {
  readonly event: Event;
  readonly occasion: Occasion;
  readonly id?: string;
}

/** An entry as it is written, and what its digests commit to. */
interface MadeEntry {
  readonly id: string;
  readonly leaf: Buffer;
  readonly hash: Buffer;
  readonly disclosures: Committed['disclosures'];
}

const sha256 = (bytes: Uint8Array): Buffer => digestOf('sha256', bytes, 'buffer');

/** A new id: a lower-case UUIDv7. */
export const newId = (): string => uuid7(Date.now(), randomBytes(10));

const committed = ({ id, disclosures }: Pick<MadeEntry, 'id' | 'disclosures'>, { event, occasion }: Happened): Committed => ({
  eventId: id, disclosures, organisationId: occasion.organisationId, actor: event.actor, actorId: occasion.actorId,
});

/** The only writer of the transparency log and the keeper of what its digests commit to. */
@Injectable()
export class Log {
  readonly #events: EventRegistry;
  readonly #libraries: ReadonlyMap<string, string>;
  readonly #recorded = new WeakMap<EntityManager, Recorded[]>();
  readonly #disclosures: Disclosures;

  constructor(
    vault: Vault,
    private readonly gate: LogGate,
    @Inject(LIBRARIES) libraries: readonly LibraryServer[],
  ) {
    this.#disclosures = new Disclosures(vault);
    const own = libraries.flatMap(({ events }) => (events ? [events] : []));
    this.#events = new EventRegistry(administrationEvents, dataEvents, logEvents, ...own);
    this.#libraries = librariesOf([administrationEvents, dataEvents, logEvents], libraries);
  }

  /** Appends one entry with its final leaf1 bytes, inside the transaction of the change; returns the event's id. */
  async append(em: EntityManager, event: Event, occasion: Occasion): Promise<string> {
    const id = newId();
    await this.appendMany(em, [{ event, occasion, id }]);
    return id;
  }

  /** Appends many entries in their order, in one statement. Nothing reacts to them where they are `past`: what they tell is long over. */
  async appendMany(em: EntityManager, happened: readonly Happened[], { past = false }: { readonly past?: boolean } = {}): Promise<void> {
    const made = happened.map((each) => ({ ...each, ...this.#made(each) }));
    const { rows, expected } = await this.#disclosures.sealed(em, made.map((each) => committed(each, each)));
    const entries = made.map(({ id, leaf, hash, event: { log, type, actor }, occasion }) => ({
      id, leaf, hash, log, type, past, organisation: occasion.organisationId, at: occasion.at, subject: occasion.subject,
      actorId: occasion.actorId, params: occasion.params ?? {}, space: occasion.spaceId, lines: this.lines({ log, type, actor }),
    }));
    const asExpected = await writeEntries(em, entries, rows, expected);
    if (expected && !asExpected) this.#disclosures.changed(expected);
    this.#record(em, made);
  }

  /** The public entries that were appended in a transaction, in their order. */
  recordedIn(em: EntityManager): readonly Recorded[] {
    return this.#recorded.get(em) ?? [];
  }

  #record(em: EntityManager, made: readonly (Happened & Pick<MadeEntry, 'id' | 'hash'>)[]): void {
    const recorded = this.#recorded.get(em) ?? [];
    this.#recorded.set(em, recorded);
    for (const { event, id, hash, occasion: { at } } of made) if (event.log === 'public') recorded.push({ id, hash, at });
  }

  /** The lists in which an entry is shown. */
  lines(event: Pick<Event, 'type' | 'actor' | 'log'>): readonly LogLine[] {
    return linesOf(event, this.#libraries.get(event.type) ?? PLATFORM, this.#events.rule(event.type));
  }

  #made({ event, occasion, id = newId() }: Happened): MadeEntry {
    const problem = event.log === 'public' ? this.#events.problem({ ...event, subject: occasion.subject }) : undefined;
    if (event.log === 'public') this.gate.pass(occasion.organisationId);
    if (problem) throw new TypeError(`the event ${event.type} breaks its rule: ${problem.code} ${problem.at ?? ''}`);
    const disclosures = Object.entries(event.commit ?? {}).map(([name, value]) => ({
      name, value, ...disclose(name, value as Json, randomBytes(32), sha256),
    }));
    const leaf = Buffer.from(encodeLeaf1({
      v: 1, type: event.type, id, at: occasion.at.toISOString(),
      ...(occasion.space && { space: occasion.space }),
      ...(occasion.subject && { subject: occasion.subject }),
      ...(event.actor && { actor: { kind: event.actor, ref: event.actor } }),
      data: event.data as Record<string, Json>,
      ...(disclosures.length > 0 && { commit: Object.fromEntries(disclosures.map(({ name, digest }) => [name, digest])) }),
    }));
    return { id, leaf, hash: sha256(Buffer.concat([Buffer.of(0), leaf])), disclosures };
  }

  /** The disclosure string of a commitment, for those who may see it; null once erased. */
  disclosure(em: EntityManager, eventId: string, name: string): Promise<string | null> {
    return this.#disclosures.read(em, eventId, name);
  }

  /** The disclosure strings of an entry that are somebody's own, by their names. */
  ownDisclosures(em: EntityManager, eventId: string, personId: string): Promise<Readonly<Record<string, string>>> {
    return this.#disclosures.ownOf(em, eventId, personId);
  }

  /** The disclosure string that was sealed; null once erased. */
  opened(sealed: SealedDisclosure): string | null {
    return this.#disclosures.open(sealed);
  }

  /** Whether the log tells nobody who acted in events of a type, not even by what an erasure touches. */
  isAnonymous(type: string): boolean {
    return this.#events.rule(type)?.anonymous === true;
  }
}
