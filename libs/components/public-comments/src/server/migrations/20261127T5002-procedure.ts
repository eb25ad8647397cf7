import type { SqlMigration } from '@hiroba/server';
import { noticeKinds } from '../../domain/procedure.ts';

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/** What a round keeps for good: the text of its plan, its notices, who approved what, and the results that were proposed. */
export const procedureMigration: SqlMigration = {
  name: '20261127T5002-procedure',
  sql: `
alter table round add column return_reason text not null default '';
alter table round add constraint round_exempt check (stage <> 'NOT_HELD' or exemption is not null);

create table round_plan (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  round_id uuid not null,
  kind text not null check (kind in ('DRAFT', 'FINAL')),
  n int not null check (n > 0),
  locale text not null,
  source text not null,
  units jsonb not null,
  removed jsonb not null default '[]',
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  imported_at timestamptz not null,
  frozen_at timestamptz,
  unique (organisation_id, round_id, kind, n),
  foreign key (organisation_id, round_id) references round (organisation_id, id) on delete cascade);

create table round_notice (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  round_id uuid not null,
  kind text not null check (kind in (${oneOf(noticeKinds)})),
  n int not null check (n > 0),
  snapshot text not null,
  sha256 text not null check (sha256 = encode(sha256(convert_to(snapshot, 'UTF8')), 'hex')),
  published_at timestamptz not null,
  reason text not null default '',
  material boolean not null default false,
  changes jsonb not null default '[]',
  unique (organisation_id, round_id, kind, n),
  foreign key (organisation_id, round_id) references round (organisation_id, id));

create table round_step (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  round_id uuid not null,
  what text not null check (what in ('NOTICE', 'RESULT')),
  review int not null,
  n int not null check (n > 0),
  person_id uuid not null,
  note text not null default '',
  external jsonb,
  at timestamptz not null,
  unique (organisation_id, round_id, what, review, n),
  foreign key (organisation_id, round_id) references round (organisation_id, id),
  foreign key (organisation_id, person_id) references person (organisation_id, id));
create unique index round_step_once on round_step (organisation_id, round_id, what, review, person_id) where external is null;

create table round_review (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  round_id uuid not null,
  review int not null,
  text text not null,
  summarised boolean not null,
  originals_route text not null,
  at timestamptz not null,
  unique (organisation_id, round_id, review),
  foreign key (organisation_id, round_id) references round (organisation_id, id));

create function round_kept() returns trigger language plpgsql as $$
begin raise exception '% keeps what was published as it was', tg_table_name using errcode = '42501'; end $$;
create trigger round_notice_kept before update or delete on round_notice for each row execute function round_kept();
create trigger round_review_kept before update or delete on round_review for each row execute function round_kept();
create trigger round_step_kept before update or delete on round_step for each row execute function round_kept();

create function round_plan_frozen() returns trigger language plpgsql as $$
begin
  if old.frozen_at is not null then
    raise exception 'the text of round % is frozen', old.round_id using errcode = '42501'; end if;
  return coalesce(new, old);
end $$;
create trigger round_plan_frozen before update or delete on round_plan for each row execute function round_plan_frozen();

create function round_step_apart() returns trigger language plpgsql as $$
begin
  if new.external is null and exists (select from round r where r.organisation_id = new.organisation_id and r.id = new.round_id
      and r.author_ids ? new.person_id::text) then
    raise exception 'whoever wrote round % does not approve it', new.round_id using errcode = '23514'; end if;
  return new;
end $$;
create trigger round_step_apart before insert on round_step for each row execute function round_step_apart();
`,
};
