import { guardTable, type SqlMigration } from '@hiroba/server';

/** Spaces with their phases, the addresses they ever had, placed components, legal pages and settings of the organisation. */
export const spacesMigration: SqlMigration = {
  name: '20261126T0050-spaces',
  sql: `
alter table organisation
  add column organisation_id uuid generated always as (id) stored,
  add column greeting jsonb not null default '{}',
  add column offices jsonb not null default '[]';
${guardTable('organisation', 'setting')}

create table space (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) between 3 and 60),
  kind text not null check (kind in ('PROCESS', 'ASSEMBLY')),
  state text not null default 'DRAFT' check (state in ('DRAFT', 'PUBLISHED', 'ARCHIVED')),
  title jsonb not null,
  kana text,
  summary jsonb not null default '{}',
  description jsonb not null default '{}',
  ask jsonb not null default '{}',
  office text,
  weight int not null default 0,
  featured boolean not null default false,
  hero_image text,
  hero_alt jsonb not null default '{}',
  phases jsonb not null default '[]',
  created_at timestamptz not null default now(),
  published_at timestamptz,
  edition int not null default 0,
  rev int not null default 0,
  unique (organisation_id, id),
  unique (organisation_id, slug),
  check ((state = 'DRAFT') = (rev = 0)));
create index space_order on space (organisation_id, weight, id desc);
${guardTable('space', 'space', ['edition'])}

create table space_slug (
  organisation_id uuid not null,
  slug text not null,
  space_id uuid not null,
  primary key (organisation_id, slug),
  foreign key (organisation_id, space_id) references space (organisation_id, id) on delete cascade deferrable initially deferred);

create table component (
  id uuid primary key,
  organisation_id uuid not null,
  space_id uuid not null,
  manifest text not null,
  title jsonb not null,
  intro jsonb not null default '{}',
  weight int not null default 0,
  published boolean not null default false,
  settings jsonb not null default '{}',
  edition int not null default 0,
  rev int not null default 0,
  unique (organisation_id, id),
  foreign key (organisation_id, space_id) references space (organisation_id, id),
  check (not published or rev >= 1));
create index component_space on component (organisation_id, space_id, weight, id);
${guardTable('component', 'component', ['edition', 'weight'])}

create table legal_page (
  organisation_id uuid not null references organisation (id),
  slug text not null check (slug ~ '^[a-z]+(-[a-z]+)*$'),
  version int not null check (version >= 1),
  title jsonb not null,
  body jsonb not null,
  at timestamptz not null,
  primary key (organisation_id, slug, version));
`,
};
