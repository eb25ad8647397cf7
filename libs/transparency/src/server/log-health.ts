import { Injectable } from '@nestjs/common';
import { Clock, Sql, sql } from '@hiroba/server';

/** What somebody has to look at: entries that wait too long, a log without a sign of life, a check that found something, a signer that refused. */
export const logAlarms = ['PENDING', 'SILENT', 'CHECK_FAILED', 'REFUSED'] as const;
export type LogAlarm = (typeof logAlarms)[number];

const LONGEST_WAIT_S = 60;
const LONGEST_SILENCE_S = 2 * 60 * 60;

interface Row {
  readonly waiting: number | null;
  readonly silent: number | null;
  readonly problems: number | null;
  readonly trouble: string | null;
}

/** Whether the logs of this installation go on as they should. */
@Injectable()
export class LogHealth {
  constructor(
    private readonly db: Sql,
    private readonly clock: Clock,
  ) {}

  /** What is wrong now, each at most once; nothing where all is well. */
  async alarms(): Promise<readonly LogAlarm[]> {
    const now = await this.clock.now(this.db);
    // An entry that tells of long ago was written when its id was made.
    const rows = await this.db.rows<Row>(sql`
      select extract(epoch from ${now}::timestamptz - e.since)::float8 as waiting,
        extract(epoch from ${now}::timestamptz - coalesce(s.heartbeat_at, l.created_at))::float8 as silent, s.problems, s.trouble
      from organisation o
      cross join lateral (select min(uuid_extract_timestamp(event_id)) as since from log_entry
        where organisation_id = o.id and log = 'public' and idx is null) e
      left join log l on l.organisation_id = o.id and l.name = 'public'
      left join log_state s on s.organisation_id = o.id and s.log = l.name`);
    const found: Readonly<Record<LogAlarm, boolean>> = {
      PENDING: rows.some(({ waiting }) => (waiting ?? 0) > LONGEST_WAIT_S),
      SILENT: rows.some(({ silent }) => (silent ?? 0) > LONGEST_SILENCE_S),
      CHECK_FAILED: rows.some(({ problems }) => (problems ?? 0) > 0),
      REFUSED: rows.some(({ trouble }) => trouble !== null),
    };
    return logAlarms.filter((alarm) => found[alarm]);
  }
}
