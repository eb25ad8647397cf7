import type { PersonalDataSource } from '@hiroba/accounts/server';
import { rowsIn, sql } from '@hiroba/server';

/** What a person decided as a moderator, and what they reported; it stays when they leave, without their name and without their words. */
export const moderationPersonalData: readonly PersonalDataSource[] = [
  {
    name: 'moderation-decisions',
    titleKey: 'moderation.myData.decisions',
    rows: (em, organisationId, personId) =>
      rowsIn(
        em,
        sql`
      select m.id, k.target_kind as "targetKind", k.target_id as "targetId", m.kind, m.rule_id as rule, m.rule_version as version,
        m.explanation as reason, m.decided_at as "decidedAt"
      from mod_decision m join mod_case k on k.organisation_id = m.organisation_id and k.id = m.case_id
      where m.organisation_id = ${organisationId} and m.proposer_id = ${personId} order by m.decided_at, m.id`,
      ),
  },
  {
    name: 'moderation-concerning',
    titleKey: 'moderation.myData.concerning',
    rows: (em, organisationId, personId) =>
      rowsIn(
        em,
        sql`
      select m.id, k.target_kind as "targetKind", k.target_id as "targetId", m.kind, m.rule_id as rule, m.rule_version as version,
        m.explanation as reason, m.decided_at as "decidedAt", m.ends_at as "endsAt"
      from mod_concerned c join mod_decision m on m.id = c.decision_id
      join mod_case k on k.organisation_id = m.organisation_id and k.id = m.case_id
      where c.organisation_id = ${organisationId} and c.person_id = ${personId} order by c.decided_at, c.decision_id`,
      ),
  },
  {
    name: 'moderation-reports',
    titleKey: 'moderation.myData.reports',
    rows: (em, organisationId, personId) =>
      rowsIn(
        em,
        sql`
      select r.id, k.target_kind as "targetKind", k.target_id as "targetId", r.rule_id as rule, r.rule_version as version, r.note,
        r.reported_at as "reportedAt", m.kind as outcome, m.decided_at as "decidedAt"
      from mod_report r join mod_case k on k.organisation_id = r.organisation_id and k.id = r.case_id
      left join mod_decision m on m.id = r.decision_id
      where r.organisation_id = ${organisationId} and r.reporter_id = ${personId} order by r.reported_at, r.id`,
      ),
    erase: async (em, organisationId, personId) => {
      await rowsIn(
        em,
        sql`update mod_report set note = '', network = null where organisation_id = ${organisationId} and reporter_id = ${personId}`,
      );
    },
  },
  {
    name: 'moderation-appeals',
    titleKey: 'moderation.myData.appeals',
    rows: (em, organisationId, personId) =>
      rowsIn(
        em,
        sql`
      select a.id, k.target_kind as "targetKind", k.target_id as "targetId", a.appellant, a.text, a.appealed_at as "appealedAt", a.outcome,
        a.answer, a.reviewed_at as "reviewedAt"
      from mod_appeal a join mod_case k on k.organisation_id = a.organisation_id and k.id = a.case_id
      where a.organisation_id = ${organisationId} and a.appellant_id = ${personId} order by a.appealed_at, a.id`,
      ),
    erase: async (em, organisationId, personId) => {
      await rowsIn(
        em,
        sql`update mod_appeal set text = '' where organisation_id = ${organisationId} and appellant_id = ${personId}`,
      );
    },
  },
];
