import type { SqlMigration } from '@hiroba/server';

/** How many fixed shuffles a place has; a seed chooses one of them and where it begins. */
export const SHUFFLES = 4;

/** SQL of the place of proposal `p` in a shuffle. */
export const shuffleKey = (shuffle: number, id = 'p.id'): string => `substr(md5(${id}::text), ${shuffle * 8 + 1}, 8)`;

const shuffles = Array.from({ length: SHUFFLES }, (_, n) => `
create index proposal_shuffle_${n} on proposal (organisation_id, component_id, (${shuffleKey(n, 'id')}), id) where rev > 0;`).join('');

/**
 * What lists of proposals are sorted and narrowed by. Counters live in a narrow table of their own: an index on a counter in the
 * wide row would write every other index of that row anew, its search index too, each time somebody gives a support.
 */
export const proposalRankingMigration: SqlMigration = {
  name: '20261128T0600-proposal-ranking',
  sql: `
create table proposal_rank (
  organisation_id uuid not null,
  component_id uuid not null,
  proposal_id uuid not null,
  supports int not null default 0,
  comments int not null default 0,
  primary key (organisation_id, proposal_id),
  foreign key (organisation_id, proposal_id) references proposal (organisation_id, id) on delete cascade);
insert into proposal_rank (organisation_id, component_id, proposal_id, supports, comments)
  select p.organisation_id, p.component_id, p.id, coalesce(s.n, 0), coalesce(t.n, 0) from proposal p
  left join counter s on s.organisation_id = p.organisation_id and s.counter = 'supports' and s.subject_id = p.id
  left join counter t on t.organisation_id = p.organisation_id and t.counter = 'comments' and t.subject_id = p.id
  where p.rev > 0;
create index proposal_rank_supports on proposal_rank (organisation_id, component_id, supports desc, proposal_id desc);
create index proposal_rank_comments on proposal_rank (organisation_id, component_id, comments desc, proposal_id desc);

create function proposal_rank_of() returns trigger language plpgsql as $$
begin
  insert into proposal_rank as r (organisation_id, component_id, proposal_id) values (new.organisation_id, new.component_id, new.id)
    on conflict (organisation_id, proposal_id) do update set component_id = excluded.component_id
    where r.component_id <> excluded.component_id;
  return null;
end $$;
create trigger proposal_rank_of after insert or update of component_id, rev on proposal
  for each row when (new.rev > 0) execute function proposal_rank_of();
${shuffles}
create index proposal_latest_answer on proposal (organisation_id, component_id, coalesce(answered_at, 'epoch'::timestamptz) desc, id desc)
  where rev > 0;
create index proposal_facets on proposal (organisation_id, component_id, category, answer_kind) include (next_answer_at, next_answer_kind)
  where rev > 0;
create index proposal_answer_kind on proposal (organisation_id, component_id, answer_kind) where rev > 0;
alter table proposal alter column search set statistics 1000;
`,
};
