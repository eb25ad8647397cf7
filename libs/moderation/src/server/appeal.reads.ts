import { Injectable } from '@nestjs/common';
import type { LocalizedText, Viewer } from '@hiroba/kernel';
import { join, Sql, sql, Vault, type Query } from '@hiroba/server';
import {
  appealableKinds,
  appealUntil,
  mayAppeal,
  type AppealableKind,
  type AppealedDecision,
} from '../domain/appealing.ts';
import type { AppealableDecisionType, AppealType } from './appeal.types.ts';
import { sealedOriginal, wordsToRead } from './wording.ts';
import { Withholdables, type Withholdable } from './withholdable.ts';

/** The last decision about a thing, and what the viewer has to do with it. */
export interface AppealableRow {
  readonly decisionId: string;
  readonly kind: AppealableKind;
  readonly rule: string;
  readonly version: number;
  readonly titles: LocalizedText;
  readonly reason: string;
  readonly locale: string;
  readonly decidedAt: Date;
  readonly title: string;
  readonly text: string;
  readonly textLocale: string;
  readonly path: string;
  /** Sealed words, where passages of them are covered and the viewer wrote them. */
  readonly original: Buffer | null;
  readonly isAuthor: boolean;
  readonly hasReported: boolean;
  readonly underAppeal: boolean;
  /** The viewer's own appeal. */
  readonly appeal: AppealType | null;
}

/** SQL of the last decision about a thing for whoever it concerns: its author, where it was withheld; who reported it, where that was dismissed. */
export const appealable = (
  { organisationId, personId }: Viewer,
  { kind, judged }: Withholdable,
  id: string,
): Query => sql`
  select m.id as "decisionId", m.kind, m.rule_id as rule, m.rule_version as version, pr.title as titles,
    m.explanation as reason, m.locale,
    m.decided_at as "decidedAt", j.title, j.text, j.locale as "textLocale", j.path,
    coalesce(j."authorIds"::jsonb ? ${personId ?? ''}::text, false) as "isAuthor",
    (select ${sealedOriginal('o')} from mod_original o where o.organisation_id = k.organisation_id and o.case_id = k.id and k.visibility <> 'SUPPRESSED'
       and j."authorIds"::jsonb ? ${personId ?? ''}::text) as original,
    exists (select 1 from mod_report r where r.decision_id = m.id and r.reporter_id = ${personId ?? null}) as "hasReported",
    k.state = 'APPEALED' as "underAppeal",
    (select json_build_object('id', a.id, 'text', a.text, 'locale', a.locale, 'at', a.appealed_at, 'outcome', a.outcome, 'answer', a.answer,
       'answerLocale', a.answer_locale, 'reviewedAt', a.reviewed_at)
     from mod_appeal a where a.decision_id = m.id and a.appellant_id = ${personId ?? null}) as appeal
  from mod_case k
  cross join lateral (${judged(organisationId, sql`k.target_id`)}) j
  join lateral (select * from mod_decision d where d.organisation_id = k.organisation_id and d.case_id = k.id
      and (d.kind not in ('LOCK_THREAD', 'UNLOCK_THREAD', 'UNLABEL') or coalesce(j."authorIds"::jsonb ? ${personId ?? ''}::text, false))
      order by d.case_rev desc limit 1) m
    on m.kind in (${join(
      appealableKinds.map((one) => sql`${one}`),
      ', ',
    )})
  join mod_policy_rule pr on pr.organisation_id = k.organisation_id and pr.id = m.rule_id and pr.version = m.rule_version
  where k.organisation_id = ${organisationId} and k.target_kind = ${kind} and k.target_id = ${id}::uuid`;

/** A decision as rules read it, from its row. */
export const appealed = ({
  kind,
  decidedAt,
  isAuthor,
  hasReported,
  appeal: own,
  underAppeal,
}: AppealableRow): AppealedDecision => ({
  kind,
  decidedAt: new Date(decidedAt),
  by: kind === 'DISMISS' ? (hasReported ? 'REPORTER' : undefined) : isAuthor ? 'AUTHOR' : undefined,
  appealed: own !== null,
  underAppeal,
});

/** What those read whom a decision concerns. */
@Injectable()
export class AppealReads {
  constructor(
    private readonly db: Sql,
    private readonly withholdables: Withholdables,
    private readonly vault: Vault,
  ) {}

  /** The last decision about a thing, for whoever it concerns; nothing for others. */
  async decision(viewer: Viewer, kind: string, id: string, now: Date): Promise<AppealableDecisionType | null> {
    const withholdable = viewer.personId ? this.withholdables.of(kind, id) : undefined;
    const row = withholdable && (await this.db.first<AppealableRow>(appealable(viewer, withholdable, id)));
    if (!row) return null;
    const decision = appealed(row);
    if (decision.by === undefined) return null;
    const refusal = mayAppeal({ viewer, now }, decision)?.code ?? null;
    const { rule, version, titles, reason, locale, decidedAt, title, text, textLocale, path, appeal, original } = row;
    return {
      kind: row.kind,
      rule,
      version,
      titles,
      reason,
      locale,
      at: decidedAt,
      until: appealUntil(decision.decidedAt),
      title,
      text,
      original: original && wordsToRead(this.vault, original),
      textLocale,
      path,
      appeal,
      refusal,
    };
  }
}
