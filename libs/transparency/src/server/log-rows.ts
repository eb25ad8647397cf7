import type { Connection, FormerKey } from './kept-log.ts';

/** A log as its keeper finds it, or a city that has none yet. */
export interface LogRow {
  readonly organisation_id: string;
  readonly host: string;
  readonly origin: string | null;
  readonly vkey: string | null;
  readonly former: readonly FormerKey[] | null;
  readonly size: string | null;
  readonly closed: string | null;
  readonly pending: boolean;
  /** Whether it was not checked since the last night. */
  readonly unchecked: boolean;
}

/** The keys of a log, as something to compare. */
export const keysOf = ({ vkey, former }: LogRow): string => JSON.stringify([vkey, former]);

/** The logs of all cities. */
export async function logRows(db: Connection): Promise<readonly LogRow[]> {
  const { rows } = await db.query<LogRow>(`
      select o.id as organisation_id, h.host, l.origin, l.vkey, s.size, s.closed,
        exists (select from log_entry e where e.organisation_id = o.id and e.log = 'public' and e.idx is null) as pending,
        coalesce(s.checked_at < (date_trunc('day', clock_timestamp() at time zone o.zone - interval '3 hours') + interval '3 hours')
          at time zone o.zone, true) as unchecked,
        (select json_agg(json_build_object('vkey', k.vkey, 'signs', k.until > clock_timestamp()) order by k.until)
          from log_former_key k where k.organisation_id = o.id and k.log = 'public') as former
      from organisation o join organisation_host h on h.organisation_id = o.id and h.canonical
      left join log l on l.organisation_id = o.id and l.name = 'public'
      left join log_state s on s.organisation_id = l.organisation_id and s.log = l.name order by o.id`);
  return rows;
}
