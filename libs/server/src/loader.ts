import DataLoader from 'dataloader';
import type { Sql } from './sql.ts';
import type { GraphqlContext } from './viewer.ts';

/** A question asked of many things at once. */
export interface LoaderDefinition<V> {
  readonly name: string;
  /** The answer for a thing that the rows do not mention. */
  readonly otherwise: V;
  load(db: Sql, organisationId: string, ids: readonly string[]): Promise<{ key: string; value: V }[]>;
}

/** Declares a loader; one statement answers for all things of a request. */
export const defineLoader = <V>(definition: LoaderDefinition<V>): LoaderDefinition<V> => definition;

/** The answer for one thing, batched with the others of this request. */
export function loadOne<V>(definition: LoaderDefinition<V>, db: Sql, context: GraphqlContext, id: string): Promise<V> {
  let loader = context.loaders.get(definition) as DataLoader<string, V> | undefined;
  if (!loader) {
    loader = new DataLoader<string, V>(async (ids) => {
      const rows = await definition.load(db, context.viewer.organisationId, ids);
      const values = new Map(rows.map(({ key, value }) => [key, value]));
      return ids.map((key) => values.get(key) ?? definition.otherwise);
    });
    context.loaders.set(definition, loader);
  }
  return loader.load(id);
}
