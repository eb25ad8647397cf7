import { authorJson, type PersonSummary } from '@hiroba/accounts/server';
import { fold, type Viewer } from '@hiroba/kernel';
import { atMost, isId, rowsIn, Sql, sql, type Query } from '@hiroba/server';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { mentionsIn, MOST_MENTIONED } from '../domain/mentions.ts';
import { isShown } from './comment.rows.ts';
import { Commentables } from './commentable.ts';
import type { Root } from './comment.reads.ts';
import type { Mentionable } from './comment.types.ts';

/** SQL of the open accounts that tokens name; a code goes before a handle that looks like one. */
const named = (organisationId: string, tokens: readonly string[]): Query => sql`
  select t.token, p.id, t.n from unnest(${tokens}::text[]) with ordinality t (token, n)
  join person p on p.organisation_id = ${organisationId} and p.closed_at is null and p.confirmed_at is not null
    and (p.code = t.token or p.handle = t.token and not exists (
      select 1 from person other where other.organisation_id = p.organisation_id and other.code = t.token))`;

/** Notes who is spoken to in the text of a comment as it is now: the first ten. */
export async function noteMentions(em: EntityManager, organisationId: string, commentId: string, body: string): Promise<void> {
  const tokens = [...new Set(mentionsIn(body).map(({ token }) => token))];
  const mine = sql`organisation_id = ${organisationId} and comment_id = ${commentId}`;
  await rowsIn(em, sql`delete from comment_mention where ${mine} and not token = any(${tokens}::text[])`);
  if (tokens.length === 0) return;
  await rowsIn(em, sql`
    insert into comment_mention (organisation_id, comment_id, token, person_id)
    select ${organisationId}, ${commentId}, named.token, named.id from (${named(organisationId, tokens)}) named
    order by named.n limit ${MOST_MENTIONED} on conflict do nothing`);
}

/** How many of the newest comments are looked through for a name. */
const NEWEST = 500;
const MOST_FOUND = 8;

/** Whom somebody may want to speak to. */
@Injectable()
export class MentionReads {
  constructor(
    private readonly db: Sql,
    private readonly commentables: Commentables,
  ) {}

  /** People who spoke here lately, by a part of their name, and anybody by the exact handle or code; empty where nothing may be read. */
  async find(viewer: Viewer, { rootKind, rootId }: Root, search: string): Promise<Mentionable[]> {
    const wanted = search.normalize('NFKC').trim().replace(/^@/, '').slice(0, 50);
    if (!viewer.personId || !isId(rootId) || wanted === '') return [];
    const like = `%${wanted.replace(/[\\%_]/g, '\\$&')}%`;
    return this.db.rows<{ token: string; person: PersonSummary }>(sql`
      with room as materialized (select where ${this.commentables.readable(viewer, sql`${rootKind}::text`, sql`${rootId}::uuid`)}),
      lately as (
        select distinct c.author_id from room cross join lateral (
          select c.author_id, c.state, c.withheld_at from comment c where c.organisation_id = ${viewer.organisationId} and c.root_kind = ${rootKind}
            and c.root_id = ${rootId} order by c.created_at desc, c.id desc limit ${atMost(NEWEST)}) c
        where ${isShown('c')})
      select coalesce(p.handle, p.code) as token, ${authorJson('p')} as person
      from room join person p on p.organisation_id = ${viewer.organisationId} and p.closed_at is null and p.confirmed_at is not null
        and (p.code = ${fold(wanted)} or p.handle = ${fold(wanted)}
          or p.id in (select author_id from lately) and (p.display_name ilike ${like} or p.handle ilike ${like}))
      where p.id <> ${viewer.personId}
      order by p.display_name collate "ja-x-icu", p.id limit ${atMost(MOST_FOUND)}`);
  }
}
