import { rowsIn, sql } from '@hiroba/server';
import type { EntityManager } from '@mikro-orm/postgresql';

/** Keeps somebody from contributing until an instant; null lets them again. */
export async function suspendUntil(em: EntityManager, organisationId: string, personId: string, until: Date | null): Promise<void> {
  await rowsIn(
    em,
    sql`update person set suspended_until = ${until} where organisation_id = ${organisationId} and id = ${personId} and closed_at is null`,
  );
}
