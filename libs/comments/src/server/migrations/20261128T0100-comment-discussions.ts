import { guardTable, type SqlMigration } from '@hiroba/server';

/**
 * Sides of top comments, and the numbers that lists sort by, kept in the row. They are caches: folding writes them, and the
 * guard does not ask for an entry. The score is the lower bound of the 95 % Wilson interval of the votes in favour; where nobody
 * can vote against, it orders like their count.
 */
export const commentDiscussionsMigration: SqlMigration = {
  name: '20261128T0100-comment-discussions',
  sql: `
drop trigger comment_log_guard on comment;
drop trigger comment_no_truncate on comment;
alter table comment
  add column alignment text check (alignment in ('FOR', 'NEUTRAL', 'AGAINST')),
  add column up int not null default 0,
  add column down int not null default 0,
  add column reply_count int not null default 0,
  add column score double precision not null generated always as (case when up <= 0 then 0::double precision else
    ((up + 1.9208) - 1.96 * sqrt(up::double precision * greatest(down, 0) / (up + greatest(down, 0)) + 0.9604))
      / (up + greatest(down, 0) + 3.8416) end) stored,
  add check (alignment is null or depth = 0);
create index comment_best on comment (organisation_id, root_kind, root_id, score, id) where depth = 0;
create index comment_most_replies on comment (organisation_id, root_kind, root_id, reply_count, id) where depth = 0;
create index comment_side on comment
  (organisation_id, root_kind, root_id, (coalesce(alignment, 'NEUTRAL')), created_at, id) where depth = 0;
create index comment_side_best on comment
  (organisation_id, root_kind, root_id, (coalesce(alignment, 'NEUTRAL')), score, id) where depth = 0;
create index comment_side_most_replies on comment
  (organisation_id, root_kind, root_id, (coalesce(alignment, 'NEUTRAL')), reply_count, id) where depth = 0;
create index comment_office on comment (organisation_id, root_kind, root_id, created_at, id) where office is not null;
create index comment_mine on comment (organisation_id, author_id, root_kind, root_id, created_at, id);
${guardTable('comment', 'comment', ['up', 'down', 'score', 'reply_count'])}
update comment c set reply_count = r.n from (
  select organisation_id, branch_id, count(*) as n from comment where depth > 0 group by 1, 2) r
where c.organisation_id = r.organisation_id and c.id = r.branch_id;
set constraints all immediate;
`,
};
