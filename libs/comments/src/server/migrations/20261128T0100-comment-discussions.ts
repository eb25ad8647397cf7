import { guardTable, type SqlMigration } from '@hiroba/server';

/**
 * Sides and votes. The vote itself hangs on an allowance, the only link from a vote to a person: once that row is deleted, the
 * vote stays counted and nobody can say whose it was. What lists are sorted by stands in a narrow table of its own, as an index on
 * a counter in the wide row would write every other index of that row anew. The score is the lower bound of the 95 % Wilson
 * interval of the votes in favour; where nobody can vote against, it orders like their count.
 */
export const commentDiscussionsMigration: SqlMigration = {
  name: '20261128T0100-comment-discussions',
  sql: `
drop trigger comment_log_guard on comment;
drop trigger comment_no_truncate on comment;
alter table comment
  add column alignment text check (alignment in ('FOR', 'NEUTRAL', 'AGAINST')),
  add check (alignment is null or depth = 0);
${guardTable('comment', 'comment')}
create index comment_side on comment
  (organisation_id, root_kind, root_id, (coalesce(alignment, 'NEUTRAL')), created_at, id) where depth = 0;
create index comment_office on comment (organisation_id, root_kind, root_id, created_at, id) where office is not null;
create index comment_mine on comment (organisation_id, author_id, root_kind, root_id, created_at, id);

create table comment_rank (
  organisation_id uuid not null,
  component_id uuid not null,
  comment_id uuid not null,
  root_kind text not null,
  root_id uuid not null,
  side text not null,
  up int not null default 0,
  down int not null default 0,
  replies int not null default 0,
  score double precision not null generated always as (case when up <= 0 then 0::double precision else
    (up + 1.9208 - 1.96 * sqrt(up::double precision * greatest(down, 0) / (up + greatest(down, 0)) + 0.9604))
      / (up + greatest(down, 0) + 3.8416) end) stored,
  primary key (organisation_id, comment_id),
  foreign key (organisation_id, comment_id) references comment (organisation_id, id));
create function comment_rank_of() returns trigger language plpgsql as $$
begin
  insert into comment_rank as r (organisation_id, component_id, comment_id, root_kind, root_id, side)
    values (new.organisation_id, new.component_id, new.id, new.root_kind, new.root_id, coalesce(new.alignment, 'NEUTRAL'))
    on conflict (organisation_id, comment_id) do update set component_id = excluded.component_id,
      root_kind = excluded.root_kind, root_id = excluded.root_id, side = excluded.side;
  return null;
end $$;
create trigger comment_rank_of after insert or update of component_id, root_kind, root_id, alignment on comment
  for each row when (new.depth = 0) execute function comment_rank_of();
insert into comment_rank (organisation_id, component_id, comment_id, root_kind, root_id, side, replies)
  select c.organisation_id, c.component_id, c.id, c.root_kind, c.root_id, 'NEUTRAL', coalesce(n.n, 0) from comment c
  left join counter n on n.organisation_id = c.organisation_id and n.counter = 'replies' and n.subject_id = c.id where c.depth = 0;
create index comment_rank_score on comment_rank (organisation_id, root_kind, root_id, score, comment_id);
create index comment_rank_replies on comment_rank (organisation_id, root_kind, root_id, replies, comment_id);
create index comment_rank_side_score on comment_rank (organisation_id, root_kind, root_id, side, score, comment_id);
create index comment_rank_side_replies on comment_rank (organisation_id, root_kind, root_id, side, replies, comment_id);

create table comment_allowance (
  organisation_id uuid not null,
  component_id uuid not null,
  person_id uuid not null,
  voter uuid not null default gen_random_uuid(),
  primary key (organisation_id, component_id, person_id),
  unique (organisation_id, voter),
  foreign key (organisation_id, component_id) references component (organisation_id, id),
  foreign key (organisation_id, person_id) references person (organisation_id, id));
create table comment_vote (
  organisation_id uuid not null,
  comment_id uuid not null,
  voter uuid not null,
  value text not null check (value in ('UP', 'DOWN')),
  day date not null,
  primary key (organisation_id, comment_id, voter),
  foreign key (organisation_id, comment_id) references comment (organisation_id, id));
create index comment_vote_voter on comment_vote (organisation_id, voter);
`,
};
