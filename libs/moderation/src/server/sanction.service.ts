import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import { Commands, firstIn, Mailer, newId, rowsIn, sql, type Caller, type Transaction } from '@hiroba/server';
import type { CaseDecision } from '../domain/moderation.commands.ts';
import {
  decideWithSecond,
  propose,
  sanction,
  type ProposedDecision,
  type SanctionedPerson,
  type TypedSanction,
} from '../domain/sanctioning.ts';
import { Approval, decline, secondBy, type Proposed } from '../domain/second-person.ts';
import { accountWithholdable } from './account.withholdable.ts';
import { mayWork } from './desk/lease.service.ts';
import { counted, holdCase, isStale, openCase, type HeldCase } from './held-case.ts';
import { keepStatement } from './kept-statement.ts';
import { ModCase } from './mod-case.entity.ts';
import { tellAuthors } from './moderation.notices.ts';
import { lasts, startSanction } from './sanctions.ts';
import { Withholdables } from './withholdable.ts';

interface HeldPerson extends HeldCase {
  readonly subject: SanctionedPerson;
  readonly proposed: Proposed | undefined;
}

/** Decisions about people: by one moderator where they are light, by two where they are grave. The case of a person is a case of its own. */
@Injectable()
export class SanctionService {
  constructor(
    private readonly commands: Commands,
    private readonly withholdables: Withholdables,
    private readonly mail: Mailer,
  ) {}

  /** Decides about the author of a text, or asks a second person to agree. */
  async decide(
    kind: string,
    id: string,
    typed: TypedSanction,
    caller: Caller,
    seen: number | null = null,
  ): Promise<ModCase | Refusal> {
    const refusal = mayWork(caller);
    if (refusal) return refusal;
    const withholdable = this.withholdables.of(kind, id);
    if (!withholdable) return new Refusal('NOT_FOUND');
    return this.commands.once(ModCase, caller, async (transaction) => {
      const text = await holdCase(transaction, withholdable, id);
      if (text instanceof Refusal) return text;
      const [personId, ...others] = text.subject.authorIds;
      if (!personId || others.length > 0) return new Refusal(personId ? 'SEVERAL_PEOPLE' : 'NOT_FOUND');
      // The case of the text stays as it is, or unopened.
      transaction.em.clear();
      if (kind !== 'account') await openCase(transaction, 'account', personId, text.row.componentId);
      const held = await holdPerson(transaction, personId);
      if (held instanceof Refusal) return held;
      const stale = isStale(held.record, seen);
      if (stale) return stale;
      const { publishedAt, recused, reported } = text.subject;
      const person = { ...held.subject, publishedAt, recused: Boolean(recused || reported || held.subject.recused) };
      const decision = sanction(typed)(held.at, person);
      if (!(decision instanceof Refusal)) return this.#inForce(transaction, { ...held, subject: person }, decision);
      if (decision.code !== 'SECOND_NEEDED') return decision;
      const asked = propose(typed)(held.at, person);
      if (asked instanceof Refusal) return asked;
      const record = await transaction.write(held.record, counted(held.record, asked), held.at);
      await keepProposal(transaction, record, asked);
      return record;
    });
  }

  /** Agrees to a grave decision, which is in force from then on. */
  approve(personId: string, caller: Caller, seen: number | null = null): Promise<ModCase | Refusal> {
    return this.#second(personId, caller, seen, async (transaction, held, proposed) => {
      const second = Approval.of(held.at, held.subject, proposed);
      if (second instanceof Refusal) return second;
      await settleProposal(transaction, proposed, 'APPROVED', null);
      return this.#inForce(transaction, held, decideWithSecond(held.at, held.subject, second));
    });
  }

  /** Declines a grave decision. */
  decline(personId: string, reason: string, caller: Caller, seen: number | null = null): Promise<ModCase | Refusal> {
    return this.#second(personId, caller, seen, async (transaction, held, proposed) => {
      const decision = decline(reason)(held.at, held.subject, proposed);
      if (decision instanceof Refusal) return decision;
      await settleProposal(transaction, proposed, 'DECLINED', decision.reason);
      return transaction.write(held.record, counted(held.record, decision), held.at);
    });
  }

  async #second(
    personId: string,
    caller: Caller,
    seen: number | null,
    work: (transaction: Transaction, held: HeldPerson, proposed: Proposed) => Promise<ModCase | Refusal>,
  ): Promise<ModCase | Refusal> {
    const refusal = mayWork(caller);
    if (refusal) return refusal;
    if (!this.withholdables.of('account', personId)) return new Refusal('NOT_FOUND');
    return this.commands.once(ModCase, caller, async (transaction) => {
      const held = await holdPerson(transaction, personId);
      if (held instanceof Refusal) return held;
      const stale = isStale(held.record, seen);
      if (stale) return stale;
      return held.proposed ? work(transaction, held, held.proposed) : new Refusal('NOT_PROPOSED');
    });
  }

  async #inForce(
    transaction: Transaction,
    { record, at, subject, row }: HeldCase,
    decision: CaseDecision,
  ): Promise<ModCase> {
    const { statement, rule } = decision;
    const { organisationId } = record;
    const judged = await transaction.write(record, counted(record, decision), at);
    const decisionId = await keepStatement(transaction, judged, decision, at, [subject.id]);
    const { kind, endsAt } = statement;
    if (lasts(kind))
      await startSanction(transaction.em, {
        organisationId,
        decisionId,
        personId: subject.id,
        kind,
        startsAt: at.now,
        endsAt,
      });
    const appeal = `/appeal/account/${subject.id}`;
    const told = { organisationId, id: decisionId, statement, rule, path: row.path, appeal };
    await tellAuthors(transaction.em, this.mail, { ...told, personIds: [subject.id] });
    return judged;
  }
}

/** Keeps a grave decision that waits for a second person. */
export async function keepProposal(
  { em }: Transaction,
  { organisationId, id }: ModCase,
  { proposed }: ProposedDecision,
): Promise<void> {
  const {
    kind,
    ruleId,
    ruleVersion,
    reason,
    reasonCode = null,
    locale,
    days,
    contentDate,
    proposerId,
    proposedAt,
  } = proposed;
  await rowsIn(
    em,
    sql`
    insert into mod_proposal (id, organisation_id, case_id, kind, rule_id, rule_version, explanation, reason_code, locale, days, content_date,
      proposer_id, proposed_at, expires_at)
    values (${newId()}, ${organisationId}, ${id}, ${kind}, ${ruleId}, ${ruleVersion}, ${reason}, ${reasonCode}, ${locale}, ${days}, ${contentDate},
      ${proposerId}, ${proposedAt}, ${secondBy(proposed)})`,
  );
}

/** The grave decision about a case that waits for a second person. */
export async function proposedIn({ em }: Transaction, { organisationId, id }: ModCase): Promise<Proposed | undefined> {
  const row = await firstIn<Proposed & { proposedAt: Date; contentDate: Date }>(
    em,
    sql`select id, kind, rule_id as "ruleId", rule_version as "ruleVersion", explanation as reason, reason_code as "reasonCode", locale, days,
        content_date as "contentDate", proposer_id as "proposerId", proposed_at as "proposedAt"
      from mod_proposal where organisation_id = ${organisationId} and case_id = ${id} and outcome is null`,
  );
  return row && { ...row, proposedAt: new Date(row.proposedAt), contentDate: new Date(row.contentDate) };
}

async function holdPerson(transaction: Transaction, personId: string): Promise<HeldPerson | Refusal> {
  const held = await holdCase(transaction, accountWithholdable, personId);
  if (held instanceof Refusal) return held;
  const { organisationId, id } = held.record;
  const proposed = await proposedIn(transaction, held.record);
  const warned = await firstIn(
    transaction.em,
    sql`select 1 from mod_decision m where m.organisation_id = ${organisationId} and m.case_id = ${id} and m.kind = 'WARN' and not exists (
      select from mod_appeal a where a.decision_id = m.id and a.outcome = 'OVERTURNED')`,
  );
  return {
    ...held,
    subject: { ...held.subject, warned: warned !== undefined, proposed: proposed !== undefined },
    proposed,
  };
}

/** Writes down how a proposal ended. */
export async function settleProposal(
  { em, caller }: Transaction,
  { id }: Proposed,
  outcome: string,
  answer: string | null,
): Promise<void> {
  await rowsIn(
    em,
    sql`update mod_proposal set outcome = ${outcome}, answer = ${answer}, second_id = ${caller.personId} where id = ${id}`,
  );
}
