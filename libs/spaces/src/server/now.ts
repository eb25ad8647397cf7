import { Injectable } from '@nestjs/common';
import { Clock, Sql, type GraphqlContext } from '@hiroba/server';

/** The one instant of a request: read once, so that all its parts agree on what is open. */
@Injectable()
export class Now {
  constructor(
    private readonly clock: Clock,
    private readonly db: Sql,
  ) {}

  /** The instant of the request at hand. */
  of({ loaders }: Pick<GraphqlContext, 'loaders'>): Promise<Date> {
    const known = loaders.get(this) as Promise<Date> | undefined;
    if (known) return known;
    const now = this.clock.now(this.db);
    loaders.set(this, now);
    return now;
  }
}
