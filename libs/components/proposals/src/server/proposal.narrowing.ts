import type { Viewer } from '@hiroba/kernel';
import { isReference, literal, sql, wordSearch, type Query } from '@hiroba/server';
import { isAnswered, isOfKind, isOwed, isUnanswered } from './answer.reads.ts';
import type { ProposalFilterType } from './proposal-parts.type.ts';
import { isShown, ownProposal } from './proposal.rows.ts';

const searched = {
  index: literal('p.search'),
  folded: literal('p.folded'),
  reference: literal('p.reference'),
  letter: 'P',
};

/** SQL that is true where the public proposal `p` is filed under a node or below it. */
export const filedBelow = (organisationId: string, componentId: string, node: string): Query => sql`p.id in (
  select f.subject_id from taxonomy_use f where f.organisation_id = ${organisationId} and f.component_id = ${componentId}
    and f.subject_kind = 'proposal' and f.node_id = ${node} and f.at is not null)`;

/** What a list is of. What became part of something else has its page, and is found by its number; lists show what came of it. */
export function listedOf(viewer: Viewer, { search, mine }: ProposalFilterType): Query[] {
  if (mine) return [ownProposal(viewer)];
  return isReference(search, searched.letter)
    ? [sql`p.rev > 0`, isShown]
    : [sql`p.rev > 0`, isShown, sql`p.state not in ('MERGED', 'SPLIT')`];
}

/** Whether values decide which way to the rows is the right one: trees and boxes are rare or frequent. */
export const isPlanned = ({ taxonomies, placed, box }: ProposalFilterType): boolean =>
  (taxonomies?.length ?? 0) > 0 || Boolean(placed) || Boolean(box);

/** What a list is narrowed to: what an index finds, and what is looked at again in the text. */
export function narrowedTo({ search, kind, answered, answerKind, due }: ProposalFilterType): {
  readonly found: Query[];
  readonly checked: Query[];
} {
  const found: Query[] = [];
  if (kind) found.push(sql`p.kind = ${kind}`);
  if (answered !== undefined && answered !== null) found.push(answered ? isAnswered : isUnanswered);
  if (answerKind) found.push(isOfKind(answerKind));
  if (due) found.push(sql`p.state = 'PUBLISHED' and p.answer_due_at is not null and ${isOwed}`);
  const words = search?.trim() ? wordSearch(search, searched) : undefined;
  if (words) found.push(words.found);
  return { found, checked: words?.checked ? [words.checked] : [] };
}
