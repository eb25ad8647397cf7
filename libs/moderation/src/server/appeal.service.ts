import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import { Commands, firstIn, Mailer, newId, rowsIn, sql, Vault, type Caller, type Transaction } from '@hiroba/server';
import { appeal, reviewAppeal, type OpenAppeal } from '../domain/appealing.ts';
import { appealable, appealed, type AppealableRow } from './appeal.reads.ts';
import { holdCase, isStale } from './held-case.ts';
import { reachedByMail } from './mail-report.notices.ts';
import { ModCase } from './mod-case.entity.ts';
import { liftSanction } from './sanctions.ts';
import { tellOfAppeal } from './moderation.notices.ts';
import { markLabel, uncoverWords } from './wording.ts';
import { Withholdables } from './withholdable.ts';

interface HeldAppeal extends OpenAppeal {
  readonly id: string;
  readonly decisionId: string;
  readonly appellantId: string | null;
  /** Whose report by mail it was, where somebody without an account appealed. */
  readonly mailReportId: string | null;
  /** Whose reports the decision settled, with an account and without. */
  readonly reporterIds: readonly string[];
  readonly mailReportIds: readonly string[];
}

/** Appeals against decisions, and their review by somebody who had no part in them. */
@Injectable()
export class AppealService {
  constructor(
    private readonly commands: Commands,
    private readonly withholdables: Withholdables,
    private readonly mail: Mailer,
    private readonly vault: Vault,
  ) {}

  /** Asks for the last decision about a thing to be looked at by somebody else. */
  async appeal(kind: string, id: string, text: string, caller: Caller): Promise<ModCase | Refusal> {
    if (!caller.personId) return new Refusal('UNAUTHENTICATED');
    const withholdable = this.withholdables.of(kind, id);
    if (!withholdable) return new Refusal('NOT_FOUND');
    return this.commands.once(ModCase, caller, async (transaction) => {
      const { em } = transaction;
      const held = await holdCase(transaction, withholdable, id);
      if (held instanceof Refusal) return held;
      const row = await firstIn<AppealableRow>(em, appealable(caller, withholdable, id));
      if (!row) return new Refusal('NOT_FOUND');
      const decided = appealed(row);
      const decision = appeal(text)(held.at, decided);
      if (decision instanceof Refusal) return decision;
      const record = await transaction.write(held.record, decision, held.at);
      await rowsIn(
        em,
        sql`
        insert into mod_appeal (id, organisation_id, case_id, decision_id, appellant_id, appellant, text, locale, appealed_at)
        values (${newId()}, ${record.organisationId}, ${record.id}, ${row.decisionId}, ${caller.personId}, ${decided.by}, ${decision.text},
          ${caller.locale}, ${held.at.now})`,
      );
      return record;
    });
  }

  /** Decides an appeal: the decision stands, or it falls and its effects with it. */
  async review(
    kind: string,
    id: string,
    outcome: string,
    answer: string,
    caller: Caller,
    seen: number | null = null,
  ): Promise<ModCase | Refusal> {
    // Before anything is looked up: whoever moderates nowhere does not learn here what exists.
    if (!caller.personId) return new Refusal('UNAUTHENTICATED');
    if (caller.suspended) return new Refusal('SUSPENDED');
    if (!caller.grants.some(({ role }) => role === 'MODERATOR')) return new Refusal('FORBIDDEN');
    const withholdable = this.withholdables.of(kind, id);
    if (!withholdable) return new Refusal('NOT_FOUND');
    return this.commands.once(ModCase, caller, async (transaction) => {
      const { em } = transaction;
      const held = await holdCase(transaction, withholdable, id);
      if (held instanceof Refusal) return held;
      const { at, subject, record, waiting, row } = held;
      const stale = isStale(record, seen);
      if (stale) return stale;
      const open = await openAppeal(transaction, record);
      const decision = reviewAppeal(outcome.trim(), answer)(at, subject, open, waiting);
      if (decision instanceof Refusal) return decision;
      if (!open) return new Refusal('NOT_APPEALED');
      const reviewed = await transaction.write(record, decision, at);
      await rowsIn(
        em,
        sql`
        update mod_appeal set outcome = ${decision.outcome}, answer = ${decision.answer}, answer_locale = ${caller.locale},
          reviewer_id = ${caller.personId}, reviewed_at = ${at.now} where id = ${open.id}`,
      );
      if (decision.outcome === 'OVERTURNED') await liftSanction(em, record.organisationId, open.decisionId, at.now);
      const thing = { worded: withholdable.worded, organisationId: record.organisationId, id };
      if (decision.patch.label === null) await markLabel(em, thing, null);
      if (decision.patch.redacted === false)
        await uncoverWords(transaction, { record: reviewed, thing, vault: this.vault }, at);
      if (decision.patch.visibility)
        await withholdable.mark(em, { organisationId: record.organisationId, id, at: null });
      // What was wrongly dismissed waits again.
      if (decision.outcome === 'OVERTURNED' && open.kind === 'DISMISS')
        await rowsIn(em, sql`update mod_report set decision_id = null where decision_id = ${open.decisionId}`);
      const others = decision.outcome === 'OVERTURNED' ? [...row.authorIds, ...open.reporterIds] : [];
      await tellOfAppeal(em, this.mail, {
        organisationId: record.organisationId,
        id: open.id,
        outcome: decision.outcome,
        answer: decision.answer,
        personIds: [...new Set([...(open.appellantId ? [open.appellantId] : []), ...others])],
        byMail: await reachedByMail(em, this.vault, record.organisationId, [
          ...(open.mailReportId ? [open.mailReportId] : []),
          ...(decision.outcome === 'OVERTURNED' ? open.mailReportIds : []),
        ]),
        path: row.path,
      });
      return reviewed;
    });
  }
}

/** The appeal that waits in a case. */
export const openAppeal = ({ em }: Transaction, { organisationId, id }: ModCase): Promise<HeldAppeal | undefined> =>
  firstIn<HeldAppeal>(
    em,
    sql`
    select a.id, a.decision_id as "decisionId", a.appellant_id as "appellantId", a.mail_report_id as "mailReportId", m.kind, a.participants,
      array(select r.reporter_id from mod_report r where r.decision_id = m.id and r.reporter_id is not null) as "reporterIds",
      array(select r.mail_report_id from mod_report r where r.decision_id = m.id and r.mail_report_id is not null) as "mailReportIds"
    from mod_appeal a join mod_decision m on m.id = a.decision_id
    where a.organisation_id = ${organisationId} and a.case_id = ${id} and a.outcome is null`,
  );
