import type { Withholdable } from '@hiroba/moderation/server';
import { firstIn, rowsIn, sql } from '@hiroba/server';
import { countsOf } from '../domain/comment.commands.ts';
import type { Side } from '../domain/discussion.ts';

/** Comments can be withheld: their place and their replies stay, and public numbers leave them out. */
export const commentWithholdable: Withholdable = {
  kind: 'comment',
  named: { ja: 'コメント', en: 'A comment' },
  lock: async (em, organisationId, id) => (await rowsIn(em, sql`
    select 1 from comment where organisation_id = ${organisationId} and id = ${id} and rev >= 1 for update`)).length > 0,
  involved: (organisationId, id, personId) => sql`(
    exists (select from comment_vote v join comment_allowance w on w.organisation_id = v.organisation_id and w.voter = v.voter
      where v.organisation_id = ${organisationId} and v.comment_id = ${id} and w.person_id = ${personId})
    or exists (select from comment r where r.organisation_id = ${organisationId} and r.parent_id = ${id} and r.author_id = ${personId}))`,
  judged: (organisationId, id) => sql`
    select c.component_id as "componentId", p.space_id as "spaceId", '' as title, c.body as text, c.locale, '/comments/' || c.id as path,
      c.created_at as "publishedAt", c.withheld_at as "withheldAt", json_build_array(c.author_id) as "authorIds",
      json_build_object('body', c.body, 'versions', c.versions) as content
    from comment c join component p on p.organisation_id = c.organisation_id and p.id = c.component_id
    where c.organisation_id = ${organisationId} and c.id = ${id} and c.rev >= 1 and c.state = 'VISIBLE'`,
  around: (organisationId, id) => sql`
    select c.root_kind as kind, c.root_id as target_id from comment c where c.organisation_id = ${organisationId} and c.id = ${id}::uuid
    union all select 'comment', coalesce(c.reply_to_id, c.parent_id) from comment c
    where c.organisation_id = ${organisationId} and c.id = ${id}::uuid and c.parent_id is not null`,
  mark: async (em, { organisationId, id, at }) => {
    const comment = await firstIn<{ rootId: string; alignment: Side | null; isAsBefore: boolean }>(em, sql`
      update comment set withheld_at = ${at} where organisation_id = ${organisationId} and id = ${id}
      returning root_id as "rootId", alignment, (old.withheld_at is null) = (new.withheld_at is null) as "isAsBefore"`);
    if (!comment) throw new Error('a comment is marked under its lock');
    // What was out of sight meanwhile, and is withheld then, leaves the public numbers once.
    if (comment.isAsBefore) return;
    for (const { counter, subjectId, by } of countsOf(comment.rootId, comment.alignment, at ? -1 : 1)) {
      await rowsIn(em, sql`insert into counter_delta (organisation_id, counter, subject_id, n) values (${organisationId}, ${counter}, ${subjectId}, ${by})`);
    }
  },
};
