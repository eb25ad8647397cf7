import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import { Commands, Mailer, rowsIn, sql, type Caller } from '@hiroba/server';
import { release } from '../../domain/waiting-texts.ts';
import { mayWork } from '../desk/lease.service.ts';
import { holdCase, isStale } from '../held-case.ts';
import { ModCase } from '../mod-case.entity.ts';
import { tellOfRelease } from '../moderation.notices.ts';
import { Withholdables } from '../withholdable.ts';

/** Releasing what waits spans the text, its case and what is kept beside it. */
@Injectable()
export class ReleaseService {
  constructor(
    private readonly commands: Commands,
    private readonly withholdables: Withholdables,
    private readonly mail: Mailer,
  ) {}

  /** Shows a text that waited for a look. */
  async release(kind: string, id: string, caller: Caller, seen: number | null = null): Promise<ModCase | Refusal> {
    const { organisationId, personId } = caller;
    const refusal = mayWork(caller);
    if (refusal || !personId) return refusal ?? new Refusal('UNAUTHENTICATED');
    const withholdable = this.withholdables.of(kind, id);
    if (!withholdable || kind === 'account') return new Refusal('NOT_FOUND');
    return this.commands.once(ModCase, caller, async (transaction) => {
      const { em } = transaction;
      const held = await holdCase(transaction, withholdable, id);
      if (held instanceof Refusal) return held;
      const { at, subject, record, row, waiting } = held;
      const stale = isStale(record, seen);
      if (stale) return stale;
      const wasHidden = record.heldUntil !== null;
      const decision = release(at, { ...subject, heldMode: record.heldMode }, waiting);
      if (decision instanceof Refusal) return decision;
      const patch = { ...decision.patch, componentId: row.componentId, version: record.version + 1 };
      const released = await transaction.write(record, { ...decision, patch }, at);
      await rowsIn(
        em,
        sql`insert into mod_release (organisation_id, case_id, case_rev, released_by, released_at)
          values (${organisationId}, ${released.id}, ${released.rev}, ${personId}, ${at.now})`,
      );
      // Somebody has looked at what signals warned of.
      await rowsIn(
        em,
        sql`delete from mod_signal where organisation_id = ${organisationId} and case_id = ${released.id} and decision_id is null`,
      );
      if (!wasHidden) return released;
      await withholdable.mark(em, { organisationId, id, at: null });
      const key = `${released.id}.${released.rev}`;
      await tellOfRelease(em, this.mail, { organisationId, id: key, personIds: row.authorIds, path: row.path });
      return released;
    });
  }
}
