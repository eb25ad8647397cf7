import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import { Sql, sql } from './sql.ts';
import { Vault } from './vault.ts';

/** How often one sender may do one thing: so many in so many seconds; without end, where `many` is infinite. */
export interface Limit {
  readonly name: string;
  readonly many: number;
  readonly seconds: number;
}

/** Token buckets in PostgreSQL, shared by all processes; senders are keyed digests, never addresses. */
@Injectable()
export class RateLimit {
  constructor(
    private readonly db: Sql,
    private readonly vault: Vault,
  ) {}

  /** Takes one token, or refuses and says after how many seconds to try again. */
  async take(limit: Limit, sender: string): Promise<Refusal | undefined> {
    if (limit.many === Infinity) return undefined;
    const key = this.vault.digest('rate', `${limit.name} ${sender}`);
    const rate = limit.many / limit.seconds;
    const row = await this.db.first<{ tokens: number }>(sql`
      insert into rate_bucket as b (key, tokens, at) values (${key}, ${limit.many - 1}::float8, clock_timestamp())
      on conflict (key) do update set at = clock_timestamp(), tokens = greatest(-1,
        least(${limit.many}::float8, b.tokens + extract(epoch from clock_timestamp() - b.at) * ${rate}::float8) - 1)
      returning tokens`);
    const tokens = row?.tokens ?? 0;
    return tokens >= 0 ? undefined : new Refusal('RATE_LIMITED', undefined, { seconds: Math.ceil(-tokens / rate) });
  }
}
