import type { PersonalDataSource } from '@hiroba/accounts/server';
import { rowsIn, sql } from '@hiroba/server';

/** What a person decided as a moderator; it stays when they leave, without their name. That their own text is withheld stands beside it. */
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
];
