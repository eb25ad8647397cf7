import { authorJson } from '@hiroba/accounts/server';
import { attachmentCount } from '@hiroba/attachments/server';
import type { Viewer } from '@hiroba/kernel';
import { markingsJson, readsText, withholdingJson } from '@hiroba/moderation/server';
import { asksOnly, holdsIn, literal, mayEnterSpace, placeIsOutFor, sql, type Query } from '@hiroba/server';
import { spotJson, type PublicSpot } from '@hiroba/places/server';
import { filedJson, type FiledNode } from '@hiroba/taxonomies/server';
import { answerColumns } from './answer.reads.ts';
import { authorsJson } from './proposal.authors.ts';
import type { Proposal } from './proposal.entity.ts';

/** A proposal as lists and pages read it: one row with its author, its numbers and the viewer's own support. */
export type ProposalRow = Proposal & {
  readonly author: object | null;
  readonly authors: readonly object[];
  readonly supportCount: number | null;
  readonly commentCount: number;
  readonly attachmentCount: number;
  readonly viewerSupports: boolean;
  readonly spaceSlug: string;
  readonly taxonomies: readonly FiledNode[];
  readonly spot: PublicSpot | null;
  /** Whether it is a copy, or has copies. */
  readonly isCopied?: boolean;
  readonly sortKey: string | number;
  /** Whether the viewer reads its text. */
  readonly reads?: boolean;
  /** Its text is withheld from this viewer: nothing of it is in the row. */
  readonly sealed?: boolean;
};

const fewColumns = literal(`p.id, p.organisation_id as "organisationId", p.title, p.published_at as "publishedAt"`);

const plainColumns = literal(`p.component_id as "componentId", p.author_id as "authorId", p.coauthor_ids as "coauthorIds", p.state, p.locale, p.reference`);

const columns = literal(`p.official, p.office, p.origin, p.body, p.kind, p.details, p.credited_to as "creditedTo", p.received_at as "receivedAt", p.amends_id as "amendsId",
  p.edited_at as "editedAt", p.withdrawn_at as "withdrawnAt", p.moved_at as "movedAt", p.versions, p.threshold_reached_at as "thresholdReachedAt",
  p.answer_due_at as "answerDueAt", p.withheld_at as "withheldAt", p.redacted_at as "redactedAt", p.rev,
  (p.copied_from is not null or exists (select 1 from proposal_link l
    where l.organisation_id = p.organisation_id and l.source_id = p.id and l.kind = 'COPY')) as "isCopied"`);

/** SQL of the key under which the viewer's supports in the component of `p` are stored; null before their first. */
const ownKey = ({ personId }: Viewer): Query => sql`(select m.supporter from proposal_allowance m
  where m.organisation_id = p.organisation_id and m.component_id = p.component_id and m.person_id = ${personId})`;

/** SQL that is true where the viewer supports `p`. */
const supportedBy = (viewer: Viewer): Query => (viewer.personId ? sql`exists (select 1 from proposal_support own
  where own.organisation_id = p.organisation_id and own.proposal_id = p.id and own.supporter = ${ownKey(viewer)})` : literal('false'));

/** SQL that is true where the viewer may read what is public of the place `c` in `s`. */
export const readablePlace = (viewer: Viewer): Query =>
  sql`(${placeIsOutFor(viewer)} or ${holdsIn(viewer, ['STAFF', 'AUDITOR'], literal('c.space_id'))})`;

/** SQL that is true where the viewer is among the authors of `p`; each half finds its index. */
export const ownProposal = ({ personId }: Viewer): Query => (personId ? sql`(p.author_id = ${personId}
  or (p.coauthor_ids <> '{}' and p.coauthor_ids @> array[${personId}::uuid]))` : literal('false'));

/** SQL that is true for the proposals `p` in `c` and `s` that a viewer may know of: the twin of `proposalPolicy.read`. */
export const knownProposal = (viewer: Viewer): Query =>
  sql`(${mayEnterSpace(viewer)} and (${ownProposal(viewer)} or (p.rev > 0 and ${readablePlace(viewer)})))`;

/** SQL that is true where the viewer reads the text of the proposal `p` in `c`, withheld or not: the twin of `proposalPolicy.readsText`. */
export const readsProposal = (viewer: Viewer): Query =>
  readsText(viewer, { withheldAt: literal('p.withheld_at'), own: ownProposal(viewer), spaceId: literal('c.space_id') });

/** SQL that is true for the proposals `p` in `c` and `s` whose text a viewer may read. */
export const readableProposal = (viewer: Viewer): Query => sql`(${knownProposal(viewer)} and ${readsProposal(viewer)})`;

/** SQL that is true for the proposals `p` that everybody finds in lists and numbers, as far as moderation goes. */
export const isShown = literal('p.withheld_at is null');

/** What a proposal is called where its own title may not be told. */
export const withheldTitle = { ja: '非表示の提案', en: 'A withheld proposal' } as const;

/** SQL of the title of `p` for whoever may know of it, in the language that the expression gives where it is withheld. */
export const toldTitle = (locale: Query): Query => sql`
  case when ${isShown} then p.title else coalesce(${JSON.stringify(withheldTitle)}::jsonb ->> ${locale}, ${withheldTitle.en}) end`;

/** A row without the text and whatever else tells of it. */
export const sealed = (row: ProposalRow): ProposalRow => Object.assign(row, {
  sealed: true, title: '', body: '', details: {}, kind: null, creditedTo: null, author: null, authors: [], taxonomies: [], spot: null, attachmentCount: 0,
});

/** The joins of the numbers of `p`: `r` holds what is folded, `w` what waits to be. */
export const numbers = literal(`
  left join proposal_rank r on r.organisation_id = p.organisation_id and r.proposal_id = p.id
  cross join lateral (
    select coalesce(sum(n) filter (where counter = 'supports'), 0) as supports, coalesce(sum(n) filter (where counter = 'comments'), 0) as comments
    from counter_delta where organisation_id = p.organisation_id and counter in ('supports', 'comments') and subject_id = p.id) w`);

/** SQL of the number of comments below `p`, with `numbers` joined. */
export const commentCount = literal(`(coalesce(r.comments, 0) + w.comments)::int`);

const supportCount = literal('(coalesce(r.supports, 0) + w.supports)::int');

const supportIsOpen = literal(`exists (select 1 from jsonb_array_elements(s.phases) open
  where (open ->> 'opensAt')::timestamptz <= now() and coalesce((open ->> 'closesAt')::timestamptz > now(), true)
    and open -> 'allows' -> (c.id::text) ? 'support')`);

/** The number of supports where its setting lets it be seen now; null elsewhere, so that it leaks through nothing. */
export const shownSupports = (viewer: Viewer): Query => sql`case coalesce(c.settings ->> 'showCounts', 'ALWAYS')
  when 'AFTER_OWN' then case when ${supportedBy(viewer)} then ${supportCount} end
  when 'AFTER_PHASE' then case when not ${supportIsOpen} then ${supportCount} end
  else ${supportCount} end`;

const plainFields = new Set(['__typename', 'id', 'componentId', 'state', 'title', 'locale', 'reference', 'publishedAt', 'author',
  'viewerIsAuthor', 'viewerIsCoauthor', 'spaceSlug', 'supportCount', 'commentCount', 'viewerSupports']);

const fewFields = new Set(['__typename', 'id', 'title', 'publishedAt', 'author', 'supportCount', 'commentCount']);
const fewAndBody = new Set([...fewFields, 'body']);

const withheld = withholdingJson('proposal', literal('p.organisation_id'), literal('p.id'), literal('p.withheld_at'));
const markings = markingsJson('proposal', literal('p.organisation_id'), literal('p.id'), [literal('p.redacted_at'), literal('p.labelled_at')]);
const taxonomies = filedJson('proposal', literal('p.organisation_id'), literal('p.id'));
const spot = spotJson('proposal', literal('p.organisation_id'), literal('p.id'));
const attachments = attachmentCount(literal('p.organisation_id'), 'proposal', literal('p.id'));

/**
 * What is selected of `p` for a viewer; what is not asked for is not looked up. There are few such selections, since each is prepared
 * on each connection, whoever composes documents: what is read of a proposal at a glance, with its text or without; what lists of titles show; all.
 */
export function selected(viewer: Viewer, asked?: ReadonlySet<string>): Query {
  const few = sql`${fewColumns}, ${authorJson('a', asked)} as author, ${shownSupports(viewer)} as "supportCount", ${commentCount} as "commentCount"`;
  if (asksOnly(asked, fewFields)) return few;
  if (asksOnly(asked, fewAndBody)) return sql`${few}, p.body, ${readsProposal(viewer)} as reads`;
  const plain = sql`${few}, ${plainColumns}, s.slug as "spaceSlug", ${supportedBy(viewer)} as "viewerSupports"`;
  if (asksOnly(asked, plainFields)) return plain;
  return sql`${plain}, ${columns}, ${withheld} as withheld, ${markings} as markings, ${readsProposal(viewer)} as reads, ${answerColumns}, ${authorsJson} as authors,
    ${taxonomies} as taxonomies, ${spot} as spot, ${attachments} as "attachmentCount"`;
}

/** SQL of one component `c` and its space `s`; the offsets make the planner look them up first, and once. */
export const placeWith = (organisationId: string, componentId: string): Query => sql`
  (select * from component where organisation_id = ${organisationId} and id = ${componentId} offset 0) c
  cross join lateral (select * from space where organisation_id = c.organisation_id and id = c.space_id offset 0) s`;

/** The joins of what is shown beside `p`: its author and its numbers. */
export const beside = sql`left join person a on a.organisation_id = p.organisation_id and a.id = p.author_id ${numbers}`;
