import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { lockedUntilIn } from '@hiroba/moderation/server';
import { join, LIBRARIES, sql, type LibraryServer, type Query } from '@hiroba/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { RootFacts } from '../domain/discussion.ts';

/**
 * A thing that is commented on, held still until the transaction ends: where it stands, whether and when it takes comments, and
 * what its discussion asks (sides, votes, length) where that is not as usual.
 */
export interface HeldRoot extends RootFacts {
  readonly componentId: string;
  /** 0 is a private draft, which nobody comments on. */
  readonly rev: number;
}

/** A kind of thing that may be commented on, declared by the library it belongs to. */
export interface Commentable {
  readonly kind: string;
  /** Locks the thing `FOR SHARE`, so that its closing waits for comments under way, and says how it stands. */
  hold(em: EntityManager, organisationId: string, id: string): Promise<HeldRoot | undefined>;
  /**
   * SQL that is true where the viewer may read the thing whose id the expression gives: the twin of its read rule.
   * The expression may name a column of `said`, so no table in here goes by that name.
   */
  readable(viewer: Viewer, id: Query): Query;
  /** SQL of one row: the `title` by language and the `path` below the language of the thing whose id the expression gives. */
  heading(id: Query): Query;
}

/** What a library adds to its server door when things of it may be commented on. */
export interface WithCommentables {
  readonly commentables: readonly Commentable[];
}

const declaresCommentables = (library: LibraryServer): library is LibraryServer & WithCommentables =>
  'commentables' in library;

/** The kinds of things that may be commented on in this installation. */
@Injectable()
export class Commentables {
  readonly #kinds: ReadonlyMap<string, Commentable>;

  constructor(@Inject(LIBRARIES) libraries: readonly LibraryServer[]) {
    const all = libraries.filter(declaresCommentables).flatMap(({ commentables }) => commentables);
    this.#kinds = new Map(all.map((commentable) => [commentable.kind, commentable]));
  }

  /** Holds a thing that has been published; nothing for drafts and unknown kinds. */
  async hold(em: EntityManager, organisationId: string, kind: string, id: string): Promise<HeldRoot | undefined> {
    const root = await this.#kinds.get(kind)?.hold(em, organisationId, id);
    if (!root || root.rev < 1) return undefined;
    return { ...root, lockedUntil: await lockedUntilIn(em, organisationId, kind, id) };
  }

  /** SQL that is true where the viewer may read the thing that the two expressions name. */
  readable(viewer: Viewer, kind: Query, id: Query): Query {
    const cases = [...this.#kinds.values()].map((commentable) =>
      sql`(${kind} = ${commentable.kind} and ${commentable.readable(viewer, id)})`);
    return cases.length > 0 ? sql`(${join(cases, ' or ')})` : sql`false`;
  }

  /** The same for a thing whose kind is known. */
  readableOf(viewer: Viewer, kind: string, id: Query): Query {
    return this.#kinds.get(kind)?.readable(viewer, id) ?? sql`false`;
  }

  /** SQL of one row: title and path of the thing that the two expressions name. */
  heading(kind: Query, id: Query): Query {
    const headings = [...this.#kinds.values()].map((commentable) =>
      sql`(select heading.* from (${commentable.heading(id)}) heading where ${kind} = ${commentable.kind})`);
    return headings.length > 0 ? join(headings, ' union all ') : sql`select null::jsonb as title, null::text as path where false`;
  }
}
