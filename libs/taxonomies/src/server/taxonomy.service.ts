import { Injectable } from '@nestjs/common';
import { Refusal, type Rule, type Situation } from '@hiroba/kernel';
import { Commands, firstIn, isId, newId, rowsIn, sql, type Caller, type Transaction } from '@hiroba/server';
import {
  addNode,
  editNode,
  mergeNode,
  type NodeEdit,
  type NodeInput,
  type Surroundings,
} from '../domain/node.commands.ts';
import { taxonomyPolicy } from '../domain/node.policy.ts';
import { TaxonomyNode } from './node.entity.ts';
import { TaxonomyUses } from './taxonomy.uses.ts';

/** Acts on trees that depend on the nodes around: keys are unique in a tree, whose root is the lock. */
@Injectable()
export class TaxonomyService {
  constructor(
    private readonly commands: Commands,
    private readonly uses: TaxonomyUses,
  ) {}

  /** Adds a node below another, or a tree. */
  add(caller: Caller, parentId: string | null, typed: NodeInput): Promise<TaxonomyNode | Refusal> {
    return this.commands.once(TaxonomyNode, caller, async (transaction) =>
      this.addIn(transaction, { viewer: caller, now: await transaction.now() }, parentId, typed),
    );
  }

  /** Adds a node inside a transaction that does more. */
  async addIn(
    transaction: Transaction,
    at: Situation,
    parentId: string | null,
    typed: NodeInput,
    may: Rule = taxonomyPolicy.shape,
  ): Promise<TaxonomyNode | Refusal> {
    const {
      em,
      caller: { organisationId },
    } = transaction;
    const known =
      parentId === null || !isId(parentId) ? null : await em.findOne(TaxonomyNode, { id: parentId, organisationId });
    // Who may not shape trees learns nothing of them.
    const refusal = may(at, undefined) ?? (parentId !== null && !known ? new Refusal('NOT_FOUND') : undefined);
    if (refusal) return refusal;
    if (known) await hold(transaction, known.treeId);
    // Two trees added at once must see each other.
    else await rowsIn(em, sql`select 1 from organisation where id = ${organisationId} for no key update`);
    const parent = known ? ((await held(transaction, known.id)) ?? undefined) : undefined;
    const id = newId();
    const decision = addNode(id, typed, parent, await around(transaction, parent), may)(at);
    if (decision instanceof Refusal) return decision;
    const node = em.create(TaxonomyNode, { id, organisationId, rev: 0, ...decision.patch } as never, {
      partial: true,
    }) as TaxonomyNode;
    return transaction.write(node, decision, at);
  }

  /** Changes the name, the reading or the place of a node. */
  edit(caller: Caller, id: string, typed: NodeEdit, rev: number): Promise<TaxonomyNode | Refusal> {
    return this.commands.act(TaxonomyNode, id, caller, editNode(typed, rev));
  }

  /** Makes a node part of another; what is filed under it moves there in the same transaction. */
  merge(caller: Caller, id: string, into: string): Promise<TaxonomyNode | Refusal> {
    return this.commands.once(TaxonomyNode, caller, async (transaction) => {
      const {
        em,
        caller: { organisationId },
      } = transaction;
      const at: Situation = { viewer: caller, now: await transaction.now() };
      const refusal = taxonomyPolicy.shape(at, undefined);
      if (refusal) return refusal;
      const known = isId(id) ? await em.findOne(TaxonomyNode, { id, organisationId }) : null;
      if (!known) return new Refusal('NOT_FOUND');
      await hold(transaction, known.treeId);
      // In the order of ids, as whoever files something holds them, too.
      const both = new Map<string, TaxonomyNode | null>();
      for (const each of [id, into].sort()) both.set(each, await held(transaction, each));
      const [node, target] = [both.get(id), both.get(into)];
      if (!node || !target) return new Refusal('NOT_FOUND', node ? 'into' : undefined);
      const children = await firstIn<{ n: number }>(
        em,
        sql`select count(*)::int as n from taxonomy_node
        where organisation_id = ${organisationId} and parent_id = ${id} and state <> 'MERGED'`,
      );
      const decision = mergeNode(target, {
        children: children?.n ?? 0,
        uses: await this.uses.many(em, organisationId, id),
      })(at, node);
      if (decision instanceof Refusal) return decision;
      await this.uses.move(em, organisationId, id, into);
      return transaction.write(node, decision, at);
    });
  }
}

// Held against changes, but not against those who file something under another node and so refer to this one.
async function hold({ em, caller: { organisationId } }: Transaction, id: string): Promise<void> {
  await rowsIn(
    em,
    sql`select 1 from taxonomy_node where organisation_id = ${organisationId} and id = ${id} for no key update`,
  );
}

async function held(transaction: Transaction, id: string): Promise<TaxonomyNode | null> {
  if (!isId(id)) return null;
  await hold(transaction, id);
  const {
    em,
    caller: { organisationId },
  } = transaction;
  return em.findOne(TaxonomyNode, { id, organisationId }, { refresh: true });
}

async function around(
  { em, caller: { organisationId } }: Transaction,
  parent: TaxonomyNode | undefined,
): Promise<Surroundings> {
  const rows = await rowsIn<{ key: string; weight: number; beside: boolean }>(
    em,
    sql`
    select key, weight, parent_id is not distinct from ${parent?.id ?? null}::uuid as beside from taxonomy_node
    where organisation_id = ${organisationId} and case when ${parent?.treeId ?? null}::uuid is null then depth = 0
      else tree_id = ${parent?.treeId ?? null}::uuid end`,
  );
  return { keys: rows.map(({ key }) => key), weights: rows.filter(({ beside }) => beside).map(({ weight }) => weight) };
}
