import { Injectable } from '@nestjs/common';
import { event, Refusal, visitor } from '@hiroba/kernel';
import {
  Clock,
  Commands,
  Mailer,
  rowsIn,
  sql,
  Sql,
  Vault,
  type Caller,
  type Due,
  type Query,
  type Transaction,
  type Upkeep,
} from '@hiroba/server';
import { APPEAL_DAYS } from '../domain/appealing.ts';
import { mailReportLimits } from '../domain/reporting-by-mail.ts';
import { mailQuestion } from './mail-report.notices.ts';
import { ModCase } from './mod-case.entity.ts';
import { Withholdables } from './withholdable.ts';

interface DueReport {
  readonly organisationId: string;
  readonly id: string;
  readonly caseId: string;
  readonly kind: string;
  readonly targetId: string;
}

const MOST = 200;
const DAY_MS = 86_400_000;

/** What the clock does about reports by mail: questions whose turn has come go out, late answers are said to be late, and addresses are forgotten. */
@Injectable()
export class MailReportDue implements Due, Upkeep {
  constructor(
    private readonly commands: Commands,
    private readonly withholdables: Withholdables,
    private readonly mailer: Mailer,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly db: Sql,
  ) {}

  async settle(): Promise<void> {
    const now = await this.clock.now(this.db);
    await this.#each(
      sql`select organisation_id as "organisationId", id from mod_mail_report where mailed_at is null and mail_at <= ${now}
        order by mail_at limit ${MOST}`,
      (transaction, { id }) => mailQuestion(transaction, this.mailer, this.vault, id),
    );
    await this.#each(
      sql`select v.organisation_id as "organisationId", v.id, r.case_id as "caseId", v.target_kind as kind, v.target_id as "targetId"
        from mod_mail_report v join mod_report r on r.organisation_id = v.organisation_id and r.mail_report_id = v.id
        where v.answer_by <= ${now} and v.answered_at is null and v.breached_at is null order by v.answer_by limit ${MOST}`,
      (transaction, due) => this.#late(transaction, due, now),
    );
  }

  async #late(
    transaction: Transaction,
    { organisationId, id, caseId, kind, targetId }: DueReport,
    now: Date,
  ): Promise<void> {
    const { em } = transaction;
    // The thing first, as everybody locks it.
    await this.withholdables.of(kind, targetId)?.lock(em, organisationId, targetId);
    const breached = await rowsIn(
      em,
      sql`update mod_mail_report set breached_at = ${now} where organisation_id = ${organisationId} and id = ${id}
        and answered_at is null and breached_at is null returning id`,
    );
    const record = breached.length > 0 ? await em.findOne(ModCase, { id: caseId }, { refresh: true }) : null;
    if (!record) return;
    const late = event('mod.sla_breached', { class: 'RIGHTS_REQUEST' }, { actor: 'system' });
    await transaction.write(record, { patch: {}, event: late }, { viewer: transaction.caller, now });
  }

  async #each(due: Query, work: (transaction: Transaction, due: DueReport) => Promise<void>): Promise<void> {
    for (const one of await this.db.rows<DueReport>(due)) {
      const clock: Caller = { ...visitor(one.organisationId), operator: true };
      await this.commands.transaction(clock, async (transaction): Promise<DueReport | Refusal> => {
        await work(transaction, one);
        return one;
      });
    }
  }

  /** Lets go of what nobody confirmed, of where reports came from, and of addresses whose case is over. */
  async upkeep(): Promise<void> {
    const now = await this.clock.now(this.db);
    const days = (many: number): Date => new Date(now.getTime() - many * DAY_MS);
    await this.db.rows(
      sql`delete from mod_mail_report where confirmed_at is null and mail_at <= ${days(mailReportLimits.confirmDays)}`,
    );
    await this.db.rows(
      sql`update mod_mail_report set network = null where network is not null and mail_at <= ${days(1)}`,
    );
    await this.db.rows(sql`
      update mod_mail_report v set contact = null, address_digest = null
      from mod_report r left join mod_decision m on m.organisation_id = r.organisation_id and m.id = r.decision_id
      where v.contact is not null and v.confirmed_at is not null and r.organisation_id = v.organisation_id and r.mail_report_id = v.id
        and not exists (select from mod_appeal a where a.organisation_id = r.organisation_id and a.case_id = r.case_id and a.outcome is null)
        and (coalesce(m.decided_at, v.confirmed_at) <= ${days(APPEAL_DAYS)} or exists (
          select from mod_appeal a where a.decision_id = m.id and a.mail_report_id = v.id and a.outcome = 'UPHELD'))`);
  }
}
