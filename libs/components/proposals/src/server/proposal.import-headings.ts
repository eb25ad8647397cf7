import { Injectable } from '@nestjs/common';
import { Refusal } from '@hiroba/kernel';
import { rowsIn, sql, type Transaction } from '@hiroba/server';
import { nodeCalled, taxonomyPolicy, type NodeContent } from '@hiroba/taxonomies';
import { TaxonomyService } from '@hiroba/taxonomies/server';
import { settingsOf } from '../domain/proposal.commands.ts';
import { offerOf } from '../domain/proposal.filing.ts';
import type { ProposalsSituation } from '../manifest.ts';

type Node = Pick<NodeContent, 'id' | 'treeId' | 'parentId' | 'depth' | 'key' | 'name' | 'state'>;

/** Tells which node a heading of a file means. */
export interface Headings {
  /** The headings of a cell, of which one tree holds one. */
  split(parts: readonly string[]): readonly string[];
  /** The node, nothing where there is none, or why one cannot be made. */
  nodeFor(heading: string): Promise<Node | Refusal | undefined>;
}

/** The key of the tree that a place without trees of its own gets for what is brought there. */
const broughtKey = (componentId: string): string => `brought-${componentId.slice(-12)}`;

/**
 * The headings of imported files. Where a place offers trees, a heading must be in one of them, or be the whole path of another;
 * where it offers none, another platform's headings come along as they are, into a tree of their own.
 */
@Injectable()
export class ImportHeadings {
  constructor(private readonly taxonomies: TaxonomyService) {}

  /** The headings of one place, inside the transaction of its import. */
  async of(transaction: Transaction, at: ProposalsSituation): Promise<Headings> {
    const {
      em,
      caller: { organisationId },
    } = transaction;
    const nodes = await rowsIn<Node>(
      em,
      sql`
      select id, tree_id as "treeId", parent_id as "parentId", depth, key, name, state from taxonomy_node
      where organisation_id = ${organisationId} and state <> 'MERGED'`,
    );
    const { offered } = offerOf(settingsOf(at));
    const own = nodes.filter(({ treeId }) => offered.includes(treeId));
    const key = broughtKey(at.component?.id ?? '');
    const root = nodes.find((node) => node.depth === 0 && node.key === key);
    const brought = root ? nodes.filter(({ treeId }) => treeId === root.id) : [];
    const made = new Map<string, Promise<Node | Refusal>>();
    const add = (parentId: string | null, name: { ja: string; en?: string }, wished?: string) =>
      this.taxonomies.addIn(
        transaction,
        at,
        parentId,
        { name, ...(wished ? { key: wished } : {}) },
        taxonomyPolicy.bring,
      );
    let tree: Promise<{ id: string } | Refusal> | undefined = root && Promise.resolve(root);
    const bring = async (heading: string): Promise<Node | Refusal> => {
      tree ??= add(null, { ja: '分野', en: 'Topic' }, key);
      const parent = await tree;
      return parent instanceof Refusal ? parent : add(parent.id, { ja: heading });
    };
    return {
      // What is brought along comes into one tree, so a cell is one heading there.
      split: (parts) => (own.length > 0 || parts.every((part) => part.includes('/')) ? parts : [parts.join('; ')]),
      async nodeFor(heading) {
        const known =
          nodeCalled(heading, own.length > 0 ? own : brought) ??
          (heading.includes('/') ? nodeCalled(heading, nodes) : undefined);
        if (known || own.length > 0) return known;
        const before = made.get(heading) ?? bring(heading);
        made.set(heading, before);
        return before;
      },
    };
  }
}
