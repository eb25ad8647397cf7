import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import { Commands, firstIn, Mailer, newId, rowsIn, sql, Vault, type Caller, type Transaction } from '@hiroba/server';
import { restore, withhold, type CaseDecision, type Cited } from '../domain/moderation.commands.ts';
import { lockThread, unlockThread } from '../domain/locking.ts';
import type { DecisionKind } from '../domain/rules.ts';
import { hideMeanwhile } from '../domain/interim.ts';
import { moderationPolicy } from '../domain/moderation.policy.ts';
import { dismiss, report } from '../domain/reporting.ts';
import { reportingLimited } from '../domain/sanctioning.ts';
import { mayWork } from './desk/lease.service.ts';
import { holdCase, isStale, openCase, type HeldCase } from './held-case.ts';
import { keepStatement } from './kept-statement.ts';
import { reachedByMail } from './mail-report.notices.ts';
import { ModCase } from './mod-case.entity.ts';
import { tellAuthors, tellReporters, type ByMail } from './moderation.notices.ts';
import { ModerationReads } from './moderation.reads.ts';
import type { ModerationDecisionType } from './moderation.types.ts';
import { Withholdables } from './withholdable.ts';

type Decide = (held: HeldCase, cited: Cited) => CaseDecision | Refusal;

/** An act of moderation spans the thing, its case and what is kept beside it: the thing is locked first, then its place. */
@Injectable()
export class ModerationService {
  constructor(
    private readonly commands: Commands,
    private readonly reads: ModerationReads,
    private readonly withholdables: Withholdables,
    private readonly mail: Mailer,
    private readonly vault: Vault,
  ) {}

  /** Reports a text to those who moderate. */
  async report(kind: string, id: string, rule: string, note: string, caller: Caller): Promise<ModCase | Refusal> {
    if (!caller.personId) return new Refusal('UNAUTHENTICATED');
    const withholdable = this.withholdables.of(kind, id);
    if (!withholdable || kind === 'account') return new Refusal('NOT_FOUND');
    return this.commands.once(ModCase, caller, async (transaction) => {
      const held = await holdCase(transaction, withholdable, id);
      if (held instanceof Refusal) return held;
      const { at, subject, record, waiting } = held;
      const limited = reportingLimited(await limitedUntil(transaction, caller), at.now);
      if (limited) return limited;
      const decision = report(rule.trim(), note)(at, subject, waiting);
      if (decision instanceof Refusal) return decision;
      const reported = await transaction.write(record, decision, at);
      const { ruleId, ruleVersion, note: words, source } = decision.report;
      await rowsIn(
        transaction.em,
        sql`
        insert into mod_report (id, organisation_id, case_id, reporter_id, rule_id, rule_version, note, locale, source, network, reported_at)
        values (${newId()}, ${reported.organisationId}, ${reported.id}, ${caller.personId}, ${ruleId}, ${ruleVersion}, ${words}, ${caller.locale},
          ${source}, ${caller.network ?? null}, ${at.now})`,
      );
      return reported;
    });
  }

  /** Withholds a text. */
  withhold(
    kind: string,
    id: string,
    rule: string,
    reason: string,
    caller: Caller,
    seen: number | null = null,
  ): Promise<ModerationDecisionType | Refusal> {
    return this.#decide(
      kind,
      id,
      caller,
      ({ at, subject, waiting }) => withhold(rule.trim(), reason)(at, subject, waiting),
      seen,
    );
  }

  /** Takes a text out of sight before anything is decided; what waits goes on waiting. */
  hideMeanwhile(
    kind: string,
    id: string,
    rule: string,
    reason: string,
    caller: Caller,
  ): Promise<ModerationDecisionType | Refusal> {
    return this.#decide(kind, id, caller, ({ at, subject, waiting }) =>
      hideMeanwhile(rule.trim(), reason)(at, subject, waiting),
    );
  }

  /** Closes the conversation below a thing for new comments; what waits about the thing goes on waiting. */
  lockThread(
    kind: string,
    id: string,
    { rule, reason, days }: { readonly rule: string; readonly reason: string; readonly days: number | null },
    caller: Caller,
  ): Promise<ModerationDecisionType | Refusal> {
    return this.#decide(kind, id, caller, ({ at, subject, waiting }) =>
      lockThread(rule.trim(), reason, days)(at, subject, waiting),
    );
  }

  /** Opens a conversation again. */
  unlockThread(kind: string, id: string, reason: string, caller: Caller): Promise<ModerationDecisionType | Refusal> {
    return this.#decide(
      kind,
      id,
      caller,
      ({ at, subject, waiting }, cited) => unlockThread(reason, cited)(at, subject, waiting),
      null,
      ['LOCK_THREAD'],
    );
  }

  /** Steps back from a case, for good. */
  async recuse(kind: string, id: string, caller: Caller): Promise<ModCase | Refusal> {
    const { personId, organisationId } = caller;
    const refusal = mayWork(caller);
    if (refusal || !personId) return refusal ?? new Refusal('UNAUTHENTICATED');
    const withholdable = this.withholdables.of(kind, id);
    if (!withholdable) return new Refusal('NOT_FOUND');
    return this.commands.once(ModCase, caller, async (transaction) => {
      const held = await holdCase(transaction, withholdable, id);
      if (held instanceof Refusal) return held;
      const refused = moderationPolicy.review(held.at, held.subject);
      if (refused) return refused;
      const { em } = transaction;
      em.clear();
      await openCase(transaction, kind, id, held.row.componentId);
      const record = await em.findOne(ModCase, { organisationId, targetKind: kind, targetId: id });
      if (!record) return new Refusal('NOT_FOUND');
      await rowsIn(
        em,
        sql`insert into mod_recusal (organisation_id, case_id, person_id, recused_at)
          values (${organisationId}, ${record.id}, ${personId}, ${held.at.now}) on conflict do nothing`,
      );
      return record;
    });
  }

  /** Shows a text again. */
  restore(
    kind: string,
    id: string,
    reason: string,
    caller: Caller,
    seen: number | null = null,
  ): Promise<ModerationDecisionType | Refusal> {
    return this.#decide(kind, id, caller, ({ at, subject }, cited) => restore(reason, cited)(at, subject), seen);
  }

  /** Ends what waits about a text that breaks no rule. */
  dismiss(
    kind: string,
    id: string,
    code: string,
    answer: string,
    caller: Caller,
    seen: number | null = null,
  ): Promise<ModerationDecisionType | Refusal> {
    return this.#decide(
      kind,
      id,
      caller,
      ({ at, subject, waiting }) => dismiss(code.trim(), answer)(at, subject, waiting),
      seen,
    );
  }

  async #decide(
    kind: string,
    id: string,
    caller: Caller,
    decide: Decide,
    seen: number | null = null,
    undoes: readonly DecisionKind[] = ['HIDE', 'INTERIM_HIDE'],
  ): Promise<ModerationDecisionType | Refusal> {
    const { organisationId } = caller;
    const refusal = mayWork(caller);
    if (refusal) return refusal;
    const withholdable = this.withholdables.of(kind, id);
    if (!withholdable || kind === 'account') return new Refusal('NOT_FOUND');
    const made = await this.commands.once(ModCase, caller, async (transaction) => {
      const { em } = transaction;
      const held = await holdCase(transaction, withholdable, id);
      if (held instanceof Refusal) return held;
      const { at, row, record } = held;
      const stale = isStale(record, seen);
      if (stale) return stale;
      const decision = decide(held, await citedIn(transaction, record, undoes));
      if (decision instanceof Refusal) return decision;
      const { statement, rule, patch } = decision;
      // The thing may have moved since.
      const judged = await transaction.write(
        record,
        { ...decision, patch: { ...patch, componentId: row.componentId, version: record.version + 1 } },
        at,
      );
      const decisionId = await keepStatement(transaction, judged, decision, at, row.authorIds);
      const isMeanwhile = statement.kind === 'INTERIM_HIDE';
      if (isMeanwhile) await rowsIn(em, sql`update mod_case set had_interim = true where id = ${judged.id}`);
      const told = { organisationId, id: decisionId, statement, rule, path: row.path, appeal: `/appeal/${kind}/${id}` };
      if (patch.visibility) {
        await withholdable.mark(em, { organisationId, id, at: patch.visibility === 'HIDDEN' ? at.now : null });
        await tellAuthors(em, this.mail, { ...told, personIds: row.authorIds });
      }
      // What is said about the conversation settles nothing about the thing.
      const isOfThread = patch.lockedUntil !== undefined;
      if (isOfThread) await tellAuthors(em, this.mail, { ...told, personIds: row.authorIds });
      if (isMeanwhile || isOfThread) return judged;
      const { reporterIds, byMail } = await settle(transaction, this.vault, judged, decisionId);
      await tellReporters(em, this.mail, { ...told, personIds: reporterIds, byMail });
      return judged;
    });
    if (made instanceof Refusal) return made;
    return (await this.reads.decision(organisationId, kind, id)) ?? new Refusal('NOT_FOUND');
  }
}

/** Until when somebody is kept from reporting. */
async function limitedUntil({ em }: Transaction, { organisationId, personId }: Caller): Promise<Date | null> {
  const row = await firstIn<{ until: Date | string | null }>(
    em,
    sql`select max(ends_at) as until from mod_sanction
      where organisation_id = ${organisationId} and person_id = ${personId ?? null} and kind = 'LIMIT_REPORTING' and over_at is null`,
  );
  return row?.until ? new Date(row.until) : null;
}

/** Settles what waits in a case by a decision; gives back who had reported something, with an account and without. */
async function settle(
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
async function citedIn(
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
