import { authorJson } from '@hiroba/accounts/server';
import type { Viewer } from '@hiroba/kernel';
import { markingsJson, readsText, withholdingJson } from '@hiroba/moderation/server';
import { asksOnly, badInput, cursorOf, isId, isViewer, keysOf, literal, sql, type Query } from '@hiroba/server';
import { voteCounters } from '../domain/discussion.ts';
import type { Comment } from './comment.entity.ts';

/** A comment as lists read it. */
export type CommentRow = Comment & { replies: CommentRow[] };

const mentionsJson = sql`coalesce((
  select json_agg(json_build_object('token', mn.token, 'person', ${authorJson('mp')}) order by mn.token) from comment_mention mn
  join person mp on mp.organisation_id = mn.organisation_id and mp.id = mn.person_id
  where mn.organisation_id = c.organisation_id and mn.comment_id = c.id), '[]'::json)`;

const shownCounters = literal(`'{replies,${voteCounters.UP},${voteCounters.DOWN}}'::text[]`);

/** SQL that joins the numbers `n` of a comment `c`: its replies and votes, folded or not. */
export const numbers: Query = sql`left join lateral (
    select sum(x.n) filter (where x.counter = 'replies') as replies,
      sum(x.n) filter (where x.counter = ${voteCounters.UP}) as up, sum(x.n) filter (where x.counter = ${voteCounters.DOWN}) as down
    from (
      select counter, n from counter where organisation_id = c.organisation_id and counter = any(${shownCounters}) and subject_id = c.id
      union all
      select counter, n from counter_delta where organisation_id = c.organisation_id and counter = any(${shownCounters}) and subject_id = c.id) x
    ) n on true`;

const plainTables = sql`comment c
  join person p on p.organisation_id = c.organisation_id and p.id = c.author_id`;

const allTables = sql`${plainTables}
  left join comment a on a.organisation_id = c.organisation_id and a.id = coalesce(c.reply_to_id, c.parent_id)
  left join person ap on ap.organisation_id = a.organisation_id and ap.id = a.author_id ${numbers}`;

const plainFields = new Set(['__typename', 'id', 'rootKind', 'rootId', 'parentId', 'branchId', 'depth', 'alignment', 'aboutAnswer', 'locale', 'state',
  'createdAt', 'editedAt', 'versions', 'authorId', 'body', 'office', 'author', 'gone']);

/** Whether no more is asked of comments than what they say, whose they are, and when. */
const isPlain = (asked: ReadonlySet<string> | undefined): boolean => asksOnly(asked, plainFields);

/** The tables a comment is read from; `c` is the comment, `p` its author, `a` what it answers, `n` its numbers. */
export const commentTables = (asked?: ReadonlySet<string>): Query => (isPlain(asked) ? plainTables : allTables);

type Alias = 'c' | 'a' | 'said' | 'r' | 'k' | 'w' | 'x';

/** SQL that is true where everybody may see what the comment `alias` says; the one seat of that question. */
export const isShown = (alias: Alias): Query => literal(`(${alias}.state = 'VISIBLE' and ${alias}.withheld_at is null)`);

/** The same for one viewer: authors and those who moderate read what is withheld, too. */
export const isShownTo = (viewer: Viewer, alias: Alias): Query => sql`(${literal(`${alias}.state = 'VISIBLE'`)} and ${readsText(viewer, {
  withheldAt: literal(`${alias}.withheld_at`),
  own: isViewer(viewer, literal(`${alias}.author_id`)),
  spaceId: literal(`(select within.space_id from component within where within.id = ${alias}.component_id)`),
})})`;

/** SQL that is true where the comment `alias` has its place for a viewer: one that waits for a look, before anybody answered it, has none for others. */
export const hasPlace = (viewer: Viewer, alias: Alias): Query => sql`(not ${literal(`${alias}.waits`)} or ${isShownTo(viewer, alias)})`;

const fewFields = new Set(['__typename', 'id', 'createdAt', 'body', 'author']);

/** What is plain to read of a comment, or less of it where less is asked. */
function plainColumns(viewer: Viewer, asked?: ReadonlySet<string>): Query {
  const shownC = isShownTo(viewer, 'c');
  const few = sql`c.id, c.created_at as "createdAt", case when ${shownC} then c.body end as body, case when ${shownC} then ${authorJson('p', asked)} end as author`;
  if (asksOnly(asked, fewFields)) return few;
  return sql`${few}, c.root_kind as "rootKind", c.root_id as "rootId", c.parent_id as "parentId", c.branch_id as "branchId", c.depth,
  c.alignment, c.about_answer as "aboutAnswer", c.locale, c.state, c.edited_at as "editedAt", c.versions,
  case when ${isViewer(viewer, literal('c.author_id'))} then c.author_id end as "authorId",
  case when ${shownC} then c.office end as office,
  case when not (${shownC}) then case when c.state = 'VISIBLE' then 'WITHHELD' when p.closed_at is null then 'AUTHOR' else 'ACCOUNT_CLOSED' end end as gone`;
}

/** What a viewer may see of a comment: of a tombstone neither text nor author. What is not asked for is not looked up. */
export function commentColumns(viewer: Viewer, asked?: ReadonlySet<string>): Query {
  if (isPlain(asked)) return plainColumns(viewer, asked);
  const { organisationId, personId } = viewer;
  const [shownC, shownA] = [isShownTo(viewer, 'c'), isShownTo(viewer, 'a')];
  return sql`${plainColumns(viewer)},
  case when c.state = 'VISIBLE' then ${withholdingJson('comment', literal('c.organisation_id'), literal('c.id'), literal('c.withheld_at'))} end as withheld,
  ${markingsJson('comment', literal('c.organisation_id'), literal('c.id'), [literal('c.redacted_at'), literal('c.labelled_at')])} as markings,
  case when ${shownC} then ${mentionsJson} else '[]'::json end as mentions,
  case when a.id is not null then json_build_object(
    'id', a.id, 'version', c.answers_version, 'versions', a.versions,
    'office', case when ${shownA} then a.office end,
    'author', case when ${shownA} then ${authorJson('ap')} end) end as answers,
  coalesce(n.replies, 0)::int as "replyCount", coalesce(n.up, 0)::int as up, coalesce(n.down, 0)::int as down,
  ${personId ? sql`(select v.value from comment_allowance m
    join comment_vote v on v.organisation_id = m.organisation_id and v.comment_id = c.id and v.voter = m.voter
    where m.organisation_id = ${organisationId} and m.component_id = c.component_id and m.person_id = ${personId})` : sql`null::text`} as "viewerVote"`;
}

/** Where a comment stands in the order of arrival. */
export interface Position {
  readonly createdAt: Date;
  readonly id: string;
}

/** The opaque cursor of a position. */
export const cursorAt = ({ createdAt, id }: Position): string => cursorOf([createdAt.getTime(), id]);

/** The position of a cursor; a forged one is bad input. */
export function positionOf(cursor: string): Position {
  const [at, id] = keysOf(cursor, 2);
  const createdAt = new Date(typeof at === 'number' ? at : Number.NaN);
  const sane = createdAt.getFullYear() >= 1970 && createdAt.getFullYear() < 10_000;
  if (!sane || typeof id !== 'string' || !isId(id)) throw badInput('after');
  return { createdAt, id };
}

/** SQL of a position as a row value. */
export const atPosition = ({ createdAt, id }: Position): Query => sql`(${createdAt}::timestamptz, ${id}::uuid)`;

/** Gathers rows into their branches: top comments with the replies that came along, all in the order of the rows. */
export function branchesOf<R extends CommentRow>(rows: readonly R[]): R[] {
  const tops = new Map<string, R>();
  for (const row of rows) {
    row.replies = [];
    if (row.depth === 0) tops.set(row.id, row);
    else tops.get(row.branchId)?.replies.push(row);
  }
  return [...tops.values()];
}
