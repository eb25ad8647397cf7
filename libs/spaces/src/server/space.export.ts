import { openToAll, sql, type Query, type ReadRows } from '@hiroba/server';

/** Which space is exported, and where its page is. */
export interface SpaceExportScope {
  readonly organisationId: string;
  /** All public spaces unless given. */
  readonly spaceId?: string;
  /** The address of the installation. */
  readonly origin: string;
  readonly locale: string;
}

const spaceColumns = ['id', 'kind', 'title_ja', 'title_en', 'promise', 'office', 'state', 'opens_at', 'closes_at', 'url'] as const;
const phaseColumns = ['id', 'space_id', 'key', 'title_ja', 'title_en', 'opens_at', 'closes_at', 'actions'] as const;

const spaces = ({ organisationId, spaceId, origin, locale }: SpaceExportScope): Query => sql`
  select s.id, s.kind, s.title ->> 'ja' as title_ja, s.title ->> 'en' as title_en, s.ask ->> 'promise' as promise,
    coalesce((select f -> 'name' ->> 'ja' from jsonb_array_elements(o.offices) f where f ->> 'key' = s.office), s.office) as office, s.state,
    (select min((p ->> 'opensAt')::timestamptz) from jsonb_array_elements(s.phases) p) as opens_at,
    (select case when bool_and(p ->> 'closesAt' is not null) then max((p ->> 'closesAt')::timestamptz) end
     from jsonb_array_elements(s.phases) p) as closes_at,
    format('%s/%s/spaces/%s', ${origin}::text, ${locale}::text, s.slug) as url
  from space s join organisation o on o.id = s.organisation_id
  where s.organisation_id = ${organisationId} and (${spaceId ?? null}::uuid is null or s.id = ${spaceId ?? null}::uuid) and s.state <> 'DRAFT' and ${openToAll} order by s.id`;

const phases = ({ organisationId, spaceId }: SpaceExportScope): Query => sql`
  select format('%s/%s', s.id, p ->> 'key') as id, s.id as space_id, p ->> 'key' as key, p -> 'title' ->> 'ja' as title_ja,
    p -> 'title' ->> 'en' as title_en, (p ->> 'opensAt')::timestamptz as opens_at, (p ->> 'closesAt')::timestamptz as closes_at,
    (select string_agg(format('%s/%s', c.id, action), ' ' order by c.weight, c.id, action)
     from component c cross join jsonb_array_elements_text(p -> 'allows' -> (c.id::text)) action
     where c.organisation_id = s.organisation_id and c.space_id = s.id and c.published) as actions
  from space s cross join jsonb_array_elements(s.phases) p
  where s.organisation_id = ${organisationId} and (${spaceId ?? null}::uuid is null or s.id = ${spaceId ?? null}::uuid) and s.state <> 'DRAFT' and ${openToAll} order by s.id, p ->> 'opensAt'`;

/** The open data of spaces. */
export const spaceExport = {
  name: 'spaces',
  titleKey: 'spaces.openData.spaces',
  columns: spaceColumns,
  async *rows(read: ReadRows, scope: SpaceExportScope): AsyncGenerator<object> {
    yield* await read<object>(spaces(scope));
  },
};

/** The open data of phases: what each opened, as component and action. */
export const phaseExport = {
  name: 'phases',
  titleKey: 'spaces.openData.phases',
  columns: phaseColumns,
  async *rows(read: ReadRows, scope: SpaceExportScope): AsyncGenerator<object> {
    yield* await read<object>(phases(scope));
  },
};
