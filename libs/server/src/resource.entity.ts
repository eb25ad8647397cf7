import { PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** Anything stored that belongs to one organisation and whose public changes are logged by `rev`. */
export abstract class Logged {
  @PrimaryKey({ type: 'uuid' })
  readonly id!: string;

  @Property({ type: 'uuid' })
  readonly organisationId!: string;

  /** 0 = private draft, never visible to others; otherwise the number of log entries about this thing. */
  @Property({ type: 'integer' })
  readonly rev: number = 0;
}

/** A logged thing that lives in a placed component. */
export abstract class Resource extends Logged {
  @Property({ type: 'uuid' })
  readonly componentId!: string;
}
