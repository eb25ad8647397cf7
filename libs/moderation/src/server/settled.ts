import { firstIn, rowsIn, sql, type Caller, type Transaction, type Vault } from '@hiroba/server';
import type { Cited } from '../domain/moderation.commands.ts';
import type { DecisionKind } from '../domain/rules.ts';
import { reachedByMail } from './mail-report.notices.ts';
import type { ModCase } from './mod-case.entity.ts';
import type { ByMail } from './moderation.notices.ts';

/** Until when somebody is kept from reporting. */
export async function limitedUntil({ em }: Transaction, { organisationId, personId }: Caller): Promise<Date | null> {
  const row = await firstIn<{ until: Date | string | null }>(
    em,
    sql`select max(ends_at) as until from mod_sanction
      where organisation_id = ${organisationId} and person_id = ${personId ?? null} and kind = 'LIMIT_REPORTING' and over_at is null`,
  );
  return row?.until ? new Date(row.until) : null;
}

/** Settles what waits in a case by a decision; gives back who had reported something, with an account and without. */
export async function settle(
  { em, now }: Transaction,
  vault: Vault,
  { organisationId, id }: ModCase,
  decisionId: string,
): Promise<{ reporterIds: string[]; byMail: ByMail[] }> {
  const reports = await rowsIn<{ reporterId: string | null; mailReportId: string | null }>(
    em,
    sql`
    update mod_report set decision_id = ${decisionId} where organisation_id = ${organisationId} and case_id = ${id} and decision_id is null
    returning reporter_id as "reporterId", mail_report_id as "mailReportId"`,
  );
  await rowsIn(
    em,
    sql`update mod_signal set decision_id = ${decisionId} where organisation_id = ${organisationId} and case_id = ${id} and decision_id is null`,
  );
  const mailReportIds = reports.flatMap(({ mailReportId }) => mailReportId ?? []);
  if (mailReportIds.length > 0)
    await rowsIn(
      em,
      sql`update mod_mail_report set answered_at = ${await now()} where organisation_id = ${organisationId} and answered_at is null
        and id = any(${mailReportIds}::uuid[])`,
    );
  return {
    reporterIds: reports.flatMap(({ reporterId }) => reporterId ?? []),
    byMail: await reachedByMail(em, vault, organisationId, mailReportIds),
  };
}

/** The rule of the last decision of these kinds. */
export async function citedIn(
  { em }: Transaction,
  { organisationId, id }: ModCase,
  kinds: readonly DecisionKind[],
): Promise<Cited> {
  const row = await firstIn<Cited>(
    em,
    sql`
    select rule_id as id, rule_version as version from mod_decision where organisation_id = ${organisationId} and case_id = ${id}
      and kind = any(${kinds}::text[]) order by case_rev desc limit 1`,
  );
  return row ?? { id: '', version: 0 };
}
