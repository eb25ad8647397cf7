import { firstIn, sql, type Query } from '@hiroba/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { SignalFacts } from '../domain/signals/signals.ts';

/** A row of the city's own numbers, addresses and hosts. */
export interface OwnRow {
  readonly contact: Readonly<Record<string, unknown>>;
  readonly own: readonly string[];
}

/** SQL of the city's own numbers, addresses and hosts. */
export const ownOf = (organisationId: string): Query => sql`
  select contact, array(select host from organisation_host h where h.organisation_id = o.id) as own
  from organisation o where id = ${organisationId}`;

/** What signals leave alone, because the city gives it out itself. */
export const factsOf = (row: OwnRow | undefined): Required<Pick<SignalFacts, 'given' | 'own'>> => ({
  given: Object.values(row?.contact ?? {}).filter((value) => typeof value === 'string'),
  own: row?.own ?? [],
});

/** The numbers, addresses and hosts that are the city's own, inside a transaction. */
export const givenOut = async (
  em: EntityManager,
  organisationId: string,
): Promise<Required<Pick<SignalFacts, 'given' | 'own'>>> => factsOf(await firstIn<OwnRow>(em, ownOf(organisationId)));
