import { guardTable, type SqlMigration } from '@hiroba/server';
import { deepest, nodeMoves } from '../../domain/node.ts';

const states = nodeMoves.states.map((state) => `'${state}'`).join(', ');

/**
 * Trees of headings, and what is filed under them. A use has one row for the node that was chosen and one for each node above it,
 * so that all below a node are found by it alone, in the order of their publication. What is not public yet has no instant.
 */
export const taxonomiesMigration: SqlMigration = {
  name: '20261128T0400-taxonomies',
  sql: `
create table taxonomy_node (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  tree_id uuid not null,
  parent_id uuid,
  depth smallint not null check (depth between 0 and ${deepest}),
  key text not null check (key ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and length(key) <= 40),
  name jsonb not null,
  kana text,
  weight int not null default 0 check (weight >= 0),
  state text not null check (state in (${states})),
  merged_into uuid,
  rev int not null default 0,
  unique (organisation_id, id),
  unique (organisation_id, tree_id, key),
  foreign key (organisation_id, tree_id) references taxonomy_node (organisation_id, id) deferrable initially deferred,
  foreign key (organisation_id, parent_id) references taxonomy_node (organisation_id, id),
  foreign key (organisation_id, merged_into) references taxonomy_node (organisation_id, id),
  check ((depth = 0) = (parent_id is null)),
  check ((depth = 0) = (tree_id = id)),
  check ((state = 'MERGED') = (merged_into is not null)));
create unique index taxonomy_tree_key on taxonomy_node (organisation_id, key) where depth = 0;
create index taxonomy_node_below on taxonomy_node (organisation_id, parent_id);
${guardTable('taxonomy_node', 'taxonomy')}

create table taxonomy_use (
  organisation_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  tree_id uuid not null,
  node_id uuid not null,
  component_id uuid not null,
  chosen boolean not null,
  at timestamptz,
  primary key (organisation_id, subject_kind, subject_id, node_id),
  foreign key (organisation_id, node_id) references taxonomy_node (organisation_id, id),
  foreign key (organisation_id, component_id) references component (organisation_id, id));
create unique index taxonomy_use_one on taxonomy_use (organisation_id, subject_kind, subject_id, tree_id) where chosen;
create index taxonomy_use_list on taxonomy_use (organisation_id, component_id, subject_kind, node_id, at desc, subject_id desc)
  where at is not null;
create index taxonomy_use_node on taxonomy_use (organisation_id, node_id);
`,
};
