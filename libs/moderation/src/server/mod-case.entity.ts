import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { LogKind, Resource } from '@hiroba/server';
import type { Mode } from '../domain/modes.ts';
import type { LookedFor } from '../domain/waiting-texts.ts';
import type { Label, Visibility } from '../domain/visibility.ts';

/** All that moderation did about one thing: what the log is about, and what the thing's visibility follows from. */
@LogKind('case')
@Entity({ tableName: 'mod_case' })
export class ModCase extends Resource implements LookedFor {
  @Property({ type: 'text' })
  readonly targetKind!: string;

  @Property({ type: 'uuid' })
  readonly targetId!: string;

  @Property({ type: 'text' })
  readonly visibility!: Visibility;

  /** Whether passages of it are covered. */
  @Property({ type: 'boolean' })
  readonly redacted: boolean = false;

  /** What label stands beside it. */
  @Property({ type: 'text', nullable: true })
  readonly label: Label | null = null;

  @Property({ type: 'text' })
  readonly state!: 'OPEN' | 'DECIDED' | 'DISMISSED' | 'APPEALED' | 'AWAITING_SECOND' | 'ESCALATED';

  /** How many decisions it has had, and one: who decides says which they saw. */
  @Property({ type: 'integer' })
  readonly version: number = 1;

  /** Until when it is out of sight before anything is decided. */
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  readonly interimUntil: Date | null = null;

  /** For which mode somebody has to look at it. */
  @Property({ type: 'text', nullable: true })
  readonly heldMode: Mode | null = null;

  /** Until when it is out of sight for that. */
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  readonly heldUntil: Date | null = null;

  /** Until when its conversation is closed for new comments. */
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  readonly lockedUntil: Date | null = null;

  /** Until when what was reported is to be decided; null where nothing is open. */
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  readonly dueAt: Date | null = null;
}
