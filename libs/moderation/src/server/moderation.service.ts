import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import { Commands, Mailer, newId, rowsIn, sql, Vault, type Caller, type Transaction } from '@hiroba/server';
import { restore, withhold, type CaseDecision, type Cited } from '../domain/moderation.commands.ts';
import { redact } from '../domain/redacting.ts';
import { lockThread, unlockThread } from '../domain/locking.ts';
import type { DecisionKind } from '../domain/rules.ts';
import { hideMeanwhile } from '../domain/interim.ts';
import { label, unlabel } from '../domain/labelling.ts';
import { moderationPolicy } from '../domain/moderation.policy.ts';
import { dismiss, report } from '../domain/reporting.ts';
import { reportingLimited } from '../domain/sanctioning.ts';
import { mayWork } from './desk/lease.service.ts';
import { counted, holdCase, isStale, openCase, type HeldCase } from './held-case.ts';
import { keepStatement } from './kept-statement.ts';
import { ModCase } from './mod-case.entity.ts';
import { tellAuthors, tellReporters } from './moderation.notices.ts';
import { citedIn, limitedUntil, settle } from './settled.ts';
import { ModerationReads } from './moderation.reads.ts';
import type { ModerationDecisionType } from './moderation.types.ts';
import { followWords, wordsIn } from './wording.ts';
import { Withholdables } from './withholdable.ts';

type Decided = CaseDecision & { readonly passages?: readonly string[] };
type Decide = (
  held: HeldCase,
  cited: Cited,
  transaction: Transaction,
) => Decided | Refusal | Promise<Decided | Refusal>;

/** What a decision undoes: its rule is the one that is cited. */
type Undoes = (held: HeldCase) => readonly DecisionKind[];
const whatHides: Undoes = ({ subject }) => (subject.withheldAt ? ['HIDE', 'INTERIM_HIDE'] : ['REDACT']);

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

  /** Covers passages of a text. */
  redact(
    kind: string,
    id: string,
    {
      rule,
      reason,
      passages,
    }: { readonly rule: string; readonly reason: string; readonly passages: readonly string[] },
    caller: Caller,
    seen: number | null = null,
  ): Promise<ModerationDecisionType | Refusal> {
    const worded = this.withholdables.of(kind, id)?.worded ?? [];
    return this.#decide(
      kind,
      id,
      caller,
      async ({ at, subject, waiting }, _, { em }) => {
        const words = await wordsIn(em, { worded, organisationId: caller.organisationId, id });
        return redact(
          rule.trim(),
          reason,
          passages,
          words.map(({ now, versions }) => [now, versions]),
        )(at, subject, waiting);
      },
      seen,
    );
  }

  /** Puts a label beside a text. */
  label(
    kind: string,
    id: string,
    { rule, code, reason }: { readonly rule: string; readonly code: string; readonly reason: string },
    caller: Caller,
    seen: number | null = null,
  ): Promise<ModerationDecisionType | Refusal> {
    const labelled: Decide = ({ at, subject, waiting }) =>
      label(rule.trim(), code.trim(), reason)(at, subject, waiting);
    return this.#decide(kind, id, caller, labelled, seen);
  }

  /** Takes a label away. */
  unlabel(
    kind: string,
    id: string,
    reason: string,
    caller: Caller,
    seen: number | null = null,
  ): Promise<ModerationDecisionType | Refusal> {
    const unlabelled: Decide = ({ at, subject, waiting }, cited) => unlabel(reason, cited)(at, subject, waiting);
    return this.#decide(kind, id, caller, unlabelled, seen, () => ['LABEL']);
  }

  /** Takes a text out of sight before anything is decided; what waits goes on waiting. */
  hideMeanwhile(
    kind: string,
    id: string,
    rule: string,
    reason: string,
    caller: Caller,
    seen: number | null = null,
  ): Promise<ModerationDecisionType | Refusal> {
    const hidden: Decide = ({ at, subject, waiting }) => hideMeanwhile(rule.trim(), reason)(at, subject, waiting);
    return this.#decide(kind, id, caller, hidden, seen);
  }

  /** Closes the conversation below a thing for new comments; what waits about the thing goes on waiting. */
  lockThread(
    kind: string,
    id: string,
    { rule, reason, days }: { readonly rule: string; readonly reason: string; readonly days: number | null },
    caller: Caller,
    seen: number | null = null,
  ): Promise<ModerationDecisionType | Refusal> {
    return this.#decide(
      kind,
      id,
      caller,
      ({ at, subject, waiting }) => lockThread(rule.trim(), reason, days)(at, subject, waiting),
      seen,
    );
  }

  /** Opens a conversation again. */
  unlockThread(
    kind: string,
    id: string,
    reason: string,
    caller: Caller,
    seen: number | null = null,
  ): Promise<ModerationDecisionType | Refusal> {
    return this.#decide(
      kind,
      id,
      caller,
      ({ at, subject, waiting }, cited) => unlockThread(reason, cited)(at, subject, waiting),
      seen,
      () => ['LOCK_THREAD'],
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
    const dismissed: Decide = ({ at, subject, waiting }) => dismiss(code.trim(), answer)(at, subject, waiting);
    return this.#decide(kind, id, caller, dismissed, seen);
  }

  async #decide(
    kind: string,
    id: string,
    caller: Caller,
    decide: Decide,
    seen: number | null = null,
    undoes: Undoes = whatHides,
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
      const decision = await decide(held, await citedIn(transaction, record, undoes(held)), transaction);
      if (decision instanceof Refusal) return decision;
      const { statement, rule, patch } = decision;
      // The thing may have moved since.
      const changes = { ...decision, patch: { ...patch, componentId: row.componentId } };
      const judged = await transaction.write(record, counted(record, changes), at);
      const decisionId = await keepStatement(transaction, judged, decision, at, row.authorIds);
      const isMeanwhile = statement.kind === 'INTERIM_HIDE';
      if (isMeanwhile) await rowsIn(em, sql`update mod_case set had_interim = true where id = ${judged.id}`);
      const told = { organisationId, id: decisionId, statement, rule, path: row.path, appeal: `/appeal/${kind}/${id}` };
      const changed = { record: judged, thing: { worded: withholdable.worded, organisationId, id }, vault: this.vault };
      await followWords(transaction, changed, decision, at);
      if (patch.visibility) {
        await withholdable.mark(em, { organisationId, id, at: patch.visibility === 'HIDDEN' ? at.now : null });
        await tellAuthors(em, this.mail, { ...told, personIds: row.authorIds });
      }
      // What is said about the conversation settles nothing about the thing.
      const isOfThread = patch.lockedUntil !== undefined;
      if (isOfThread || patch.label !== undefined)
        await tellAuthors(em, this.mail, { ...told, personIds: row.authorIds });
      if (isMeanwhile || isOfThread || patch.label === null) return judged;
      const { reporterIds, byMail } = await settle(transaction, this.vault, judged, decisionId);
      await tellReporters(em, this.mail, { ...told, personIds: reporterIds, byMail });
      return judged;
    });
    if (made instanceof Refusal) return made;
    return (await this.reads.decision(organisationId, kind, id)) ?? new Refusal('NOT_FOUND');
  }
}
