import { openToAll, sql, type OpenDataScope, type OpenDataSet, type Query, type ReadRows } from '@hiroba/server';
import { toldFigures, type ParticipationFigure } from '../domain/participation.ts';

const columns = ['month', 'space_id', 'figure', 'value'] as const;

/** Whole months only, on the calendar of the city: two nights of one month would tell apart who came in between. */
const figures = ({ organisationId, spaceId }: OpenDataScope): Query => sql`
  with told as (
    select to_char(l.at at time zone o.zone, 'YYYY-MM') as month, l.space_id, l.kind, l.entry_id from log_line l join organisation o on o.id = l.organisation_id
    where l.organisation_id = ${organisationId} and l.list = 'ACTIVITY' and l.at < date_trunc('month', now() at time zone o.zone) at time zone o.zone
      and (l.space_id is null or exists (
        select 1 from space s where s.organisation_id = l.organisation_id and s.id = l.space_id and s.state <> 'DRAFT' and ${openToAll}))
      and (${spaceId ?? null}::uuid is null or l.space_id = ${spaceId ?? null}::uuid)),
  placed as (
    select month, space_id, kind, entry_id from told where space_id is not null
    union all select month, null, kind, entry_id from told where ${spaceId ?? null}::uuid is null)
  select month, space_id, lower(kind) as figure, count(*)::int as value from placed group by 1, 2, 3
  union all
  select p.month, p.space_id, 'participants', count(distinct c.actor_id) filter (where convert_from(e.leaf, 'UTF8')::json -> 'actor' ->> 'kind' = 'participant')::int
  from placed p join log_entry e on e.id = p.entry_id join log_entry_context c on c.entry_id = p.entry_id group by 1, 2
  order by 1, 2 nulls first, 3`;

/** The open data of participation: what happened month by month, in the city and in each space, and how many people did it. */
export const participationExport: OpenDataSet = {
  name: 'participation',
  titleKey: 'spaces.openData.participation',
  columns,
  async *rows(read: ReadRows, scope: OpenDataScope): AsyncGenerator<object> {
    yield* toldFigures(await read<ParticipationFigure>(figures(scope)));
  },
};
