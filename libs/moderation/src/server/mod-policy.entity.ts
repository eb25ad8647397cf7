import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Logged, LogKind } from '@hiroba/server';
import type { PolicyRule } from '../domain/rules.ts';

/** The rules of a city in one version; without a day of publication it is the draft of the next. */
@LogKind('policy')
@Entity({ tableName: 'mod_policy' })
export class ModPolicy extends Logged {
  @Property({ type: 'integer' })
  readonly version!: number;

  @Property({ type: 'json' })
  readonly rules!: readonly PolicyRule[];

  /** Of the canonical JSON of the rules. */
  @Property({ type: 'text', nullable: true })
  readonly sha256: string | null = null;

  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  readonly publishedAt: Date | null = null;

  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  readonly effectiveAt: Date | null = null;

  /** Why it could not wait. */
  @Property({ type: 'text', nullable: true })
  readonly urgentReason: string | null = null;
}
