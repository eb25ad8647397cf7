import type { Situation } from '@hiroba/kernel';
import { newId, rowsIn, sql, type Transaction } from '@hiroba/server';
import type { CaseDecision } from '../domain/moderation.commands.ts';
import type { ModCase } from './mod-case.entity.ts';

/** Keeps the statement of reasons of a decision that was just written, and which one it replaces; gives back its id. */
export async function keepStatement(
  { em, caller }: Transaction,
  { organisationId, id, rev }: ModCase,
  { statement, second }: CaseDecision,
  { now }: Situation,
  concerned: readonly string[],
  replacesId: string | null = null,
): Promise<string> {
  const {
    kind,
    class: weight,
    ruleId,
    ruleVersion,
    ground,
    explanation,
    locale,
    contentType,
    contentDate,
    contentLanguage,
    source,
    automatedDetection,
    automatedDecision,
    reasonCode,
    endsAt,
  } = statement;
  const decisionId = newId();
  await rowsIn(
    em,
    sql`
    insert into mod_decision (id, organisation_id, case_id, case_rev, kind, class, rule_id, rule_version, ground, explanation, locale,
      content_type, content_date, content_language, source, automated_detection, automated_decision, reason_code, ends_at, proposer_id, approver_id, decided_at, replaces_id)
    values (${decisionId}, ${organisationId}, ${id}, ${rev}, ${kind}, ${weight}, ${ruleId}, ${ruleVersion}, ${ground}, ${explanation}, ${locale},
      ${contentType}, ${contentDate}, ${contentLanguage}, ${source}, ${automatedDetection}, ${automatedDecision}, ${reasonCode}, ${endsAt},
      ${second?.proposed.proposerId ?? caller.personId}, ${second?.approverId ?? null}, ${now}, ${replacesId})`,
  );
  // Whoever wrote a text learns of reports only with a decision against it.
  if (kind !== 'DISMISS')
    await rowsIn(
      em,
      sql`insert into mod_concerned (organisation_id, person_id, decided_at, decision_id)
        select ${organisationId}, p.id, ${now}, ${decisionId} from person p
        where p.organisation_id = ${organisationId} and p.id = any(${concerned}::uuid[])`,
    );
  return decisionId;
}
