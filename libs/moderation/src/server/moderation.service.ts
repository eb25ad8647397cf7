import { Injectable } from '@nestjs/common';
import { Refusal, type Situation } from '@hiroba/kernel';
import { Commands, firstIn, Mailer, newId, rowsIn, sql, type Caller, type Transaction } from '@hiroba/server';
import { restore, withhold, type CaseDecision, type Cited, type JudgedSubject } from '../domain/moderation.commands.ts';
import { ModCase } from './mod-case.entity.ts';
import { tellAuthors } from './moderation.notices.ts';
import { ModerationReads } from './moderation.reads.ts';
import type { ModerationDecisionType } from './moderation.types.ts';
import { Withholdables, type JudgedRow } from './withholdable.ts';

type Decide = (at: Situation, subject: JudgedSubject, cited: Cited) => CaseDecision | Refusal;

/** A decision spans the thing, its case and the statement of reasons: the thing is locked first, then its place. */
@Injectable()
export class ModerationService {
  constructor(
    private readonly commands: Commands,
    private readonly reads: ModerationReads,
    private readonly withholdables: Withholdables,
    private readonly mail: Mailer,
  ) {}

  /** Withholds a text. */
  withhold(
    kind: string,
    id: string,
    rule: string,
    reason: string,
    caller: Caller,
  ): Promise<ModerationDecisionType | Refusal> {
    return this.#decide(kind, id, caller, withhold(rule.trim(), reason));
  }

  /** Shows a text again. */
  restore(kind: string, id: string, reason: string, caller: Caller): Promise<ModerationDecisionType | Refusal> {
    return this.#decide(kind, id, caller, (at, subject, cited) => restore(reason, cited)(at, subject));
  }

  async #decide(kind: string, id: string, caller: Caller, decide: Decide): Promise<ModerationDecisionType | Refusal> {
    const { organisationId, personId, grants } = caller;
    // Before anything is looked up: whoever moderates nowhere does not learn here what exists.
    if (!personId) return new Refusal('UNAUTHENTICATED');
    if (caller.suspended) return new Refusal('SUSPENDED');
    if (!grants.some(({ role }) => role === 'MODERATOR')) return new Refusal('FORBIDDEN');
    const withholdable = this.withholdables.of(kind, id);
    if (!withholdable) return new Refusal('NOT_FOUND');
    const made = await this.commands.once(ModCase, caller, async (transaction) => {
      const { em } = transaction;
      if (!(await withholdable.lock(em, organisationId, id))) return new Refusal('NOT_FOUND');
      const row = await firstIn<JudgedRow>(em, withholdable.judged(organisationId, sql`${id}::uuid`));
      if (!row) return new Refusal('NOT_FOUND');
      const component = await transaction.place(row.componentId);
      if (component instanceof Refusal) return component;
      const at: Situation = { viewer: caller, now: await transaction.now(), component };
      const known = await em.findOne(ModCase, { organisationId, targetKind: kind, targetId: id });
      const subject: JudgedSubject = {
        kind,
        id,
        authorIds: row.authorIds,
        content: row.content,
        locale: row.locale,
        publishedAt: new Date(row.publishedAt),
        withheldAt: row.withheldAt && new Date(row.withheldAt),
      };
      const decision = decide(at, subject, await citedIn(transaction, known));
      if (decision instanceof Refusal) return decision;
      const base = {
        id: newId(),
        organisationId,
        componentId: row.componentId,
        targetKind: kind,
        targetId: id,
        rev: 0,
      };
      const judged = await transaction.write(
        known ?? em.create(ModCase, base as never, { partial: true }),
        // The thing may have moved since.
        { ...decision, patch: { ...decision.patch, componentId: row.componentId } },
        at,
      );
      const decisionId = await keepStatement(transaction, judged, decision, at);
      await withholdable.mark(em, { organisationId, id, at: decision.patch.visibility === 'HIDDEN' ? at.now : null });
      await tellAuthors(em, this.mail, {
        organisationId,
        id: decisionId,
        statement: decision.statement,
        authorIds: row.authorIds,
        path: row.path,
      });
      return judged;
    });
    if (made instanceof Refusal) return made;
    return (await this.reads.decision(organisationId, kind, id)) ?? new Refusal('NOT_FOUND');
  }
}

/** The rule for which a thing was withheld last. */
async function citedIn({ em }: Transaction, known: ModCase | null): Promise<Cited> {
  const row =
    known &&
    (await firstIn<Cited>(
      em,
      sql`
    select rule_id as id, rule_version as version from mod_decision where organisation_id = ${known.organisationId} and case_id = ${known.id}
      and kind = 'HIDE' order by case_rev desc limit 1`,
    ));
  return row ?? { id: '', version: 0 };
}

async function keepStatement(
  { em, caller }: Transaction,
  { organisationId, id, rev }: ModCase,
  { statement }: CaseDecision,
  { now }: Situation,
): Promise<string> {
  const {
    kind,
    class: weight,
    ruleId,
    ruleVersion,
    ground,
    explanation,
    locale,
    contentType,
    contentDate,
    contentLanguage,
    source,
    automatedDetection,
    automatedDecision,
  } = statement;
  const decisionId = newId();
  await rowsIn(
    em,
    sql`
    insert into mod_decision (id, organisation_id, case_id, case_rev, kind, class, rule_id, rule_version, ground, explanation, locale,
      content_type, content_date, content_language, source, automated_detection, automated_decision, proposer_id, decided_at)
    values (${decisionId}, ${organisationId}, ${id}, ${rev}, ${kind}, ${weight}, ${ruleId}, ${ruleVersion}, ${ground}, ${explanation}, ${locale},
      ${contentType}, ${contentDate}, ${contentLanguage}, ${source}, ${automatedDetection}, ${automatedDecision}, ${caller.personId}, ${now})`,
  );
  return decisionId;
}
