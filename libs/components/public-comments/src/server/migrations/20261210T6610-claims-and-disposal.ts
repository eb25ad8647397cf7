import type { SqlMigration } from '@hiroba/server';

/** That somebody did not send what stands under their name; when the contacts of a round were destroyed, and what keeps them. */
export const claimsMigration: SqlMigration = {
  name: '20261210T6610-claims-and-disposal',
  sql: `
create table not_mine_claim (
  id uuid primary key,
  organisation_id uuid not null,
  round_id uuid not null,
  submission_id uuid not null,
  reason text not null,
  noted_by uuid,
  at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  accepted boolean,
  decision text not null default '',
  foreign key (organisation_id, round_id) references round (organisation_id, id),
  foreign key (organisation_id, submission_id) references submission (organisation_id, id),
  check ((decided_at is null) = (accepted is null)),
  check ((decided_at is null) = (decided_by is null)));
create unique index not_mine_claim_open on not_mine_claim (organisation_id, submission_id) where decided_at is null;
create index not_mine_claim_of on not_mine_claim (organisation_id, submission_id, at, id);
create index not_mine_claim_waiting on not_mine_claim (organisation_id, round_id) where decided_at is null;

alter table round add column disposed_at timestamptz;
create table round_hold (
  id uuid primary key,
  organisation_id uuid not null,
  round_id uuid not null,
  reason text not null,
  held_by uuid not null,
  at timestamptz not null,
  release_asked_by uuid,
  released_by uuid,
  released_at timestamptz,
  foreign key (organisation_id, round_id) references round (organisation_id, id),
  check ((released_at is null) = (released_by is null)),
  check (released_by is null or released_by <> release_asked_by));
create unique index round_hold_one on round_hold (organisation_id, round_id) where released_at is null;
create function vault.contact_held() returns trigger language plpgsql as $$
begin
  if new.disposed_at is not null and old.disposed_at is null and exists (select from submission s join round_hold h on h.organisation_id = s.organisation_id
      and h.round_id = s.round_id and h.released_at is null where s.organisation_id = new.organisation_id and s.id = new.submission_id) then
    raise exception 'the contacts of this round are held' using errcode = '23514'; end if;
  return new;
end $$;
create trigger contact_held before update on vault.submitter_contact for each row execute function vault.contact_held();
`,
};
