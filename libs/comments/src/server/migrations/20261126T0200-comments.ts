import { guardTable, type SqlMigration } from '@hiroba/server';

/** Comments below anything that takes them. */
export const commentsMigration: SqlMigration = {
  name: '20261126T0200-comments',
  sql: `
create table comment (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  component_id uuid not null,
  root_kind text not null,
  root_id uuid not null,
  parent_id uuid,
  branch_id uuid not null,
  reply_to_id uuid,
  depth smallint not null check (depth between 0 and 3),
  answers_version int,
  author_id uuid not null,
  office text,
  body text not null,
  locale text not null,
  state text not null check (state in ('VISIBLE', 'DELETED')),
  created_at timestamptz(3) not null,
  edited_at timestamptz(3),
  deleted_at timestamptz(3),
  versions int not null default 1 check (versions >= 1),
  rev int not null default 0,
  unique (organisation_id, id),
  check ((depth = 0) = (parent_id is null)),
  check ((depth = 0) = (branch_id = id)),
  check ((depth = 0) = (answers_version is null)),
  check (reply_to_id is null or depth = 3),
  check ((state = 'DELETED') = (deleted_at is not null)),
  foreign key (organisation_id, component_id) references component (organisation_id, id),
  foreign key (organisation_id, author_id) references person (organisation_id, id),
  foreign key (organisation_id, parent_id) references comment (organisation_id, id),
  foreign key (organisation_id, branch_id) references comment (organisation_id, id),
  foreign key (organisation_id, reply_to_id) references comment (organisation_id, id));
create index comment_top on comment (organisation_id, root_kind, root_id, created_at, id) where depth = 0;
create index comment_branch on comment (organisation_id, branch_id, created_at, id) where depth > 0;
create index comment_newest on comment (organisation_id, root_kind, root_id, created_at, id);
create index comment_component on comment (organisation_id, component_id, created_at, id);
create index comment_author on comment (organisation_id, author_id, created_at, id);
${guardTable('comment', 'comment')}`,
};
