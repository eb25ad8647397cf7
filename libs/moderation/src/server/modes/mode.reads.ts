import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { Clock, holdsIn, isId, literal, placeIsOutFor, Sql, sql } from '@hiroba/server';
import { isWave, type Modes } from '../../domain/modes.ts';
import { Withholdables } from '../withholdable.ts';
import type { ModeratedPlaceType, ModesType } from './mode.types.ts';

const MOST = 500;

/** What of modes is read: by everybody of their place, and by those who set them. */
@Injectable()
export class ModeReads {
  constructor(
    private readonly db: Sql,
    private readonly clock: Clock,
    private readonly withholdables: Withholdables,
  ) {}

  /** How new texts of a place come before everybody; nothing for whom the place is not. */
  async of(viewer: Viewer, componentId: string): Promise<ModesType | null> {
    if (!isId(componentId)) return null;
    const row = await this.db.first<Modes>(sql`
      select coalesce(m.mode, 'POST') as mode, m.wave, m.wave_until as "waveUntil"
      from component c join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
      left join mod_mode m on m.organisation_id = c.organisation_id and m.component_id = c.id
      where c.organisation_id = ${viewer.organisationId} and c.id = ${componentId}
        and (${placeIsOutFor(viewer)} or ${holdsIn(viewer, ['STAFF', 'MODERATOR', 'AUDITOR'], literal('s.id'))})`);
    return row ? shown(row, await this.clock.nearly(this.db)) : null;
  }

  /** The places where people write whose mode the viewer may set; none for others. */
  async places(viewer: Viewer): Promise<ModeratedPlaceType[]> {
    if (!viewer.grants.some(({ role }) => role === 'MODERATOR')) return [];
    const now = await this.clock.nearly(this.db);
    const rows = await this.db.rows<ModeratedPlaceType>(sql`
      select c.id, c.title, s.title as within, '/spaces/' || s.slug || '/' || c.manifest || '/' || c.id as path,
        coalesce(m.mode, 'POST') as mode, m.wave, m.wave_until as "waveUntil",
        (select count(*)::int from mod_case k where k.organisation_id = c.organisation_id and k.component_id = c.id
          and k.due_at is not null and k.asks = 'HELD') as waiting
      from component c join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
      left join mod_mode m on m.organisation_id = c.organisation_id and m.component_id = c.id
      where c.organisation_id = ${viewer.organisationId} and s.state = 'PUBLISHED' and c.published
        and c.manifest = any(${this.withholdables.components}::text[]) and ${holdsIn(viewer, ['MODERATOR'], literal('s.id'))}
      order by m.component_id is null, s.title ->> 'ja', s.id, c.weight, c.id limit ${MOST}`);
    return rows.map((row) => ({ ...row, ...shown(row, now) }));
  }
}

/** What is in force just now: a wave that is over is not told, written down or not. */
const shown = (set: Modes, now: Date): ModesType => {
  const at = { ...set, waveUntil: set.waveUntil && new Date(set.waveUntil) };
  return isWave(at, now)
    ? { mode: at.mode, wave: at.wave, waveUntil: at.waveUntil }
    : { mode: at.mode, wave: null, waveUntil: null };
};
