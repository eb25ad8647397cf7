import type { Withholdable } from '@hiroba/moderation/server';
import { firstIn, rowsIn, sql } from '@hiroba/server';
import { countsOf } from '../domain/comment.commands.ts';
import type { CommentState } from '../domain/comment.ts';
import type { Side } from '../domain/discussion.ts';
import { noteMentions } from './comment-mentions.ts';
import { Comment } from './comment.entity.ts';

interface MarkedComment {
  readonly rootId: string;
  readonly branchId: string;
  readonly depth: number;
  readonly state: CommentState;
  readonly alignment: Side | null;
  readonly isAsBefore: boolean;
  readonly hadNoPlace: boolean;
  readonly hasNoPlace: boolean;
}

/** Comments can be withheld: their place and their replies stay, and public numbers leave them out. */
export const commentWithholdable: Withholdable = {
  kind: 'comment',
  named: { ja: 'コメント', en: 'A comment' },
  worded: [{
    wording: {
      kind: 'comment',
      entity: Comment,
      properties: ['body'],
      committed: ['body'],
      // Nobody reads from the names below a text what is covered in it.
      beside: (em, organisationId, id, { body }) => noteMentions(em, organisationId, id, String(body)),
    },
  }],
  lock: async (em, organisationId, id) => (await rowsIn(em, sql`
    select 1 from comment where organisation_id = ${organisationId} and id = ${id} and rev >= 1 for update`)).length > 0,
  involved: (organisationId, id, personId) => sql`(
    exists (select from comment_vote v join comment_allowance w on w.organisation_id = v.organisation_id and w.voter = v.voter
      where v.organisation_id = ${organisationId} and v.comment_id = ${id} and w.person_id = ${personId})
    or exists (select from comment r where r.organisation_id = ${organisationId} and r.parent_id = ${id} and r.author_id = ${personId}))`,
  judged: (organisationId, id) => sql`
    select c.component_id as "componentId", p.space_id as "spaceId", '' as title, c.body as text, c.locale, '/comments/' || c.id as path,
      c.created_at as "publishedAt", c.withheld_at as "withheldAt", c.redacted_at as "redactedAt", json_build_array(c.author_id) as "authorIds",
      json_build_object('body', c.body, 'versions', c.versions) as content
    from comment c join component p on p.organisation_id = c.organisation_id and p.id = c.component_id
    where c.organisation_id = ${organisationId} and c.id = ${id} and c.rev >= 1 and c.state = 'VISIBLE'`,
  around: (organisationId, id) => sql`
    select c.root_kind as kind, c.root_id as target_id from comment c where c.organisation_id = ${organisationId} and c.id = ${id}::uuid
    union all select 'comment', coalesce(c.reply_to_id, c.parent_id) from comment c
    where c.organisation_id = ${organisationId} and c.id = ${id}::uuid and c.parent_id is not null`,
  mark: async (em, { organisationId, id, at, waits = false }) => {
    // One that was answered keeps its place, so that its answers have theirs.
    const comment = await firstIn<MarkedComment>(em, sql`
      update comment c set withheld_at = ${at}, waits = ${waits}::boolean and not exists (select from comment r
        where r.organisation_id = c.organisation_id and r.branch_id = c.branch_id and r.depth > 0 and (r.parent_id = c.id or r.reply_to_id = c.id))
      where c.organisation_id = ${organisationId} and c.id = ${id}
      returning c.root_id as "rootId", c.branch_id as "branchId", c.depth, c.state, c.alignment,
        (old.withheld_at is null) = (new.withheld_at is null) as "isAsBefore", old.waits as "hadNoPlace", new.waits as "hasNoPlace"`);
    if (!comment) throw new Error('a comment is marked under its lock');
    const { rootId, branchId, depth, state, alignment, isAsBefore, hadNoPlace, hasNoPlace } = comment;
    // What was out of sight meanwhile, and is withheld then, leaves the public numbers once; what its author took back is in none.
    const numbers = isAsBefore || state !== 'VISIBLE' ? [] : countsOf(rootId, alignment, at ? -1 : 1);
    const places = depth > 0 && hadNoPlace !== hasNoPlace ? [{ counter: 'replies', subjectId: branchId, by: hasNoPlace ? -1 : 1 }] : [];
    for (const { counter, subjectId, by } of [...numbers, ...places]) {
      await rowsIn(em, sql`insert into counter_delta (organisation_id, counter, subject_id, n) values (${organisationId}, ${counter}, ${subjectId}, ${by})`);
    }
  },
};
