import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { LogKind, Resource } from '@hiroba/server';
import type { Mode, Modes } from '../../domain/modes.ts';

/** How new texts of a placed component come before everybody, and what was raised on top of it for a while. */
@LogKind('mode')
@Entity({ tableName: 'mod_mode' })
export class ModMode extends Resource implements Modes {
  @Property({ type: 'text' })
  readonly mode!: Mode;

  @Property({ type: 'text', nullable: true })
  readonly wave: Mode | null = null;

  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  readonly waveUntil: Date | null = null;
}
