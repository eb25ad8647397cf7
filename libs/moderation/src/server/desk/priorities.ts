import { firstIn, rowsIn, sql, topicChannel, type Query } from '@hiroba/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import { MOST_DAYS, pointsOf, priorityOf, type Reporter } from '../../domain/desk/priority.ts';
import { gravest } from '../../domain/reporting.ts';
import { ruleOfSignal, type SignalId } from '../../domain/signals/signal.ts';
import type { OpenReport } from '../../domain/withholding.ts';
import { ruleBookIn } from '../rule-book.ts';

interface OpenRow {
  readonly isOpen: boolean;
  readonly state: string;
  /** For which mode somebody has to look, if they have. */
  readonly heldMode: string | null;
  readonly openedAt: Date | null;
  readonly reports: readonly (Reporter & OpenReport)[];
  readonly signals: readonly { readonly signal: SignalId; readonly score: number }[];
  /** The rule of the decision that is appealed. */
  readonly appealed: OpenReport | null;
}

const DAY_MS = 86_400_000;

/** What wakes those who look at the queue of a city. */
export const queueTopic = (organisationId: string): string => `moderation:${organisationId}`;

/** SQL of what waits in a case, with what says how much each report weighs. */
const openIn = (organisationId: string, caseId: string): Query => sql`
  select k.due_at is not null as "isOpen", k.state, k.held_mode as "heldMode", k.opened_at as "openedAt",
    coalesce((select json_agg(json_build_object('id', coalesce(r.reporter_id, r.mail_report_id), 'isVisitor', r.mail_report_id is not null, 'ruleId', r.rule_id, 'ruleVersion', r.rule_version, 'network', r.network,
        'joinedOn', (p.created_at at time zone o.zone)::date, 'mailDomain', split_part(p.email_key, '@', 2),
        'targets', array(select t.case_id from mod_report t where t.organisation_id = r.organisation_id and t.reporter_id = r.reporter_id
          and t.case_id <> k.id and t.reported_at between r.reported_at - interval '24 hours' and r.reported_at + interval '24 hours'
          order by t.reported_at limit 200),
        'judged', past.judged, 'upheld', past.upheld) order by r.reported_at, r.id)
      from (select * from mod_report w where w.organisation_id = k.organisation_id and w.case_id = k.id and w.decision_id is null
        order by w.reported_at, w.id limit 200) r
      left join person p on p.organisation_id = r.organisation_id and p.id = r.reporter_id
      cross join lateral (select count(*)::int as judged, (count(*) filter (where was.kind <> 'DISMISS'))::int as upheld from (
        select m.kind from mod_report j join mod_decision m on m.organisation_id = j.organisation_id and m.id = j.decision_id
        where j.organisation_id = r.organisation_id and j.reporter_id = r.reporter_id order by j.reported_at desc limit 100) was) past), '[]') as reports,
    coalesce((select json_agg(json_build_object('signal', g.signal, 'score', g.score)) from mod_signal g
      where g.organisation_id = k.organisation_id and g.case_id = k.id and g.decision_id is null), '[]') as signals,
    (select json_build_object('ruleId', m.rule_id, 'ruleVersion', m.rule_version) from mod_appeal a
      join mod_decision m on m.organisation_id = a.organisation_id and m.id = a.decision_id
      where a.organisation_id = k.organisation_id and a.case_id = k.id and a.outcome is null) as appealed
  from mod_case k join organisation o on o.id = k.organisation_id
  where k.organisation_id = ${organisationId} and k.id = ${caseId}`;

const asksOf = ({ state, heldMode, reports }: OpenRow): string => {
  if (state === 'APPEALED') return 'APPEALED';
  if (heldMode) return 'HELD';
  return reports.length > 0 ? 'REPORTED' : 'WARNED';
};

/** A case for which something has come in or was decided. */
export interface Touched {
  readonly organisationId: string;
  readonly caseId: string;
  readonly now: Date;
}

/** Puts a case where it belongs in the queue; one in which nothing waits leaves it, and is nobody's any more. */
export async function prioritise(em: EntityManager, { organisationId, caseId, now }: Touched): Promise<void> {
  const row = await firstIn<OpenRow>(em, openIn(organisationId, caseId));
  if (!row) return;
  if (row.isOpen) await sort(em, { organisationId, caseId, now }, row);
  else
    await rowsIn(
      em,
      sql`update mod_case set opened_at = null, ages_at = null, lease_by = null, lease_until = null
        where organisation_id = ${organisationId} and id = ${caseId}`,
    );
  await rowsIn(em, sql`select pg_notify(${topicChannel}, ${JSON.stringify([queueTopic(organisationId)])})`);
}

async function sort(em: EntityManager, { organisationId, caseId, now }: Touched, row: OpenRow): Promise<void> {
  const { reports, signals, appealed } = row;
  const rules = await ruleBookIn(em, organisationId);
  const warned = signals.map(({ signal }) => ({
    ruleId: ruleOfSignal[signal],
    ruleVersion: rules.inForce(ruleOfSignal[signal], now)?.version ?? 1,
  }));
  const openedAt = row.openedAt ? new Date(row.openedAt) : now;
  const days = Math.max(0, Math.floor((now.getTime() - openedAt.getTime()) / DAY_MS));
  const points = pointsOf({
    severity: gravest(rules, [...reports, ...warned, ...(appealed ? [appealed] : [])])?.severity ?? 'LOW',
    reporters: reports,
    signal: Math.max(0, ...signals.map(({ score }) => Number(score))),
    days,
  });
  const agesAt = days < MOST_DAYS ? new Date(openedAt.getTime() + (days + 1) * DAY_MS) : null;
  await rowsIn(
    em,
    sql`update mod_case set asks = ${asksOf(row)}, points = ${JSON.stringify(points)}::jsonb, priority = ${priorityOf(points)},
      opened_at = ${openedAt}, ages_at = ${agesAt} where organisation_id = ${organisationId} and id = ${caseId}`,
  );
}
