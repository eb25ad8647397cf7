import { suspendUntil } from '@hiroba/accounts/server';
import { firstIn, rowsIn, sql } from '@hiroba/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { DecisionKind } from '../domain/rules.ts';
import type { SanctionKind } from '../domain/sanction-kinds.ts';

/** What is decided about a person and lasts. */
export interface LastingSanction {
  readonly organisationId: string;
  readonly decisionId: string;
  readonly personId: string;
  readonly kind: Exclude<SanctionKind, 'WARN'>;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
}

/** Puts a sanction into force. */
export async function startSanction(
  em: EntityManager,
  { organisationId, decisionId, personId, kind, startsAt, endsAt }: LastingSanction,
): Promise<void> {
  await rowsIn(
    em,
    sql`insert into mod_sanction (organisation_id, decision_id, person_id, kind, starts_at, ends_at)
      values (${organisationId}, ${decisionId}, ${personId}, ${kind}, ${startsAt}, ${endsAt})`,
  );
  await follow(em, organisationId, personId);
}

/** Whether a decision of a kind goes on until something ends it. */
export const lasts = (kind: DecisionKind): kind is LastingSanction['kind'] =>
  kind === 'SUSPEND' || kind === 'BLOCK' || kind === 'LIMIT_REPORTING';

interface Over {
  readonly organisationId: string;
  readonly decisionId: string;
  readonly now: Date;
  readonly by: 'EXPIRED' | 'OVERTURNED' | 'MODIFIED';
}

/** Writes down that a sanction is over: its time, or the decision by an appeal. */
export async function liftSanction(em: EntityManager, { organisationId, decisionId, now, by }: Over): Promise<void> {
  const ended = await firstIn<{ personId: string }>(
    em,
    sql`update mod_sanction set over_at = ${now}, over_by = ${by}
      where organisation_id = ${organisationId} and decision_id = ${decisionId} and over_at is null returning person_id as "personId"`,
  );
  if (ended) await follow(em, organisationId, ended.personId);
}

/** Whoever is suspended by several decisions is so until the last of them ends. */
async function follow(em: EntityManager, organisationId: string, personId: string): Promise<void> {
  const row = await firstIn<{ until: string | null }>(
    em,
    sql`select max(coalesce(ends_at, '9999-12-31')) as until from mod_sanction
      where organisation_id = ${organisationId} and person_id = ${personId} and kind in ('SUSPEND', 'BLOCK') and over_at is null`,
  );
  await suspendUntil(em, organisationId, personId, row?.until ? new Date(row.until) : null);
}
