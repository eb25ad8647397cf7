import { Inject, Injectable } from '@nestjs/common';
import type { ActorKind, Refusal, Situation, Viewer } from '@hiroba/kernel';
import { isId, join, LIBRARIES, sql, type LibraryServer, type Query } from '@hiroba/server';
import type { EntityManager } from '@mikro-orm/postgresql';

/** A thing that files are attached to, locked until the transaction ends. */
export interface HeldThing {
  readonly componentId: string;
  /** 0 is a private draft. */
  readonly rev: number;
  readonly actor?: ActorKind;
  /** Its files are the office's, not of whoever sends them: they pay for none, and none goes with them. */
  readonly ofOffice?: boolean;
  /** Why its files may not be changed now: as long as its words may be, so may its files. */
  mayChange(at: Situation): Refusal | undefined;
}

/** A kind of thing that files may be attached to, declared by the library it belongs to. */
export interface Attachable {
  readonly kind: string;
  /** Locks the thing `FOR UPDATE`, so that its files are counted one after the other, and says how it stands. */
  hold(em: EntityManager, organisationId: string, id: string): Promise<HeldThing | undefined>;
  /** SQL that is true where the viewer may read the thing whose id the expression gives: the twin of its read rule. */
  readable(viewer: Viewer, id: Query): Query;
}

/** What a library adds to its server door when files may be attached to things of it. */
export interface WithAttachables {
  readonly attachables: readonly Attachable[];
}

const declaresAttachables = (library: LibraryServer): library is LibraryServer & WithAttachables => 'attachables' in library;

/** The kinds of things that files may be attached to in this installation. */
@Injectable()
export class Attachables {
  readonly #kinds: ReadonlyMap<string, Attachable>;

  constructor(@Inject(LIBRARIES) libraries: readonly LibraryServer[]) {
    const all = libraries.filter(declaresAttachables).flatMap(({ attachables }) => attachables);
    this.#kinds = new Map(all.map((attachable) => [attachable.kind, attachable]));
  }

  /** Holds a thing; nothing for unknown kinds and ids. */
  async hold(em: EntityManager, organisationId: string, kind: string, id: string): Promise<HeldThing | undefined> {
    return isId(id) ? this.#kinds.get(kind)?.hold(em, organisationId, id) : undefined;
  }

  /** SQL that is true where the viewer may read the thing that the two expressions name. */
  readable(viewer: Viewer, kind: Query, id: Query): Query {
    const cases = [...this.#kinds.values()].map((attachable) =>
      sql`(${kind} = ${attachable.kind} and ${attachable.readable(viewer, id)})`);
    return cases.length > 0 ? sql`(${join(cases, ' or ')})` : sql`false`;
  }
}
