import { mailedChanges } from '../../domain/round.mails.ts';
import type { SqlMigration } from '@hiroba/server';

/** Who asked to be told by mail what becomes of their submission, and what is told of rounds: each thing once, and how far it is told. */
export const roundMailsMigration: SqlMigration = {
  name: '20261213T0810-round-mails',
  sql: `
create table submission_mail (
  organisation_id uuid not null,
  submission_id uuid not null,
  round_id uuid not null,
  locale text not null,
  asked_at timestamptz not null,
  primary key (organisation_id, submission_id),
  foreign key (organisation_id, submission_id) references submission (organisation_id, id),
  foreign key (organisation_id, round_id) references round (organisation_id, id));
create index submission_mail_of on submission_mail (organisation_id, round_id, submission_id);

create table round_telling (
  id uuid primary key,
  organisation_id uuid not null,
  round_id uuid not null,
  change text not null check (change in (${mailedChanges.map((change) => `'${change}'`).join(', ')})),
  key text not null,
  material boolean not null default false,
  at timestamptz not null,
  audience int not null default 0,
  told_up_to uuid,
  done_at timestamptz,
  unique (organisation_id, round_id, change, key),
  foreign key (organisation_id, round_id) references round (organisation_id, id));
`,
};
