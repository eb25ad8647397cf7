import type { Viewer } from '@hiroba/kernel';
import { literal, takesPartIn, sql, type openColumns, type Part } from '@hiroba/server';

/**
 * Placed components whose running phase opens something, for the kinds in which nothing smaller opens and closes. The page of a
 * component is named by its manifest, as its routes are.
 */
export const openRooms = (
  viewer: Viewer,
  now: Date,
  besides: readonly string[],
): Part<(typeof openColumns)[number]> => ({
  columns: {
    manifest: literal('c.manifest'),
    kind: literal(`'room'`),
    title: literal('s.title'),
    within: literal('c.title'),
    path: literal(`'/spaces/' || s.slug || '/' || c.manifest || '/' || c.id`),
    ask: literal(`s.ask -> 'decided'`),
    actions: literal('open.actions'),
    voices: literal(`counted(c.organisation_id, 'voices', c.id)::int`),
    office: literal('s.office'),
  },
  from: sql`
    from space s
    join component c on c.organisation_id = s.organisation_id and c.space_id = s.id and c.published
    cross join lateral (
      select coalesce((p ->> 'closesAt')::timestamptz, 'infinity') as closes_at, p -> 'allows' -> (c.id::text) as actions
      from jsonb_array_elements(s.phases) p
      where (p ->> 'opensAt')::timestamptz <= ${now} and coalesce((p ->> 'closesAt')::timestamptz > ${now}, true)) open
    where s.organisation_id = ${viewer.organisationId} and s.state = 'PUBLISHED' and ${takesPartIn(viewer)} and jsonb_array_length(open.actions) > 0
      and c.manifest <> all(${besides}::text[])`,
  at: literal('open.closes_at'),
  id: literal('c.id'),
});
