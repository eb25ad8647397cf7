import { guardTable, type SqlMigration } from '@hiroba/server';
import { roundMoves, subjectTypes } from '../../domain/round.ts';

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');
const drafts = `('DRAFT', 'IN_REVIEW')`;

/** Rounds: what a city asks of everybody about a draft plan, from the first draft to the archive. */
export const roundsMigration: SqlMigration = {
  name: '20261127T5001-rounds',
  sql: `
create table round (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  component_id uuid not null,
  stage text not null check (stage in (${oneOf(roundMoves.states)})),
  title text not null,
  title_kana text not null default '',
  summary text not null default '',
  easy_summary text not null default '',
  locale text not null,
  subject_type text not null check (subject_type in (${oneOf(subjectTypes)})),
  policy_field text not null default '',
  office text not null default '',
  contact jsonb not null default '{}',
  ask jsonb not null default '{}',
  ways jsonb not null default '[]',
  places jsonb not null default '[]',
  profile jsonb not null,
  legal_basis text not null default '',
  clause text not null default '',
  zone text not null,
  opens_at timestamptz,
  closes_at timestamptz,
  short_period_reason text not null default '',
  suspensions jsonb not null default '[]',
  response_due_at timestamptz,
  overdue_reason text not null default '',
  author_ids jsonb not null default '[]',
  reference text,
  created_at timestamptz not null default now(),
  drafted_at timestamptz,
  scheduled_at timestamptz,
  tail_closed_at timestamptz,
  answered_at timestamptz,
  ended_at timestamptz,
  changed_at timestamptz,
  review int not null default 0,
  notice_versions int not null default 0,
  result_versions int not null default 0,
  exemption text,
  outcome jsonb not null default '{}',
  equivalent text not null default '',
  reconsult_of uuid,
  rev int not null default 0,
  unique (organisation_id, id),
  unique (organisation_id, reference),
  foreign key (organisation_id, component_id) references component (organisation_id, id),
  foreign key (organisation_id, reconsult_of) references round (organisation_id, id),
  check (closes_at is null or opens_at is null or opens_at < closes_at),
  check ((stage in ${drafts}) = (rev = 0)),
  check (stage in ${drafts} or stage in ('NOT_HELD', 'ARCHIVED') or (opens_at is not null and closes_at is not null and notice_versions > 0)));
create index round_newest on round (organisation_id, component_id, (coalesce(opens_at, drafted_at)) desc, id desc);
create index round_out on round (organisation_id, closes_at, id) where rev > 0;
${guardTable('round', 'round')}

create function round_period_only_grows() returns trigger language plpgsql as $$
begin
  if old.rev > 0 and new.closes_at < old.closes_at then
    raise exception 'the period of round % is never shortened', old.id using errcode = '23514'; end if;
  return new;
end $$;
create trigger round_period before update of closes_at on round for each row execute function round_period_only_grows();
`,
};
