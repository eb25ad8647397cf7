import { Injectable } from '@nestjs/common';
import { event, privateEvent, Refusal, visitor, type Decision } from '@hiroba/kernel';
import {
  Clock,
  Commands,
  firstIn,
  Mailer,
  rowsIn,
  sql,
  Sql,
  type Caller,
  type Due,
  type Query,
  type Transaction,
} from '@hiroba/server';
import { endInterim } from '../domain/interim.ts';
import { showUnseen } from '../domain/waiting-texts.ts';
import { endLock } from '../domain/locking.ts';
import { ModCase } from './mod-case.entity.ts';
import { tellOfEnd, tellOfRelease } from './moderation.notices.ts';
import { liftSanction } from './sanctions.ts';
import { Withholdables, type JudgedRow } from './withholdable.ts';

interface DueCase {
  readonly organisationId: string;
  readonly id: string;
  readonly decisionId: string;
  readonly personId: string;
}

const MOST = 200;

/** What the clock ends in cases: texts are seen again, people contribute again, proposals wait no longer, and what is late is said so. */
@Injectable()
export class ModerationDue implements Due {
  constructor(
    private readonly commands: Commands,
    private readonly withholdables: Withholdables,
    private readonly clock: Clock,
    private readonly mail: Mailer,
    private readonly db: Sql,
  ) {}

  async settle(): Promise<void> {
    const now = await this.clock.now(this.db);
    await this.#each(
      sql`select organisation_id as "organisationId", id from mod_case where interim_until <= ${now} order by interim_until limit ${MOST}`,
      (transaction, record) => this.#showAgain(transaction, record, now),
    );
    await this.#each(
      sql`select organisation_id as "organisationId", id from mod_case where held_until <= ${now} order by held_until limit ${MOST}`,
      (transaction, record) => this.#showUnseen(transaction, record, now),
    );
    await this.#each(
      sql`select organisation_id as "organisationId", id from mod_case where locked_until <= ${now} order by locked_until limit ${MOST}`,
      (transaction, record) => this.#openAgain(transaction, record, now),
    );
    await this.#each(
      sql`select s.organisation_id as "organisationId", m.case_id as id, s.decision_id as "decisionId", s.person_id as "personId"
        from mod_sanction s join mod_decision m on m.id = s.decision_id
        where s.over_at is null and s.ends_at <= ${now} order by s.ends_at limit ${MOST}`,
      (transaction, record, due) => this.#letAgain(transaction, record, due, now),
    );
    await this.#each(
      sql`select organisation_id as "organisationId", case_id as id from mod_proposal where outcome is null and expires_at <= ${now} limit ${MOST}`,
      async (transaction, record) => {
        const expired = await rowsIn(
          transaction.em,
          sql`update mod_proposal set outcome = 'EXPIRED' where case_id = ${record.id} and outcome is null and expires_at <= ${now} returning id`,
        );
        if (expired.length > 0)
          await write(
            transaction,
            record,
            { patch: { state: 'ESCALATED' }, event: privateEvent('mod.proposal_expired') },
            now,
          );
      },
    );
    await this.#each(
      sql`select organisation_id as "organisationId", id from mod_case
        where due_at <= ${now} and rev > 0 and breached_due_at is distinct from due_at order by due_at limit ${MOST}`,
      (transaction, record) => this.#late(transaction, record, now),
    );
  }

  async #showAgain(transaction: Transaction, record: ModCase, now: Date): Promise<void> {
    if (!record.interimUntil || record.interimUntil > now) return;
    const { organisationId, targetKind: kind, targetId: id } = record;
    await write(transaction, record, endInterim({ kind, id, redactedAt: record.redacted ? now : null }), now);
    await this.withholdables.of(kind, id)?.mark(transaction.em, { organisationId, id, at: null });
  }

  async #showUnseen(transaction: Transaction, record: ModCase, now: Date): Promise<void> {
    if (!record.heldUntil || record.heldUntil > now) return;
    const { em } = transaction;
    const { organisationId, targetKind: kind, targetId: id } = record;
    const of = this.withholdables.of(kind, id);
    const shown = await write(transaction, record, showUnseen(now, { kind, id }), now);
    await of?.mark(em, { organisationId, id, at: null });
    const row = of && (await firstIn<JudgedRow>(em, of.judged(organisationId, sql`${id}::uuid`)));
    if (row)
      await tellOfRelease(em, this.mail, {
        organisationId,
        id: `${shown.id}.${shown.rev}`,
        personIds: row.authorIds,
        path: row.path,
      });
  }

  async #openAgain(transaction: Transaction, record: ModCase, now: Date): Promise<void> {
    if (!record.lockedUntil || record.lockedUntil > now) return;
    const { em } = transaction;
    const { organisationId, targetKind: kind, targetId: id } = record;
    await write(transaction, record, endLock({ kind, id }), now);
    const judged = this.withholdables.of(kind, id)?.judged(organisationId, sql`${id}::uuid`);
    const row = judged && (await firstIn<JudgedRow>(em, judged));
    const decision = await firstIn<{ id: string }>(
      em,
      sql`select id from mod_decision where organisation_id = ${organisationId} and case_id = ${record.id} and kind = 'LOCK_THREAD'
        order by case_rev desc limit 1`,
    );
    if (row && decision)
      await tellOfEnd(
        em,
        this.mail,
        { organisationId, id: decision.id, personIds: row.authorIds },
        'moderation.mail.lockEnded',
        row.path,
      );
  }

  async #letAgain(
    transaction: Transaction,
    record: ModCase,
    { decisionId, personId }: DueCase,
    now: Date,
  ): Promise<void> {
    const { organisationId } = record;
    const running = await rowsIn(
      transaction.em,
      sql`select 1 from mod_sanction where organisation_id = ${organisationId} and decision_id = ${decisionId} and over_at is null for update`,
    );
    if (running.length === 0) return;
    await liftSanction(transaction.em, { organisationId, decisionId, now, by: 'EXPIRED' });
    const target = { kind: 'account', id: record.id };
    await write(transaction, record, { patch: {}, event: event('mod.expired', { target }, { actor: 'system' }) }, now);
    await tellOfEnd(transaction.em, this.mail, { organisationId, id: decisionId, personIds: [personId] });
  }

  async #late(transaction: Transaction, record: ModCase, now: Date): Promise<void> {
    if (!record.dueAt || record.dueAt > now) return;
    const breached = await rowsIn(
      transaction.em,
      sql`update mod_case set breached_due_at = due_at where id = ${record.id} and breached_due_at is distinct from due_at returning id`,
    );
    if (breached.length === 0) return;
    const late = event(
      'mod.sla_breached',
      { class: record.state === 'APPEALED' ? 'APPEAL' : 'CASE' },
      { actor: 'system' },
    );
    await write(transaction, record, { patch: {}, event: late }, now);
  }

  async #each(
    due: Query,
    work: (transaction: Transaction, record: ModCase, due: DueCase) => Promise<void>,
  ): Promise<void> {
    for (const one of await this.db.rows<DueCase>(due)) {
      const clock: Caller = { ...visitor(one.organisationId), operator: true };
      await this.commands.transaction(clock, async (transaction) => {
        const { em } = transaction;
        const [found] = await rowsIn<{ kind: string; target: string }>(
          em,
          sql`select target_kind as kind, target_id as target from mod_case where id = ${one.id}`,
        );
        // The thing first, as everybody locks it.
        if (found) await this.withholdables.of(found.kind, found.target)?.lock(em, one.organisationId, found.target);
        const record = await em.findOne(ModCase, { id: one.id }, { refresh: true });
        if (!record) return new Refusal('NOT_FOUND');
        await work(transaction, record, one);
        return record;
      });
    }
  }
}

const write = (transaction: Transaction, record: ModCase, decision: Decision<object>, now: Date): Promise<ModCase> =>
  transaction.write(record, decision, { viewer: transaction.caller, now });
