import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { Clock, Sql, sql, Vault } from '@hiroba/server';
import { appealUntil, mayAppeal, type AppealableKind } from '../domain/appealing.ts';
import { appealsByMail, confirmBy } from '../domain/reporting-by-mail.ts';
import { isKeyOf } from './mail-report.contact.ts';
import type { MailReportType } from './mail-report.types.ts';
import { Withholdables } from './withholdable.ts';

interface Row extends Omit<MailReportType, 'path' | 'confirmBy' | 'appealUntil' | 'decision'> {
  readonly targetId: string;
  readonly mailAt: Date;
  readonly decision: AppealableKind | null;
  readonly underAppeal: boolean;
  readonly isLast: boolean;
}

const instant = (value: Date | string | null): Date | null => (value === null ? null : new Date(value));

/** What those read who reported something by mail. */
@Injectable()
export class MailReportReads {
  constructor(
    private readonly db: Sql,
    private readonly withholdables: Withholdables,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /** A report by mail for whoever has its key; nothing for everybody else, and nothing of what its address never confirmed in time. */
  async one(viewer: Viewer, id: string, key: string): Promise<MailReportType | null> {
    const { organisationId } = viewer;
    if (!isKeyOf(this.vault, organisationId, id, key)) return null;
    const row = await this.db.first<Row>(sql`
      select v.id, v.target_kind as kind, v.target_id as "targetId", v.rule_id as rule, pr.title as titles,
        coalesce(r.note, v.note) as note, v.locale, v.confirmed_at as "confirmedAt", v.mail_at as "mailAt", v.answer_by as "answerBy",
        m.kind as decision, m.explanation as reason, m.locale as "reasonLocale", m.decided_at as "decidedAt",
        coalesce(k.state = 'APPEALED', false) as "underAppeal",
        not exists (select from mod_decision d where d.organisation_id = m.organisation_id and d.case_id = m.case_id and d.case_rev > m.case_rev
          and d.kind not in ('LOCK_THREAD', 'UNLOCK_THREAD'))
          as "isLast",
        (select json_build_object('id', a.id, 'text', a.text, 'locale', a.locale, 'at', a.appealed_at, 'outcome', a.outcome, 'answer', a.answer,
           'answerLocale', a.answer_locale, 'reviewedAt', a.reviewed_at)
         from mod_appeal a where a.organisation_id = v.organisation_id and a.mail_report_id = v.id order by a.appealed_at desc, a.id limit 1) as appeal
      from mod_mail_report v
      join mod_policy_rule pr on pr.organisation_id = v.organisation_id and pr.id = v.rule_id and pr.version = v.rule_version
      left join mod_report r on r.organisation_id = v.organisation_id and r.mail_report_id = v.id
      left join mod_decision m on m.organisation_id = r.organisation_id and m.id = r.decision_id
      left join mod_case k on k.organisation_id = r.organisation_id and k.id = r.case_id
      where v.organisation_id = ${organisationId} and v.id = ${id}`);
    if (!row) return null;
    const { targetId, mailAt, underAppeal, isLast, ...shown } = row;
    const now = await this.clock.now(this.db);
    const until = confirmBy(new Date(mailAt));
    if (!row.confirmedAt && now >= until) return null;
    const judged = this.withholdables.of(row.kind, targetId)?.judged(organisationId, sql`${targetId}::uuid`);
    const place = judged && (await this.db.first<{ path: string }>(sql`select j.path from (${judged}) j`));
    return {
      ...shown,
      path: place?.path ?? '',
      confirmBy: until,
      confirmedAt: instant(row.confirmedAt),
      answerBy: instant(row.answerBy),
      decidedAt: instant(row.decidedAt),
      appealUntil: mayStill({ viewer, now, row: { ...row, underAppeal, isLast } }),
    };
  }
}

/** Until when whoever has the key may appeal; nothing where they may not. */
function mayStill({ viewer, now, row }: { viewer: Viewer; now: Date; row: Row }): Date | null {
  const { id, decision, decidedAt, isLast, underAppeal, appeal } = row;
  if (!decision || !decidedAt) return null;
  const facts = {
    kind: decision,
    decidedAt: new Date(decidedAt),
    by: appealsByMail(decision, isLast),
    appealed: appeal !== null,
    underAppeal,
    visitorId: id,
  };
  return mayAppeal({ viewer, now }, facts) ? null : appealUntil(facts.decidedAt);
}
