import type { SqlMigration } from '@hiroba/server';

/** Who is spoken to in a comment, and comments on the official answer, by its version. */
export const commentMentionsMigration: SqlMigration = {
  name: '20261128T0100-comment-mentions',
  sql: `
alter table comment
  add column about_answer int check (about_answer >= 1),
  add check (about_answer is null or depth = 0);
create index comment_on_answer on comment (organisation_id, root_kind, root_id, created_at, id) where about_answer is not null;

create table comment_mention (
  organisation_id uuid not null,
  comment_id uuid not null,
  token text not null,
  person_id uuid not null,
  primary key (organisation_id, comment_id, token),
  foreign key (organisation_id, comment_id) references comment (organisation_id, id),
  foreign key (organisation_id, person_id) references person (organisation_id, id));
create index comment_mention_person on comment_mention (organisation_id, person_id);
`,
};
