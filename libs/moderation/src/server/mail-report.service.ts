import { Injectable } from '@nestjs/common';
import { mailAddress } from '@hiroba/accounts';
import { Refusal } from '@hiroba/kernel';
import { Commands, firstIn, Mailer, newId, rowsIn, sql, Vault, type Caller, type Transaction } from '@hiroba/server';
import { appeal, type AppealedDecision } from '../domain/appealing.ts';
import {
  answerBy,
  appealsByMail,
  confirmBy,
  mailReportLimits,
  mailsAt,
  reportByMail,
} from '../domain/reporting-by-mail.ts';
import { holdCase, type HeldCase } from './held-case.ts';
import { digestOfAddress, isKeyOf, sealAddress } from './mail-report.contact.ts';
import { mailQuestion, mailReceipt } from './mail-report.notices.ts';
import { MailReportReads } from './mail-report.reads.ts';
import type { MailReportAsked, MailReportType } from './mail-report.types.ts';
import { Withholdables } from './withholdable.ts';

interface Asked {
  readonly kind: string;
  readonly targetId: string;
  readonly rule: string;
  readonly note: string;
  readonly locale: string;
  readonly network: string | null;
  readonly contact: string | null;
  readonly digest: string | null;
  readonly mailAt: Date;
  readonly confirmedAt: Date | null;
}

const DAY_MS = 86_400_000;

/** Reports and appeals without an account: an address says yes before anything counts, and its key is the way to the answer. */
@Injectable()
export class MailReportService {
  constructor(
    private readonly commands: Commands,
    private readonly withholdables: Withholdables,
    private readonly reads: MailReportReads,
    private readonly mailer: Mailer,
    private readonly vault: Vault,
  ) {}

  /** Asks an address whether it wants to report a text; the answer is the same for every address. */
  async ask(
    [kind, id]: readonly [string, string],
    said: { readonly rule: string; readonly note: string; readonly mail: string },
    caller: Caller,
  ): Promise<MailReportAsked | Refusal> {
    const withholdable = this.withholdables.of(kind, id);
    if (!withholdable || kind === 'account') return new Refusal('NOT_FOUND');
    const address = mailAddress(said.mail);
    return this.commands.transaction(caller, async (transaction) => {
      const { em } = transaction;
      const held = await holdCase(transaction, withholdable, id);
      if (held instanceof Refusal) return held;
      const decision = reportByMail(said.rule.trim(), said.note, '')(held.at, held.subject, held.waiting);
      if (decision instanceof Refusal) return decision;
      // No case is opened by asking.
      em.clear();
      if (!address) return new Refusal(said.mail.trim() === '' ? 'EMPTY' : 'BAD_ADDRESS', 'mail');
      const { organisationId, locale } = caller;
      const digest = digestOfAddress(this.vault, organisationId, address.key);
      const network = caller.network ?? null;
      // Whoever asks at the same time for the same address or from the same network waits for their turn in the count.
      await rowsIn(em, sql`select pg_advisory_xact_lock(hashtextextended(${digest}, 0))`);
      if (network) await rowsIn(em, sql`select pg_advisory_xact_lock(hashtextextended(${network}, 0))`);
      const now = await transaction.now();
      const sent = async (mine: ReturnType<typeof sql>) =>
        (
          await rowsIn<{ at: Date }>(
            em,
            sql`select mail_at as at from mod_mail_report where organisation_id = ${organisationId} and ${mine}
              and mail_at > ${new Date(now.getTime() - DAY_MS)} order by mail_at desc limit ${mailReportLimits.perNetwork}`,
          )
        ).map(({ at }) => new Date(at));
      const mailAt = mailsAt(
        now,
        await sent(sql`address_digest = ${digest}`),
        network ? await sent(sql`network = ${network}`) : [],
      );
      const reportId = newId();
      const { ruleId, ruleVersion, note } = decision.report;
      await rowsIn(
        em,
        sql`
        insert into mod_mail_report (id, organisation_id, target_kind, target_id, rule_id, rule_version, note, locale, network, contact,
          address_digest, asked_at, mail_at)
        values (${reportId}, ${organisationId}, ${kind}, ${id}, ${ruleId}, ${ruleVersion}, ${note}, ${locale}, ${network},
          ${sealAddress(this.vault, address.address)}, ${digest}, ${now}, ${mailAt})`,
      );
      if (mailAt <= now) await mailQuestion(transaction, this.mailer, this.vault, reportId);
      return { id };
    });
  }

  /** The address says yes by the key of its mail: from now on it is a report in the case of the text. */
  async confirm(id: string, key: string, caller: Caller): Promise<MailReportType | Refusal> {
    const { organisationId } = caller;
    if (!isKeyOf(this.vault, organisationId, id, key)) return new Refusal('LINK_EXPIRED');
    const done = await this.commands.transaction(caller, async (transaction) => {
      const { em } = transaction;
      const held = await this.#hold(transaction, id);
      if (held instanceof Refusal) return held;
      const { asked, target } = held;
      if (asked.confirmedAt) return { id };
      if (!asked.digest || !asked.contact || target.at.now >= confirmBy(asked.mailAt))
        return new Refusal('LINK_EXPIRED');
      const { at, subject, waiting, record } = target;
      const decision = reportByMail(asked.rule, asked.note, id)(
        at,
        { ...subject, reported: await this.#hasReported(transaction, asked.digest, record.id) },
        waiting,
      );
      if (decision instanceof Refusal) return decision;
      const reported = await transaction.write(record, decision, at);
      const { ruleId, ruleVersion, note, source } = decision.report;
      await rowsIn(
        em,
        sql`
        insert into mod_report (id, organisation_id, case_id, mail_report_id, rule_id, rule_version, note, locale, source, network, reported_at)
        values (${newId()}, ${organisationId}, ${reported.id}, ${id}, ${ruleId}, ${ruleVersion}, ${note}, ${asked.locale}, ${source},
          ${asked.network}, ${at.now})`,
      );
      const until = answerBy(at.now);
      await rowsIn(
        em,
        sql`update mod_mail_report set confirmed_at = ${at.now}, answer_by = ${until}, note = '' where organisation_id = ${organisationId} and id = ${id}`,
      );
      await mailReceipt(transaction, this.mailer, this.vault, { id, ...asked, contact: asked.contact, until });
      return { id };
    });
    if (done instanceof Refusal) return done;
    return (await this.reads.one(caller, id, key)) ?? new Refusal('LINK_EXPIRED');
  }

  /** Asks by the key of a mail for what a report came to to be looked at by somebody else. */
  async appeal(id: string, key: string, text: string, caller: Caller): Promise<MailReportType | Refusal> {
    const { organisationId } = caller;
    if (!isKeyOf(this.vault, organisationId, id, key)) return new Refusal('LINK_EXPIRED');
    const done = await this.commands.transaction(caller, async (transaction) => {
      const { em } = transaction;
      const held = await this.#hold(transaction, id);
      if (held instanceof Refusal) return held;
      const { at, record } = held.target;
      const row = await firstIn<
        Pick<AppealedDecision, 'kind' | 'decidedAt' | 'appealed'> & { decisionId: string; isLast: boolean }
      >(
        em,
        sql`
        select m.id as "decisionId", m.kind, m.decided_at as "decidedAt",
          not exists (select from mod_decision d where d.organisation_id = m.organisation_id and d.case_id = m.case_id and d.case_rev > m.case_rev
          and d.kind not in ('LOCK_THREAD', 'UNLOCK_THREAD'))
            as "isLast",
          exists (select from mod_appeal a where a.decision_id = m.id and a.mail_report_id = r.mail_report_id) as appealed
        from mod_report r join mod_decision m on m.organisation_id = r.organisation_id and m.id = r.decision_id
        where r.organisation_id = ${organisationId} and r.mail_report_id = ${id}`,
      );
      if (!row) return new Refusal('NOT_FOUND');
      const decision = appeal(text)(at, {
        kind: row.kind,
        decidedAt: new Date(row.decidedAt),
        by: appealsByMail(row.kind, row.isLast),
        appealed: row.appealed,
        underAppeal: held.target.subject.underAppeal,
        visitorId: id,
      });
      if (decision instanceof Refusal) return decision;
      await transaction.write(record, decision, at);
      await rowsIn(
        em,
        sql`
        insert into mod_appeal (id, organisation_id, case_id, decision_id, mail_report_id, appellant, text, locale, appealed_at)
        values (${newId()}, ${organisationId}, ${record.id}, ${row.decisionId}, ${id}, 'REPORTER', ${decision.text}, ${caller.locale}, ${at.now})`,
      );
      return { id };
    });
    if (done instanceof Refusal) return done;
    return (await this.reads.one(caller, id, key)) ?? new Refusal('LINK_EXPIRED');
  }

  /** What was asked for, with its text held: the text is locked first, as everybody locks it. */
  async #hold(transaction: Transaction, id: string): Promise<{ asked: Asked; target: HeldCase } | Refusal> {
    const { em, caller } = transaction;
    const of = sql`from mod_mail_report where organisation_id = ${caller.organisationId} and id = ${id}`;
    const found = await firstIn<{ kind: string; targetId: string }>(
      em,
      sql`select target_kind as kind, target_id as "targetId" ${of}`,
    );
    const withholdable = found && this.withholdables.of(found.kind, found.targetId);
    if (!withholdable) return new Refusal('LINK_EXPIRED');
    const target = await holdCase(transaction, withholdable, found.targetId);
    if (target instanceof Refusal) return target;
    const asked = await firstIn<Asked>(
      em,
      sql`select target_kind as kind, target_id as "targetId", rule_id as rule, note, locale, network, contact, address_digest as digest,
        mail_at as "mailAt", confirmed_at as "confirmedAt" ${of} for update`,
    );
    return asked ? { asked: { ...asked, mailAt: new Date(asked.mailAt) }, target } : new Refusal('LINK_EXPIRED');
  }

  async #hasReported({ em, caller }: Transaction, digest: string, caseId: string): Promise<boolean> {
    return (
      (await firstIn(
        em,
        sql`select 1 from mod_report r join mod_mail_report v on v.organisation_id = r.organisation_id and v.id = r.mail_report_id
          where r.organisation_id = ${caller.organisationId} and r.case_id = ${caseId} and v.address_digest = ${digest}`,
      )) !== undefined
    );
  }
}
