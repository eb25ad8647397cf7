import { Injectable } from '@nestjs/common';
import { event, Refusal, visitor, type Situation } from '@hiroba/kernel';
import { Clock, Commands, erasedData, letGo, rowsIn, Sql, sql, type Caller, type Due, type LetGo, type Transaction } from '@hiroba/server';
import { SUPPRESSED } from '../domain/suppressing.ts';
import { ModCase } from './mod-case.entity.ts';
import { Withholdables } from './withholdable.ts';

const MOST = 100;

/** When the time for an appeal is over, and none waits, what was taken away is erased: the words, and what digests of them commit to. */
@Injectable()
export class SuppressionDue implements Due {
  constructor(
    private readonly commands: Commands,
    private readonly withholdables: Withholdables,
    private readonly clock: Clock,
    private readonly db: Sql,
  ) {}

  async settle(): Promise<void> {
    const now = await this.clock.now(this.db);
    const due = await this.db.rows<{ organisationId: string; id: string; kind: string; target: string }>(sql`
      select o.organisation_id as "organisationId", k.id, k.target_kind as kind, k.target_id as target
      from mod_original o join mod_case k on k.organisation_id = o.organisation_id and k.id = o.case_id
      where o.erase_at <= ${now} and k.state <> 'APPEALED' order by o.erase_at limit ${MOST}`);
    for (const { organisationId, id, kind, target } of due) {
      const clock: Caller = { ...visitor(organisationId), operator: true };
      await this.commands.transaction(clock, async (transaction) => {
        const { em } = transaction;
        await this.withholdables.of(kind, target)?.lock(em, organisationId, target);
        const record = await em.findOne(ModCase, { id }, { refresh: true });
        if (record?.visibility !== 'SUPPRESSED' || record.state === 'APPEALED') return new Refusal('NOTHING_CHANGED');
        await this.#erase(transaction, record, { viewer: clock, now });
        return record;
      });
    }
  }

  async #erase(transaction: Transaction, record: ModCase, at: Situation): Promise<void> {
    const { em } = transaction;
    const { organisationId, id, targetKind: kind, targetId } = record;
    const erased = await rowsIn(
      em,
      sql`delete from mod_original where organisation_id = ${organisationId} and case_id = ${id} and erase_at <= ${at.now} returning case_id`,
    );
    if (erased.length === 0) return;
    const told = (gone: readonly LetGo[]) => ({ patch: {}, event: event('data.erased', erasedData(gone, SUPPRESSED), { actor: 'system' }) });
    for (const { wording, of } of this.withholdables.of(kind, targetId)?.worded ?? []) {
      const ids = of ? (await rowsIn<{ id: string }>(em, of(organisationId, targetId))).map((one) => one.id) : [targetId];
      for (const one of ids) {
        const gone = await letGo(
          em,
          organisationId,
          at.now,
          sql`e.subject_kind = ${wording.kind} and e.subject_id = ${one} and d.name = any(${wording.committed}::text[])`,
        );
        const row = await em.findOne(wording.entity, { id: one, organisationId } as object);
        if (row && gone.length > 0) await transaction.write(row, told(gone), at);
      }
    }
    const gone = await letGo(
      em,
      organisationId,
      at.now,
      sql`e.subject_kind = 'case' and e.subject_id = ${id} and d.name = 'content_snapshot'`,
    );
    await transaction.write(record, told(gone), at);
  }
}
