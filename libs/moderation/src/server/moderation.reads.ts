import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { literal, Sql, sql, type Query } from '@hiroba/server';
import { moderationPolicy } from '../domain/moderation.policy.ts';
import { readsWithheld } from './withheld.ts';
import { Withholdables, type JudgedRow } from './withholdable.ts';
import type { ModerationDecisionType, ModerationSubjectType } from './moderation.types.ts';

const columns =
  literal(`m.id, m.kind, m.rule_id as rule, m.rule_version as version, m.explanation as reason, m.locale, m.decided_at as at,
  e.event_id as "entryId"`);

/** SQL of the decisions `m` about a thing, with their log entries. */
const decisionsOf = (organisationId: string, kind: string, id: string): Query => sql`
  select ${columns} from mod_case k join mod_decision m on m.organisation_id = k.organisation_id and m.case_id = k.id
  left join log_entry e on e.organisation_id = m.organisation_id and e.subject_kind = 'case' and e.subject_id = m.case_id::text
    and e.subject_rev = m.case_rev
  where k.organisation_id = ${organisationId} and k.target_kind = ${kind} and k.target_id = ${id}
  order by m.case_rev desc limit 100`;

/** What those who moderate read. */
@Injectable()
export class ModerationReads {
  constructor(
    private readonly db: Sql,
    private readonly withholdables: Withholdables,
  ) {}

  /** A text with all that was decided about it; nothing for whom it is not. */
  async subject(viewer: Viewer, kind: string, id: string): Promise<ModerationSubjectType | null> {
    const { organisationId } = viewer;
    const withholdable = viewer.personId ? this.withholdables.of(kind, id) : undefined;
    if (!withholdable) return null;
    const row = await this.db.first<JudgedRow>(sql`
      select j.* from (${withholdable.judged(organisationId, sql`${id}::uuid`)}) j where ${readsWithheld(viewer, literal('j."spaceId"'))}`);
    if (!row) return null;
    const { title, text, locale, path, withheldAt, authorIds, publishedAt, spaceId } = row;
    const refusal = moderationPolicy.moderate(
      { viewer, now: publishedAt, spaceId },
      { kind, id, authorIds, withheldAt, publishedAt },
    );
    const decisions = await this.db.rows<ModerationDecisionType>(decisionsOf(organisationId, kind, id));
    const withheld = withheldAt ? (decisions.find((one) => one.kind === 'HIDE') ?? null) : null;
    return { kind, id, title, text, locale, path, withheld, refusal: refusal?.code ?? null, decisions };
  }

  /** One decision about a thing, right after it was made. */
  async decision(organisationId: string, kind: string, id: string): Promise<ModerationDecisionType | undefined> {
    return this.db.first<ModerationDecisionType>(decisionsOf(organisationId, kind, id));
  }
}
