import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { LogKind, Resource } from '@hiroba/server';

/** The ballots of a vote as the log knows them: how many digests it holds, and how many people had voted when it was last asked. */
@LogKind('ballot_box')
@Entity({ tableName: 'ballot_box' })
export class BallotBox extends Resource {
  @Property({ type: 'integer' })
  readonly digests: number = 0;

  @Property({ type: 'integer' })
  readonly voted: number = 0;

  @Property({ type: 'datetime', nullable: true })
  readonly countedAt: Date | null = null;
}
