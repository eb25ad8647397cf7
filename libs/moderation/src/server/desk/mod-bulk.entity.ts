import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Logged, LogKind } from '@hiroba/server';
import type { BulkState, Cluster } from '../../domain/desk/bulk.ts';

/** What a preview of an act about many texts found. */
export interface BulkPreview {
  readonly oldestAt: string | null;
  /** Of its authors, how many have texts besides that nothing was decided against, in hundredths. */
  readonly accepted: number;
  readonly samples: readonly {
    readonly kind: string;
    readonly id: string;
    readonly text: string;
    readonly locale: string;
  }[];
  /** What is left alone, by why. */
  readonly untouched: Readonly<Record<string, number>>;
}

/** An act about many texts at once. */
@LogKind('bulk')
@Entity({ tableName: 'mod_bulk' })
export class ModBulk extends Logged {
  @Property({ type: 'text' })
  readonly state!: BulkState;

  @Property({ type: 'text' })
  readonly cluster!: Cluster;

  @Property({ type: 'text' })
  readonly ruleId!: string;

  @Property({ type: 'integer' })
  readonly ruleVersion!: number;

  @Property({ type: 'text' })
  readonly reason!: string;

  @Property({ type: 'text' })
  readonly locale!: string;

  @Property({ type: 'integer' })
  readonly items!: number;

  @Property({ type: 'integer' })
  readonly authors!: number;

  @Property({ type: 'boolean' })
  readonly needsSecond!: boolean;

  @Property({ type: 'json' })
  readonly facts!: BulkPreview;

  @Property({ type: 'uuid' })
  readonly proposerId!: string;

  @Property({ type: 'uuid', nullable: true })
  readonly secondId: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  readonly undoerId: string | null = null;

  @Property({ type: 'datetime', columnType: 'timestamptz(3)' })
  readonly proposedAt!: Date;

  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  readonly endedAt: Date | null = null;
}
