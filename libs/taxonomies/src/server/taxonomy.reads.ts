import { Injectable } from '@nestjs/common';
import type { LocalizedText } from '@hiroba/kernel';
import {
  defineLoader,
  isId,
  join,
  literal,
  openToAll,
  Sql,
  sql,
  type LoaderDefinition,
  type Query,
} from '@hiroba/server';
import type { Offer } from '../domain/choice.ts';
import { inTreeOrder } from '../domain/tree.ts';
import { countedUnder } from './taxonomy.uses.ts';
import type { TaxonomyNode } from './node.entity.ts';

const columns =
  literal(`n.id, n.organisation_id as "organisationId", n.tree_id as "treeId", n.parent_id as "parentId", n.depth, n.key, n.name,
  n.kana, n.weight, n.state, n.merged_into as "mergedInto", n.rev`);

/** SQL of the order of neighbours: by hand, then by reading as a dictionary has it, those without a reading last by name. */
const neighbours = literal(
  `n.weight, n.kana is null, n.kana collate "ja-x-icu", coalesce(n.name ->> 'ja', n.name ->> 'en') collate "ja-x-icu", n.id`,
);

/** SQL of the trees of an organisation that settings of components may name. */
export const taxonomyChoiceRows = (organisationId: string): Query => sql`
  select n.id as value, n.name as label, n.state = 'ACTIVE' as offered from taxonomy_node n
  where n.organisation_id = ${organisationId} and n.depth = 0 order by ${neighbours}`;

/** A node in a list of what a place offers, with how many public things are filed under it or below it. */
export type CountedNode = Pick<TaxonomyNode, 'id' | 'treeId' | 'parentId' | 'depth' | 'key' | 'name' | 'state'> & {
  readonly count: number;
};

/** A node a thing is filed under, or one above it. */
export interface FiledNode {
  readonly id: string;
  readonly treeId: string;
  readonly depth: number;
  readonly key: string;
  readonly name: LocalizedText;
  readonly retired: boolean;
  readonly chosen: boolean;
}

/** SQL of all nodes that a thing is filed under, those above them included, as JSON in the order of trees and levels. */
export const filedJson = (kind: string, organisation: Query, id: Query): Query => sql`(
  select coalesce(json_agg(json_build_object('id', n.id, 'treeId', n.tree_id, 'depth', n.depth, 'key', n.key, 'name', n.name,
    'retired', n.state = 'RETIRED', 'chosen', u.chosen) order by r.weight, r.kana collate "ja-x-icu", r.id, n.depth), '[]'::json)
  from taxonomy_use u
  join taxonomy_node n on n.organisation_id = u.organisation_id and n.id = u.node_id
  join taxonomy_node r on r.organisation_id = u.organisation_id and r.id = u.tree_id
  where u.organisation_id = ${organisation} and u.subject_kind = ${kind} and u.subject_id = ${id})`;

/** SQL of the paths of keys that a thing is filed under, as files have them: \`topics/streets; districts/east\`. */
export const filedPaths = (kind: string | Query, organisation: Query, id: Query): Query => sql`(
  select string_agg(path, '; ' order by path) from (
    select string_agg(n.key, '/' order by n.depth) as path from taxonomy_use u
    join taxonomy_node n on n.organisation_id = u.organisation_id and n.id = u.node_id
    where u.organisation_id = ${organisation} and u.subject_kind = ${kind} and u.subject_id = ${id} group by u.tree_id) paths)`;

/**
 * SQL of the node that a path of keys means today: its tree and itself, or what it became part of. The keys between them are for
 * people; a node is the only one of its key in its tree.
 */
function nodeAt(organisationId: string, path: string): Query {
  const keys = path.split('/');
  return sql`(
    with recursive way (id, merged_into) as (
      select n.id, n.merged_into from taxonomy_node r join taxonomy_node n on n.organisation_id = r.organisation_id and n.tree_id = r.id
      where r.organisation_id = ${organisationId} and r.depth = 0 and r.key = ${keys[0] ?? ''} and n.key = ${keys.at(-1) ?? ''}
      union all
      select n.id, n.merged_into from taxonomy_node n join way on n.id = way.merged_into where n.organisation_id = ${organisationId})
    select way.id from way where way.merged_into is null)`;
}

const loaders = new Map<string, LoaderDefinition<readonly FiledNode[]>>();

/** What many things of a kind are filed under, at once; for answers of mutations, whose rows are entities. */
export function filedNodes(kind: string): LoaderDefinition<readonly FiledNode[]> {
  const known = loaders.get(kind);
  if (known) return known;
  const loader = defineLoader<readonly FiledNode[]>({
    name: `taxonomies of ${kind}`,
    otherwise: [],
    load: (db, organisationId, ids) =>
      db.rows(sql`
      select id as key, ${filedJson(kind, sql`${organisationId}::uuid`, sql`t.id`)} as value from unnest(${ids}::uuid[]) as t (id)`),
  });
  loaders.set(kind, loader);
  return loader;
}

/** How many public things are filed under many nodes or below them, in all places together that are there for everybody. */
export const usesOf = defineLoader<number>({
  name: 'uses of taxonomy nodes',
  otherwise: 0,
  load: (db, organisationId, ids) =>
    db.rows(sql`
    select u.node_id as key, count(*)::int as value from taxonomy_use u
    join component k on k.organisation_id = u.organisation_id and k.id = u.component_id
    join space s on s.organisation_id = k.organisation_id and s.id = k.space_id and ${openToAll}
    where u.organisation_id = ${organisationId} and u.node_id = any(${ids}::uuid[]) and u.at is not null group by u.node_id`),
});

/** Questions about trees, each one SQL statement; a tree has few nodes, so they come whole. */
@Injectable()
export class TaxonomyReads {
  constructor(private readonly db: Sql) {}

  /** The trees of an organisation. */
  trees(organisationId: string): Promise<TaxonomyNode[]> {
    return this.db.rows(
      sql`select ${columns} from taxonomy_node n where n.organisation_id = ${organisationId} and n.depth = 0 order by ${neighbours}`,
    );
  }

  /** A tree with all its nodes but those that became part of others, each below its parent. */
  async tree(organisationId: string, id: string): Promise<TaxonomyNode[]> {
    if (!isId(id)) return [];
    return inTreeOrder(
      await this.db.rows<TaxonomyNode>(sql`
      select ${columns} from taxonomy_node n
      where n.organisation_id = ${organisationId} and n.tree_id = ${id} and n.state <> 'MERGED' order by ${neighbours}`),
    );
  }

  /** The nodes that paths of keys mean today; null for a path that means none. */
  async nodesAt(organisationId: string, paths: readonly string[]): Promise<(string | null)[]> {
    const columns = paths.map((path, index) => sql`${nodeAt(organisationId, path)} as ${literal(`n${index}`)}`);
    const row = await this.db.first<Record<string, string | null>>(sql`select ${join(columns, ', ')}`);
    return paths.map((_, index) => row?.[`n${index}`] ?? null);
  }

  /** The trees that a place offers, and those of which it has something, with how much is public below each node. */
  async ofPlace(
    { organisationId, id }: { readonly organisationId: string; readonly id: string },
    kind: string,
    { offered }: Offer,
  ): Promise<CountedNode[]> {
    const many = sql`counted(n.organisation_id, 'filed', ${countedUnder(sql`${id}::uuid`, sql`${kind}::text`, sql`n.id`)})::int`;
    const rows = await this.db.rows<CountedNode>(sql`
      select n.id, n.tree_id as "treeId", n.parent_id as "parentId", n.depth, n.key, n.name, n.state, ${many} as count
      from taxonomy_node n where n.organisation_id = ${organisationId} and n.state <> 'MERGED'
        and n.tree_id in (select r.id from taxonomy_node r where r.organisation_id = ${organisationId} and r.depth = 0
          and (r.id = any(${offered}::uuid[])
            or counted(r.organisation_id, 'filed', ${countedUnder(sql`${id}::uuid`, sql`${kind}::text`, sql`r.id`)}) > 0))
      order by ${neighbours}`);
    return inTreeOrder(rows);
  }
}
