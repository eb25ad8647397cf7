import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import {
  Commands,
  firstIn,
  literal,
  Mailer,
  newId,
  rowsIn,
  sql,
  Vault,
  type Caller,
  type Transaction,
} from '@hiroba/server';
import { appeal, reviewAppeal, type OpenAppeal } from '../domain/appealing.ts';
import type { TypedReplacement } from '../domain/modifying.ts';
import type { CaseDecision } from '../domain/moderation.commands.ts';
import { appealable, appealed, type AppealableRow } from './appeal.reads.ts';
import { counted, holdCase, isStale, type HeldCase } from './held-case.ts';
import { keepStatement } from './kept-statement.ts';
import { reachedByMail } from './mail-report.notices.ts';
import { ModCase } from './mod-case.entity.ts';
import { lasts, liftSanction, startSanction } from './sanctions.ts';
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

/** What somebody who reviews has typed, and which version of the case they saw. */
export interface TypedReview extends TypedReplacement {
  readonly outcome: string;
  readonly answer: string;
  readonly seen?: number | null;
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
      const record = await transaction.write(held.record, counted(held.record, decision), held.at);
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

  /** Decides an appeal: the decision stands, it falls and its effects with it, or something milder takes its place. */
  async review(
    kind: string,
    id: string,
    { outcome, answer, seen, kind: instead, rule, days, reason }: TypedReview,
    caller: Caller,
  ): Promise<ModCase | Refusal> {
    // Before anything is looked up: whoever moderates nowhere does not learn here what exists.
    if (!caller.personId) return new Refusal('UNAUTHENTICATED');
    if (caller.suspended) return new Refusal('SUSPENDED');
    if (!caller.grants.some(({ role }) => role === 'MODERATOR')) return new Refusal('FORBIDDEN');
    const withholdable = this.withholdables.of(kind, id);
    if (!withholdable) return new Refusal('NOT_FOUND');
    const replacement = { kind: instead.trim(), rule: rule.trim(), days: days ?? null, reason };
    return this.commands.once(ModCase, caller, async (transaction) => {
      const { em } = transaction;
      const held = await holdCase(transaction, withholdable, id);
      if (held instanceof Refusal) return held;
      const { at, subject, record, waiting, row } = held;
      const stale = isStale(record, seen ?? null);
      if (stale) return stale;
      const open = await openAppeal(transaction, record);
      const decision = reviewAppeal(outcome.trim(), answer, replacement)(at, subject, open, waiting);
      if (decision instanceof Refusal) return decision;
      if (!open) return new Refusal('NOT_APPEALED');
      const { replaced } = decision;
      const changes = decision.outcome !== 'UPHELD';
      const reviewed = await transaction.write(record, counted(record, decision), at);
      await rowsIn(
        em,
        sql`
        update mod_appeal set outcome = ${decision.outcome}, answer = ${decision.answer}, answer_locale = ${caller.locale},
          reviewer_id = ${caller.personId}, reviewed_at = ${at.now} where id = ${open.id}`,
      );
      const thing = { worded: withholdable.worded, organisationId: record.organisationId, id };
      if (decision.patch.label === null) await markLabel(em, thing, null);
      if (decision.patch.redacted === false)
        await uncoverWords(transaction, { record: reviewed, thing, vault: this.vault }, at);
      if (changes)
        await liftSanction(em, {
          organisationId: record.organisationId,
          decisionId: open.decisionId,
          now: at.now,
          by: replaced ? 'MODIFIED' : 'OVERTURNED',
        });
      if (replaced) await putInPlace(transaction, held, replaced, open.decisionId);
      if (decision.patch.visibility)
        await withholdable.mark(em, { organisationId: record.organisationId, id, at: null });
      // What was wrongly dismissed waits again.
      if (decision.outcome === 'OVERTURNED' && open.kind === 'DISMISS')
        await rowsIn(em, sql`update mod_report set decision_id = null where decision_id = ${open.decisionId}`);
      const others = changes ? [...row.authorIds, ...open.reporterIds] : [];
      await tellOfAppeal(em, this.mail, {
        organisationId: record.organisationId,
        id: open.id,
        outcome: decision.outcome,
        answer: decision.answer,
        personIds: [...new Set([...(open.appellantId ? [open.appellantId] : []), ...others])],
        byMail: await reachedByMail(em, this.vault, record.organisationId, [
          ...(open.mailReportId ? [open.mailReportId] : []),
          ...(changes ? open.mailReportIds : []),
        ]),
        path: row.path,
        ...(replaced ? { replaced: { ...replaced, authorIds: row.authorIds, appeal: `/appeal/${kind}/${id}` } } : {}),
      });
      return reviewed;
    });
  }
}

/** SQL of the decision `m` that an appeal is about, as a milder one is measured by it. */
const replaceable = `m.kind, m.rule_id as "ruleId", m.rule_version as "ruleVersion", m.decided_at as "decidedAt", m.ends_at as "endsAt",
      m.content_date as "contentDate"`;

/** The appeal that waits in a case. */
export async function openAppeal(
  { em }: Transaction,
  { organisationId, id }: ModCase,
): Promise<HeldAppeal | undefined> {
  const row = await firstIn<HeldAppeal>(
    em,
    sql`
    select a.id, a.decision_id as "decisionId", a.appellant_id as "appellantId", a.mail_report_id as "mailReportId", a.participants, ${literal(replaceable)},
      array(select r.reporter_id from mod_report r where r.decision_id = m.id and r.reporter_id is not null) as "reporterIds",
      array(select r.mail_report_id from mod_report r where r.decision_id = m.id and r.mail_report_id is not null) as "mailReportIds"
    from mod_appeal a join mod_decision m on m.id = a.decision_id
    where a.organisation_id = ${organisationId} and a.case_id = ${id} and a.outcome is null`,
  );
  return (
    row && {
      ...row,
      decidedAt: new Date(row.decidedAt),
      endsAt: row.endsAt && new Date(row.endsAt),
      contentDate: new Date(row.contentDate),
    }
  );
}

/** Writes down the decision that takes the place of another, whose end counts from when that began. */
async function putInPlace(
  transaction: Transaction,
  { at, record, row, subject }: HeldCase,
  replaced: CaseDecision,
  replacesId: string,
): Promise<void> {
  const { em } = transaction;
  const { organisationId } = record;
  const judged = await transaction.write(record, replaced, at);
  const decisionId = await keepStatement(transaction, judged, replaced, at, row.authorIds, replacesId);
  const { kind, endsAt } = replaced.statement;
  if (lasts(kind) && endsAt && endsAt > at.now)
    await startSanction(em, { organisationId, decisionId, personId: subject.id, kind, startsAt: at.now, endsAt });
}
