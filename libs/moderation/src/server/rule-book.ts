import { rowsIn, sql, type Query } from '@hiroba/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import { RuleBook, type PublishedRules } from '../domain/rules.ts';

type Row = Omit<PublishedRules, 'effectiveAt'> & { readonly effectiveAt: Date | string };

/** SQL of the published versions of the rules of a city. */
export const publishedRules = (organisationId: string): Query => sql`
  select version, effective_at as "effectiveAt", rules from mod_policy
  where organisation_id = ${organisationId} and published_at is not null order by version`;

/** The rules of a city from their rows. */
export const ruleBookOf = (rows: readonly Row[]): RuleBook =>
  new RuleBook(rows.map((row) => ({ ...row, effectiveAt: new Date(row.effectiveAt) })));

/** The rules of a city, inside a transaction. */
export const ruleBookIn = async (em: EntityManager, organisationId: string): Promise<RuleBook> =>
  ruleBookOf(await rowsIn<Row>(em, publishedRules(organisationId)));
