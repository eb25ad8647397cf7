import { Injectable } from '@nestjs/common';
import { Refusal, visitor } from '@hiroba/kernel';
import { Clock, Commands, rowsIn, Sql, sql, type Due } from '@hiroba/server';
import { endWave } from '../../domain/modes.ts';
import { ModMode } from './mod-mode.entity.ts';

interface Ended {
  readonly id: string;
  readonly organisationId: string;
  readonly componentId: string;
}

const MOST = 200;

/** Writes down that waves are over; they end at their instant by themselves. */
@Injectable()
export class ModeDue implements Due {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly db: Sql,
  ) {}

  async settle(): Promise<void> {
    const now = await this.clock.now(this.db);
    const ended = await this.db.rows<Ended>(sql`
      select id, organisation_id as "organisationId", component_id as "componentId" from mod_mode
      where wave_until <= ${now} order by wave_until limit ${MOST}`);
    for (const { id, organisationId, componentId } of ended) {
      await this.commands.transaction({ ...visitor(organisationId), operator: true }, async (transaction) => {
        const { em, caller } = transaction;
        await rowsIn(
          em,
          sql`select 1 from component where organisation_id = ${organisationId} and id = ${componentId} for update`,
        );
        const component = await transaction.place(componentId);
        if (component instanceof Refusal) return component;
        const set = await em.findOne(ModMode, { id, organisationId }, { refresh: true });
        // Somebody has raised it anew meanwhile, or another server was here.
        if (!set?.waveUntil || set.waveUntil > now) return new Refusal('NOTHING_CHANGED');
        const at = { viewer: caller, now, component };
        return transaction.write(set, endWave(at, set), at);
      });
    }
  }
}
