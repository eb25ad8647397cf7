import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { firstIn, isId, join, rowsIn, sql, type CounterSource, type Query } from '@hiroba/server';
import type { Choosing } from '../domain/choice.ts';
import type { NodeFacts } from '../domain/node.ts';

/** A thing that is filed under nodes: where it is, and since when everybody sees it. */
export interface Filed {
  readonly organisationId: string;
  readonly componentId: string;
  readonly kind: string;
  readonly id: string;
  /** The instant lists sort it by; null while it is nobody else's business. */
  readonly at: Date | null;
}

/** SQL of the id under which the public things of a component below a node are counted. */
export const countedUnder = (component: Query, kind: Query, node: Query): Query =>
  sql`md5(${join([sql`${component}::text`, kind, sql`${node}::text`], ` || '/' || `)})::uuid`;

/** How many public things of a component stand below each node: what the counters follow from. */
export const filedCounter: CounterSource = {
  counter: 'filed',
  rows: sql`select organisation_id, ${countedUnder(sql`component_id`, sql`subject_kind`, sql`node_id`)} as subject_id, count(*) as n
    from taxonomy_use where at is not null group by 1, 2`,
};

/** SQL of a statement that moves the counters by the use rows that `changed` gives. */
const count = (changed: Query, by: 1 | -1): Query => sql`
  with changed as (${changed})
  insert into counter_delta (organisation_id, counter, subject_id, n)
  select organisation_id, 'filed', ${countedUnder(sql`component_id`, sql`subject_kind`, sql`node_id`)}, ${by}::int * count(*)
  from changed where at is not null group by organisation_id, component_id, subject_kind, node_id`;

/** SQL of a node with all nodes above it, as rows `id, tree_id, chosen`. */
const upwards = (organisationId: string, ids: Query): Query => sql`
  with recursive up (id, tree_id, parent_id, chosen) as (
    select n.id, n.tree_id, n.parent_id, true from taxonomy_node n where n.organisation_id = ${organisationId} and n.id = any(${ids})
    union all
    select n.id, n.tree_id, n.parent_id, false from taxonomy_node n join up on n.id = up.parent_id where n.organisation_id = ${organisationId})
  select id, tree_id, bool_or(chosen) as chosen from up group by id, tree_id`;

/** Files things under nodes, inside the transaction of the change. */
@Injectable()
export class TaxonomyUses {
  /** What a choice is judged by; the nodes are held, so that nobody merges them meanwhile. */
  async choosing(
    em: EntityManager,
    { organisationId, kind, id }: Pick<Filed, 'organisationId' | 'kind'> & { readonly id?: string | undefined },
    asked: readonly string[],
    required: readonly string[] = [],
  ): Promise<Choosing> {
    const before = id === undefined ? [] : await this.nodesOf(em, { organisationId, kind, id });
    const ids = [...new Set([...asked.filter(isId), ...before])].sort();
    if (ids.length > 0) {
      await rowsIn(
        em,
        sql`select 1 from taxonomy_node
        where organisation_id = ${organisationId} and id = any(${ids}::uuid[]) order by id for share`,
      );
    }
    const nodes =
      ids.length === 0
        ? []
        : await rowsIn<NodeFacts>(
            em,
            sql`
      with recursive up (node, parent_id, state) as (
        select n.id, n.parent_id, n.state from taxonomy_node n where n.organisation_id = ${organisationId} and n.id = any(${ids}::uuid[])
        union all
        select up.node, n.parent_id, n.state from taxonomy_node n join up on n.id = up.parent_id where n.organisation_id = ${organisationId})
      select n.id, n.tree_id as "treeId", n.parent_id as "parentId", n.depth,
        case when n.state = 'ACTIVE' and (select bool_or(up.state <> 'ACTIVE') from up where up.node = n.id) then 'RETIRED' else n.state end as state
      from taxonomy_node n where n.organisation_id = ${organisationId} and n.id = any(${ids}::uuid[])`,
          );
    const open =
      required.length === 0
        ? []
        : await rowsIn<{ id: string }>(
            em,
            sql`
      select r.id from taxonomy_node r where r.organisation_id = ${organisationId} and r.id = any(${required}::uuid[]) and r.state = 'ACTIVE'
        and exists (select 1 from taxonomy_node n where n.organisation_id = r.organisation_id and n.parent_id = r.id and n.state = 'ACTIVE')`,
          );
    return { nodes, before, open: open.map(({ id: tree }) => tree) };
  }

  /** Files a thing under these nodes and under no others; publication and moves come here, too. */
  async file(
    em: EntityManager,
    { organisationId, componentId, kind, id, at }: Filed,
    nodes: readonly string[],
  ): Promise<void> {
    await rowsIn(
      em,
      count(
        sql`
      delete from taxonomy_use where organisation_id = ${organisationId} and subject_kind = ${kind} and subject_id = ${id}
      returning organisation_id, component_id, subject_kind, node_id, at`,
        -1,
      ),
    );
    if (nodes.length === 0) return;
    await rowsIn(
      em,
      count(
        sql`
      insert into taxonomy_use (organisation_id, subject_kind, subject_id, tree_id, node_id, component_id, chosen, at)
      select ${organisationId}, ${kind}, ${id}, up.tree_id, up.id, ${componentId}, up.chosen, ${at}
      from (${upwards(organisationId, sql`${nodes}::uuid[]`)}) up
      returning organisation_id, component_id, subject_kind, node_id, at`,
        1,
      ),
    );
  }

  /** The nodes a thing is filed under. */
  async nodesOf(
    em: EntityManager,
    { organisationId, kind, id }: Pick<Filed, 'organisationId' | 'kind' | 'id'>,
  ): Promise<readonly string[]> {
    const rows = await rowsIn<{ node: string }>(
      em,
      sql`
      select node_id as node from taxonomy_use
      where organisation_id = ${organisationId} and subject_kind = ${kind} and subject_id = ${id} and chosen`,
    );
    return rows.map(({ node }) => node);
  }

  /** How many public things are filed under a node itself. */
  async many(em: EntityManager, organisationId: string, node: string): Promise<number> {
    const row = await firstIn<{ n: number }>(
      em,
      sql`
      select count(*)::int as n from taxonomy_use where organisation_id = ${organisationId} and node_id = ${node} and at is not null`,
    );
    return row?.n ?? 0;
  }

  /** Moves all that is filed under a node without children to another of its tree. */
  async move(em: EntityManager, organisationId: string, from: string, into: string): Promise<void> {
    const moved = sql`(select m.subject_kind, m.subject_id from taxonomy_use m where m.organisation_id = ${organisationId} and m.node_id = ${from})`;
    const [old, new_] = [from, into].map(
      (id) => sql`(select id from (${upwards(organisationId, sql`array[${id}]::uuid[]`)}) up)`,
    ) as [Query, Query];
    // A city-wide tree has tens of thousands of uses; the limit of a page's statement is not meant for them.
    await rowsIn(em, sql`set local statement_timeout = 60000`);
    await rowsIn(
      em,
      count(
        sql`
      insert into taxonomy_use (organisation_id, subject_kind, subject_id, tree_id, node_id, component_id, chosen, at)
      select u.organisation_id, u.subject_kind, u.subject_id, u.tree_id, up.id, u.component_id, false, u.at
      from taxonomy_use u cross join ${new_} up where u.organisation_id = ${organisationId} and u.node_id = ${from}
      on conflict do nothing returning organisation_id, component_id, subject_kind, node_id, at`,
        1,
      ),
    );
    await rowsIn(
      em,
      count(
        sql`
      delete from taxonomy_use where organisation_id = ${organisationId} and (subject_kind, subject_id) in ${moved}
        and node_id in ${old} and node_id not in ${new_} and node_id <> ${from}
      returning organisation_id, component_id, subject_kind, node_id, at`,
        -1,
      ),
    );
    // One thing has one chosen node in a tree, so the old choice ends before the new one begins.
    await rowsIn(
      em,
      sql`update taxonomy_use set chosen = false where organisation_id = ${organisationId} and node_id = ${from}`,
    );
    await rowsIn(
      em,
      sql`update taxonomy_use set chosen = true
      where organisation_id = ${organisationId} and node_id = ${into} and (subject_kind, subject_id) in ${moved}`,
    );
    await rowsIn(
      em,
      count(
        sql`
      delete from taxonomy_use where organisation_id = ${organisationId} and node_id = ${from}
      returning organisation_id, component_id, subject_kind, node_id, at`,
        -1,
      ),
    );
  }
}
