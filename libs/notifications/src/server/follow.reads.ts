import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { localized, visitor, type LocalizedText, type Viewer } from '@hiroba/kernel';
import { atMost, isId, join, literal, rowsIn, Sql, sql, type Query } from '@hiroba/server';
import { GatheredReads } from '@hiroba/spaces/server';
import { noticeLimits, usualFrequency, type Frequency } from '../domain/follow.ts';
import { Followables } from './followable.ts';
import type { Followable, NoticeChoice } from './notices.types.ts';

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly title: LocalizedText | null;
  readonly path: string | null;
  readonly followed: boolean;
}

/** A thing with its title in all languages. */
export interface NamedThing {
  readonly id: string;
  readonly kind: string;
  readonly title: LocalizedText;
  readonly path: string;
}

/** Questions about follows; whoever follows what is nobody else's business. */
@Injectable()
export class FollowReads {
  constructor(
    private readonly db: Sql,
    private readonly gathered: GatheredReads,
    private readonly followables: Followables,
  ) {}

  /** One thing, where the viewer may read it. */
  async one(viewer: Viewer & { readonly locale: string }, kind: string, id: string): Promise<Followable | null> {
    if (!isId(id) || !this.followables.kinds.includes(kind)) return null;
    const [row] = await this.db.rows<Row>(
      this.#named(viewer, sql`select ${kind}::text as kind, ${id}::uuid as id, now() as at`),
    );
    return row?.path ? this.#shown(row, viewer.locale) : null;
  }

  /** All that the viewer follows, the newest first; also what they can no longer read, without its name. */
  async mine(viewer: Viewer & { readonly locale: string }): Promise<readonly Followable[]> {
    if (!viewer.personId) return [];
    const rows = await this.db.rows<Row>(
      this.#named(
        viewer,
        sql`
      select subject_kind as kind, subject_id as id, at from follow
      where organisation_id = ${viewer.organisationId} and person_id = ${viewer.personId} order by at desc limit ${atMost(noticeLimits.follows)}`,
      ),
    );
    return rows.map((row) => this.#shown(row, viewer.locale));
  }

  /** Things by kind and id as everybody reads them; those that not everybody reads are left out. */
  async forEverybody(
    em: EntityManager,
    organisationId: string,
    things: readonly { readonly kind: string; readonly id: string }[],
  ): Promise<readonly NamedThing[]> {
    const named = await rowsIn<NamedThing & { path: string | null }>(
      em,
      this.#named(
        visitor(organisationId),
        sql`
      select x.kind, x.id, now() as at from jsonb_to_recordset(${JSON.stringify(things)}::jsonb) as x(kind text, id uuid)`,
      ),
    );
    return named.filter(({ path }) => path !== null);
  }

  /** How the viewer wants to be told. */
  async choice({ organisationId, personId }: Viewer): Promise<NoticeChoice | null> {
    if (!personId) return null;
    const row = await this.db.first<{ frequency: Frequency }>(sql`
      select frequency from notice_reader where organisation_id = ${organisationId} and person_id = ${personId}`);
    return { id: personId, frequency: row?.frequency ?? usualFrequency };
  }

  /** SQL of things in words, by rows `kind`, `id`, `at`. */
  #named(viewer: Viewer, things: Query): Query {
    const entry = { subjectId: literal('x.id'), type: literal(`''`), data: literal(`'{}'::jsonb`) };
    const parts = this.gathered.subjects(viewer, entry).filter(({ kind }) => this.followables.kinds.includes(kind));
    const named = parts.map(
      ({ kind, title, path, from }) => sql`select ${title} as title, ${path} as path ${from} and x.kind = ${kind}`,
    );
    return sql`
      select x.id, x.kind, t.title, t.path, exists (select 1 from follow f where f.organisation_id = ${viewer.organisationId}
        and f.person_id = ${viewer.personId ?? null} and f.subject_id = x.id) as followed
      from (${things}) x
      left join lateral (${join([sql`select null::jsonb as title, null::text as path where false`, ...named], ' union all ')}) t on true
      order by x.at desc, x.id`;
  }

  #shown({ id, kind, title, path, followed }: Row, locale: string): Followable {
    const byMail = kind === 'space' || this.followables.byMail.includes(kind);
    return { id, kind, path, followed, byMail, title: title && localized(title, locale).text };
  }
}
