import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { join, LIBRARIES, literal, rowsIn, sql, type LibraryServer, type Query } from '@hiroba/server';

/** What happens below a thing and is told as a number: words `<key>` with `count`. */
export interface News {
  readonly key: string;
  /**
   * SQL of what came below the thing `f.subject_id` of kind `f.subject_kind` in `f.organisation_id`, not by `r.person`, from `from` and before
   * `r.until`, as far as everybody reads it: from `from` to the end of the conditions, found by an index.
   */
  below(from: Query): Query;
}

/** What a library adds to its server door when followers of things hear how much came below them. */
export interface WithNews {
  readonly news: readonly News[];
}

/** How much came below a thing that a reader follows. */
export interface NewsOfThing {
  readonly reader: string;
  readonly kind: string;
  readonly id: string;
  readonly key: string;
  readonly count: number;
}

const declaresNews = (library: LibraryServer): library is LibraryServer & WithNews => 'news' in library;

/** The news of all libraries of this installation. */
@Injectable()
export class AllNews {
  readonly #news: readonly News[];

  constructor(@Inject(LIBRARIES) libraries: readonly LibraryServer[]) {
    this.#news = libraries.filter(declaresNews).flatMap(({ news }) => news);
  }

  /** How much came below what readers follow, by rows of readers as JSON; one statement, the most first. */
  async below(em: EntityManager, organisationId: string, readers: string): Promise<NewsOfThing[]> {
    if (this.#news.length === 0) return [];
    const counts = this.#news.map(
      ({ key, below }) => sql`
      select r.id as reader, f.subject_kind as kind, f.subject_id as id, ${key}::text as key, n.count
      from r join follow f on f.organisation_id = ${organisationId} and f.person_id = r.person and f.subject_kind <> 'space'
      cross join lateral (select count(*)::int as count ${below(literal('greatest(r.since, f.at)'))}) n where n.count > 0`,
    );
    return rowsIn<NewsOfThing>(
      em,
      sql`
      with r as (select * from jsonb_to_recordset(${readers}::jsonb) as x(id uuid, person uuid, subject uuid, since timestamptz, until timestamptz))
      ${join(counts, ' union all ')} order by count desc, id`,
    );
  }
}
