import { Injectable } from '@nestjs/common';
import { foldWithoutBlanks, tokens, type Viewer } from '@hiroba/kernel';
import { authorJson } from '@hiroba/accounts/server';
import { badInput, checkFirst, isId, join, keysOf, literal, Sql, sql, toPage, type Page, type Query } from '@hiroba/server';
import type { Allowance } from '../domain/proposal.ts';
import { answerColumns, isOfKind, isOwed, kindInForce } from './answer.reads.ts';
import { likeEnough, titleTokens } from '../domain/proposal.similar.ts';
import { authorsJson, type AuthorInTimeType } from './proposal.authors.ts';
import type { Proposal } from './proposal.entity.ts';
import { proposalSorts, type ProposalFilterType, type ProposalSort } from './proposal-parts.type.ts';

/** A proposal as lists and pages read it: one row with its author, its numbers and the viewer's own support. */
export type ProposalRow = Proposal & {
  readonly author: object | null;
  readonly authors: readonly object[];
  readonly supportCount: number | null;
  readonly commentCount: number;
  readonly viewerSupports: boolean;
  readonly spaceSlug: string;
  readonly sortKey: string | number;
};

/** What a list is asked for. */
export interface ListArguments {
  readonly first: number;
  readonly after?: string;
  readonly sort: ProposalSort;
  readonly seed: string;
  readonly filter: ProposalFilterType;
}

const columns = literal(`p.id, p.organisation_id as "organisationId", p.component_id as "componentId", p.author_id as "authorId",
  p.coauthor_ids as "coauthorIds", p.official, p.office, p.origin, p.state,
  p.title, p.body, p.category, p.locale, p.reference, p.credited_to as "creditedTo", p.published_at as "publishedAt",
  p.edited_at as "editedAt", p.withdrawn_at as "withdrawnAt", p.versions, p.threshold_reached_at as "thresholdReachedAt",
  p.answer_due_at as "answerDueAt", p.rev`);

/** SQL of the key under which the viewer's supports in the component of `p` are stored; null before their first. */
const ownKey = ({ personId }: Viewer): Query => sql`(select m.supporter from proposal_allowance m
  where m.organisation_id = p.organisation_id and m.component_id = p.component_id and m.person_id = ${personId ?? null})`;

/** SQL that is true where the viewer supports `p`. */
const supportedBy = (viewer: Viewer): Query => sql`exists (select 1 from proposal_support own
  where own.organisation_id = p.organisation_id and own.proposal_id = p.id and own.supporter = ${ownKey(viewer)})`;

/** SQL that is true for the proposals `p` in `c` and `s` that a viewer may read: the twin of `proposalPolicy.read`. */
export function readableProposal(viewer: Viewer): Query {
  const { personId, grants } = effective(viewer);
  const staffing = grants.filter(({ role }) => role === 'STAFF' || role === 'AUDITOR');
  const everywhere = staffing.some(({ spaceId }) => !spaceId);
  const spaces = staffing.flatMap(({ spaceId }) => (spaceId ? [spaceId] : []));
  return sql`(p.author_id = ${personId ?? null} or p.coauthor_ids @> array[${personId ?? null}::uuid] or (p.rev > 0 and (
    (c.published and s.state <> 'DRAFT') or ${everywhere}::boolean or c.space_id = any(${spaces}::uuid[]))))`;
}

/** A staff member's rights count only with the second factor given and while not suspended, as the rules have it. */
const effective = (viewer: Viewer): Viewer => (viewer.mfa && !viewer.suspended ? viewer : { ...viewer, grants: [] });

/** Questions about proposals, each one SQL statement. */
@Injectable()
export class ProposalReads {
  constructor(private readonly db: Sql) {}

  #select(viewer: Viewer, sortKey: Query, condition: Query, order: Query, among: Query = sql``): Query {
    return sql`
      select ${columns}, ${answerColumns}, ${authorJson('a')} as author, ${authorsJson} as authors, s.slug as "spaceSlug", ${sortKey} as "sortKey",
        ${shownSupports(viewer)}::int as "supportCount",
        counted(p.organisation_id, 'comments', p.id)::int as "commentCount",
        ${supportedBy(viewer)} as "viewerSupports"
      from proposal p ${among}
      join component c on c.organisation_id = p.organisation_id and c.id = p.component_id
      join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
      left join person a on a.organisation_id = p.organisation_id and a.id = p.author_id
      where p.organisation_id = ${viewer.organisationId} and ${readableProposal(viewer)} and ${condition} ${order}`;
  }

  /** One proposal, if the viewer may read it. */
  async one(viewer: Viewer, id: string): Promise<ProposalRow | null> {
    if (!isId(id)) return null;
    return (await this.db.first<ProposalRow>(this.#select(viewer, sql`''`, sql`p.id = ${id}`, sql``))) ?? null;
  }

  /** A page of the proposals of a component; a cursor carries its order and seed, so pages fit together. */
  async list(viewer: Viewer, componentId: string, asked: ListArguments): Promise<Page<ProposalRow>> {
    const { first, after, filter } = asked;
    checkFirst(first);
    const past = after ? pastOf(after) : undefined;
    const { sort, seed } = past ?? asked;
    const key = sort === 'SUPPORTED' ? supported(viewer) : sortKeys[sort](seed);
    const conditions = [sql`p.component_id = ${componentId}`, ...conditionsOf(viewer, filter)];
    if (past) {
      const value = key.numeric ? sql`${Number(past.value)}::float8` : sql`${String(past.value)}`;
      conditions.push(sql`(${key.value}, p.id) < (${value}, ${past.id}::uuid)`);
    }
    const order = sql`order by ${key.value} desc, p.id desc limit ${first + 1}`;
    const rows = await this.db.rows<ProposalRow>(this.#select(viewer, key.value, join(conditions, ' and '), order));
    return toPage(rows, first, ({ sortKey, id }) => [sort, seed, sortKey, id]);
  }

  /** Published proposals of a component whose titles are like this one, the nearest first; `except` is the one that asks. */
  async similar(viewer: Viewer, componentId: string, title: string, asked: { readonly first: number; readonly except?: string | undefined; readonly answered?: boolean }): Promise<readonly ProposalRow[]> {
    const { first, except, answered = false } = asked;
    checkFirst(first);
    const wanted = titleTokens(title.slice(0, 400)).slice(0, MOST_TITLE_TOKENS);
    if (wanted.length === 0) return [];
    const near = sql`(
      select q.id, 2.0 * (select count(*) from unnest(q.title_tokens) as token where token = any(${wanted}::text[]))
                   / (cardinality(q.title_tokens) + ${wanted.length}::int) as likeness
      from proposal q
      where q.organisation_id = ${viewer.organisationId} and q.component_id = ${componentId} and q.state = 'PUBLISHED'
        and q.title_tokens && ${wanted}::text[] and q.id is distinct from ${except && isId(except) ? except : null}::uuid
        and (not ${answered}::boolean or q.answered_at is not null))`;
    return this.db.rows<ProposalRow>(this.#select(
      viewer, sql`near.likeness`, sql`near.likeness >= ${likeEnough}::float8`, sql`order by near.likeness desc, p.id desc limit ${first}`,
      sql`join ${near} near on near.id = p.id`));
  }

  /** How many published proposals stand under each state of answer and each category. */
  async counts(viewer: Viewer, componentId: string): Promise<{ key: string; count: number }[]> {
    return this.db.rows(sql`
      select coalesce(case when grouping(p.category) = 0 then 'category:' || p.category end,
                      case when grouping(${kindInForce}) = 0 then 'answer:' || coalesce(${kindInForce}, 'NONE') end, 'all') as key,
             count(*)::int as count
      from proposal p
      join component c on c.organisation_id = p.organisation_id and c.id = p.component_id
      join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
      where p.organisation_id = ${viewer.organisationId} and p.component_id = ${componentId} and p.rev > 0
        and ${readableProposal(viewer)}
      group by grouping sets ((), (p.category), (${kindInForce})) having grouping(p.category) = 1 or p.category is not null`);
  }

  /** What a person already did in a component; proposals taken back no longer count. */
  async allowance(viewer: Viewer, componentId: string): Promise<Allowance> {
    const none = { drafts: 0, published: 0, supports: 0 };
    return viewer.personId ? (await this.db.first<Allowance>(this.allowanceQuery(viewer, componentId))) ?? none : none;
  }

  /** The statement behind `allowance`, for transactions that hold the allowance's lock. */
  allowanceQuery(viewer: Viewer, componentId: string): Query {
    const { organisationId, personId } = viewer;
    return sql`
      select (select count(*) from proposal where organisation_id = ${organisationId} and component_id = ${componentId}
                and author_id = ${personId} and state = 'DRAFT')::int as drafts,
             (select count(*) from proposal where organisation_id = ${organisationId} and component_id = ${componentId}
                and author_id = ${personId} and state = 'PUBLISHED')::int as published,
             (select count(*) from proposal_allowance m
              join proposal_support v on v.organisation_id = m.organisation_id and v.component_id = m.component_id and v.supporter = m.supporter
              join proposal p on p.organisation_id = v.organisation_id and p.id = v.proposal_id
              where m.organisation_id = ${organisationId} and m.component_id = ${componentId} and m.person_id = ${personId}
                and p.state = 'PUBLISHED')::int as supports`;
  }

  /** All that a person wrote, newest first, in every component. */
  async ofAuthor(viewer: Viewer, first: number): Promise<readonly ProposalRow[]> {
    if (!viewer.personId) return [];
    return this.db.rows<ProposalRow>(this.#select(
      viewer, sql`''`, sql`(p.author_id = ${viewer.personId} or p.coauthor_ids @> array[${viewer.personId}::uuid])`, sql`order by p.created_at desc, p.id desc limit ${checkFirst(first)}`));
  }

  /** Answers owed to people: the threshold reached, no final answer yet; the longest waiting first. */
  async owed(viewer: Viewer, first: number): Promise<readonly ProposalRow[]> {
    return this.db.rows<ProposalRow>(this.#select(
      viewer, sql`''`,
      sql`p.state = 'PUBLISHED' and p.answer_due_at is not null and ${isOwed}`,
      sql`order by p.answer_due_at, p.id limit ${checkFirst(first)}`));
  }

  /** The newest published answers of the city. */
  async answered(viewer: Viewer, first: number): Promise<readonly ProposalRow[]> {
    return this.db.rows<ProposalRow>(this.#select(
      viewer, sql`''`, sql`p.rev > 0 and p.answered_at is not null`, sql`order by p.answered_at desc, p.id limit ${checkFirst(first)}`));
  }

  /** Everybody who ever was an author of a proposal, in order. */
  async authorsOverTime(organisationId: string, id: string): Promise<AuthorInTimeType[]> {
    return this.db.rows(sql`
      select w.kind, w.name, ${authorJson('wp')} as person, w.joined_at as "joinedAt", w.left_at as "leftAt"
      from proposal_author w left join person wp on wp.organisation_id = w.organisation_id and wp.id = w.person_id
      where w.organisation_id = ${organisationId} and w.proposal_id = ${id} order by w.position`);
  }
}

interface SortKey {
  readonly value: Query;
  readonly numeric: boolean;
}

const instant = (column: Query): SortKey => ({ value: sql`(extract(epoch from ${column}) * 1000)::float8`, numeric: true });

const supportIsOpen = literal(`exists (select 1 from jsonb_array_elements(s.phases) open
  where (open ->> 'opensAt')::timestamptz <= now() and coalesce((open ->> 'closesAt')::timestamptz > now(), true)
    and open -> 'allows' -> (c.id::text) ? 'support')`);

/** The number of supports where its setting lets it be seen now; null elsewhere, so that it leaks through nothing. */
export const shownSupports = (viewer: Viewer): Query => sql`case coalesce(c.settings ->> 'showCounts', 'ALWAYS')
  when 'AFTER_OWN' then case when ${supportedBy(viewer)} then counted(p.organisation_id, 'supports', p.id) end
  when 'AFTER_PHASE' then case when not ${supportIsOpen} then counted(p.organisation_id, 'supports', p.id) end
  else counted(p.organisation_id, 'supports', p.id) end`;

const supported = (viewer: Viewer): SortKey => ({ value: sql`coalesce(${shownSupports(viewer)}, 0)::float8`, numeric: true });

/** What each other order sorts by; the id always decides between equals. */
const sortKeys: Record<Exclude<ProposalSort, 'SUPPORTED'>, (seed: string) => SortKey> = {
  NEWEST: () => ({ value: sql`p.published_at`, numeric: false }),
  RANDOM: (seed) => ({ value: sql`md5(${seed} || p.id::text)`, numeric: false }),
  COMMENTED: () => ({ value: sql`counted(p.organisation_id, 'comments', p.id)::float8`, numeric: true }),
  ANSWERED: () => instant(sql`coalesce(p.answered_at, 'epoch')`),
};

/** What a cursor says: the order, its seed, and the last row seen. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function pastOf(after: string): { sort: ProposalSort; seed: string; value: string | number; id: string } {
  const [sort, seed, value, id] = keysOf(after, 4);
  const known = proposalSorts.find((one) => one === sort);
  if (!known || typeof seed !== 'string' || value === undefined || typeof id !== 'string' || !isId(id)) throw badInput('after');
  if (known === 'NEWEST' ? !INSTANT.test(String(value)) || Number.isNaN(Date.parse(String(value))) : known !== 'RANDOM' && typeof value !== 'number') throw badInput('after');
  return { sort: known, seed, value, id };
}

function conditionsOf(viewer: Viewer, { search, category, answered, answerKind, due, mine }: ProposalFilterType): Query[] {
  const conditions = mine ? [sql`(p.author_id = ${viewer.personId ?? null} or p.coauthor_ids @> array[${viewer.personId ?? null}::uuid])`] : [sql`p.rev > 0`];
  if (category) conditions.push(sql`p.category = ${category}`);
  if (answered !== undefined && answered !== null) conditions.push(answered ? sql`${kindInForce} is not null` : sql`${kindInForce} is null`);
  if (answerKind) conditions.push(isOfKind(answerKind));
  if (due) conditions.push(sql`p.answer_due_at is not null and ${isOwed}`);
  if (search?.trim()) conditions.push(...matching(search));
  return conditions;
}

/** A title has at most 150 characters, so at most as many bigrams. */
const MOST_TITLE_TOKENS = 150;
const MOST_WORDS = 10;
const latin = /^[\p{sc=Latin}\p{Nd}]+$/u;
const quoted = (token: string): string => `'${token.replace(/['\\]/g, (mark) => mark + mark)}'${latin.test(token) ? ':*' : ''}`;

function matching(search: string): Query[] {
  const text = search.slice(0, 400);
  if (/^[A-Z]{2,6}-P-\d{4}-\d+$/i.test(text.trim())) return [sql`p.reference = ${text.trim().toUpperCase()}`];
  const words = tokens(text);
  const all = words.length > 0 ? [sql`p.search @@ ${words.map(quoted).join(' & ')}::tsquery`] : [];
  // Each number of words is a statement of its own to the database, so there are only so many.
  const parts = text.split(/[\s\u3000]+/).filter(Boolean).slice(0, MOST_WORDS);
  return [...all, ...parts.map((part) => sql`strpos(p.folded, ${foldWithoutBlanks(part)}) > 0`)];
}

