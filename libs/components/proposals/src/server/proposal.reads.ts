import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { authorJson } from '@hiroba/accounts/server';
import { atMost, checkFirst, isId, join, Sql, sql, toPage, type Page, type Query } from '@hiroba/server';
import type { SpotRules } from '@hiroba/places';
import { thingsOnMap } from '@hiroba/places/server';
import { TaxonomyReads } from '@hiroba/taxonomies/server';
import type { Allowance } from '../domain/proposal.ts';
import { kindInForce } from './answer.reads.ts';
import { likeEnough, titleTokens } from '../domain/proposal.similar.ts';
import type { AuthorInTimeType } from './proposal.authors.ts';
import { find } from './proposal.finding.ts';
import { filedBelow, isPlanned, listedOf, narrowedTo } from './proposal.narrowing.ts';
import { pastOf, walk } from './proposal.orders.ts';
import type { ProposalFilterType, ProposalSort } from './proposal-parts.type.ts';
import {
  beside, isShown, knownProposal, ownProposal, placeWith, readablePlace, readableProposal, sealed, selected, type ProposalRow,
} from './proposal.rows.ts';

/** What a list is asked for. */
export interface ListArguments {
  readonly first: number;
  readonly after?: string;
  readonly sort: ProposalSort;
  readonly seed: string;
  readonly filter: ProposalFilterType;
  /** Whether the numbers of supports are kept back just now; then no order may tell them either. */
  readonly countsHidden: boolean;
  /** What the place asks of spots: maps and their boxes show points as exactly as it says. */
  readonly spots: SpotRules;
  /** The fields that are shown of each. */
  readonly asked?: ReadonlySet<string>;
}

/** A row of a page before it is read: where it stands in its order. */
type Keyed = Pick<ProposalRow, 'id' | 'sortKey'>;

/** Questions about proposals, each one SQL statement; where its plan depends on words, rows are found by one and read by another. */
@Injectable()
export class ProposalReads {
  constructor(
    private readonly db: Sql,
    private readonly taxonomies: TaxonomyReads,
  ) {}

  #select(viewer: Viewer, condition: Query, order: Query, asked?: ReadonlySet<string>, readable: Query = readableProposal(viewer)): Query {
    return sql`
      select ${selected(viewer, asked)}
      from proposal p
      join component c on c.organisation_id = p.organisation_id and c.id = p.component_id
      join space s on s.organisation_id = c.organisation_id and s.id = c.space_id ${beside}
      where p.organisation_id = ${viewer.organisationId} and ${readable} and ${condition} ${order}`;
  }

  /** One proposal, if the viewer may know of it; of a text that is withheld from them only the place stays. */
  async one(viewer: Viewer, id: string, asked?: ReadonlySet<string>): Promise<ProposalRow | null> {
    if (!isId(id)) return null;
    const [row] = await this.db.shared<ProposalRow>(this.#select(viewer, sql`p.id = ${id}`, sql``, asked, knownProposal(viewer)));
    return row ? (row.reads === false ? sealed(row) : row) : null;
  }

  /** Proposals by their ids, in that order; those the viewer may not read are left out. */
  async byIds(viewer: Viewer, ids: readonly string[], asked?: ReadonlySet<string>): Promise<readonly ProposalRow[]> {
    if (ids.length === 0) return [];
    return this.db.shared<ProposalRow>(this.#select(
      viewer, sql`p.id = any(${ids}::uuid[])`, sql`order by array_position(${ids}::uuid[], p.id)`, asked));
  }

  /** A page of the proposals of a component; a cursor carries its order and seed, so pages fit together. */
  async list(viewer: Viewer, componentId: string, asked: ListArguments): Promise<Page<ProposalRow>> {
    const { first, after, filter, countsHidden } = asked;
    checkFirst(first);
    const before = after ? pastOf(after) : undefined;
    const past = countsHidden && before?.sort === 'SUPPORTED' ? undefined : before;
    const { sort: wished, seed } = past ?? asked;
    const sort = countsHidden && wished === 'SUPPORTED' ? 'NEWEST' : wished;
    const { organisationId } = viewer;
    const nodes = await this.#nodes(viewer, filter);
    if (!nodes) return { items: [], next: null };
    const shown = [knownProposal(viewer), ...listedOf(viewer, filter)];
    const own = filter.mine === true;
    const listed = { organisationId, componentId, sort, seed, past, own, many: first + 1 };
    const from = sql`from ${placeWith(organisationId, componentId)} cross join lateral`;
    const cursor = ({ sortKey, id }: Keyed) => [sort, seed, sortKey, id];
    const planned = isPlanned(filter);
    const onMap = filter.placed || filter.box ? [sql`p.id in (${thingsOnMap({ organisationId, componentId, kind: 'proposal', rules: asked.spots }, filter.box)})`] : [];
    const below = (some: readonly string[]): Query[] => [...some.map((node) => filedBelow(organisationId, componentId, node)), ...onMap];
    const { found, checked } = narrowedTo(filter);
    if (!own && filter.search?.trim()) {
      const page = find({ ...listed, found: [...found, ...below(nodes)], conditions: [...shown, ...checked] });
      const ids = sql`select p.id, p.key as "sortKey" ${from} (${page.rows}) p ${page.order}`;
      // What is planned for its very values is kept small: the plan of all that is shown takes longer than to ask twice.
      if (planned) {
        const { items, next } = toPage(await this.db.shared<Keyed>(ids, { planned }), first, cursor);
        return { items: await this.byIds(viewer, items.map(({ id }) => id), asked.asked), next };
      }
      const rows = sql`select p.*, f.key, f.turn from (${page.rows}) f join proposal p on p.organisation_id = ${organisationId} and p.id = f.id`;
      return toPage(await this.db.shared<ProposalRow>(sql`select ${selected(viewer, asked.asked)}, p.key as "sortKey" ${from} (${rows}) p ${beside} ${page.order}`), first, cursor);
    }
    // Below a node, its uses stand in the order of publication: the newest are walked along them.
    const walked = sort === 'NEWEST' && !own ? nodes.shift() : undefined;
    const few = filter.answered === true || Boolean(filter.answerKind);
    const page = walk({ ...listed, few, below: walked, conditions: [...shown, ...found, ...checked, ...below(nodes)] });
    const list = sql`select ${selected(viewer, asked.asked)}, p.key as "sortKey" ${from} (${page.rows}) p ${beside} ${page.order}`;
    return toPage(await this.db.shared<ProposalRow>(list, { planned: planned || Boolean(filter.search) }), first, cursor);
  }

  /** The nodes that a filter names; nothing where one of them is not there. */
  async #nodes({ organisationId }: Viewer, { taxonomies }: ProposalFilterType): Promise<string[] | undefined> {
    const paths = (taxonomies ?? []).slice(0, MOST_PATHS);
    const nodes = paths.length > 0 ? await this.taxonomies.nodesAt(organisationId, paths) : [];
    return nodes.every((node) => node !== null) ? nodes : undefined;
  }

  /** SQL of the ids of all proposals of a component that a list shows; nothing where it can show none. */
  async listed(viewer: Viewer, componentId: string, filter: ProposalFilterType): Promise<Query | undefined> {
    const { organisationId } = viewer;
    const nodes = await this.#nodes(viewer, filter);
    if (!nodes) return undefined;
    const { found, checked } = narrowedTo(filter);
    const conditions = [...listedOf(viewer, filter), ...found, ...checked, ...nodes.map((node) => filedBelow(organisationId, componentId, node))];
    // The place is asked for once, beside the proposals: joined to them it would hide from the planner how many there are.
    const readable = sql`(select ${readablePlace(viewer)} from ${placeWith(organisationId, componentId)})`;
    return sql`select p.id from proposal p
      where p.organisation_id = ${organisationId} and p.component_id = ${componentId}
        and ((p.rev > 0 and ${readable}) or ${ownProposal(viewer)}) and ${join(conditions, ' and ')}`;
  }

  /** Published proposals of a component whose titles are like this one, the nearest first; `except` is the one that asks. */
  async similar(viewer: Viewer, componentId: string, title: string, asked: { readonly first: number; readonly except?: string | undefined; readonly answered?: boolean }): Promise<readonly ProposalRow[]> {
    const { first, except, answered = false } = asked;
    checkFirst(first);
    const wanted = titleTokens(title.slice(0, 400)).slice(0, MOST_TITLE_TOKENS);
    if (wanted.length === 0) return [];
    // The offset keeps likeness a value that is counted once for each, to be compared and sorted by.
    const near = sql`
      select near.id, near.likeness from (
        select q.id, 2 * (select count(*) from unnest(q.title_tokens) as token where token = any(${wanted}::text[]))
                     / (cardinality(q.title_tokens) + ${wanted.length}::int)::float8 as likeness
        from proposal q
        where q.organisation_id = ${viewer.organisationId} and q.component_id = ${componentId} and q.state = 'PUBLISHED' and q.withheld_at is null
          and q.title_tokens && ${telling(wanted)} and q.id is distinct from ${except && isId(except) ? except : null}::uuid
          and (not ${answered}::boolean or q.answered_at is not null) offset 0) near
      where near.likeness >= ${likeEnough}::float8 order by near.likeness desc, near.id desc limit ${atMost(first)}`;
    const order = sql`order by (select likeness from near where near.id = p.id) desc, p.id desc`;
    return this.db.shared<ProposalRow>(sql`with near as materialized (${near}) ${this.#select(viewer, sql`p.id in (select id from near)`, order)}`);
  }

  /** How many published proposals stand under each state of answer. */
  async counts(viewer: Viewer, componentId: string): Promise<{ key: string; count: number }[]> {
    const { organisationId } = viewer;
    return this.db.shared(sql`
      select case when grouping(${kindInForce}) = 0 then 'answer:' || coalesce(${kindInForce}, 'NONE') else 'all' end as key,
             count(*)::int as count
      from ${placeWith(organisationId, componentId)}
      join proposal p on p.organisation_id = ${organisationId} and p.component_id = ${componentId} and p.rev > 0
        and p.state not in ('MERGED', 'SPLIT') and ${isShown}
        and ${readablePlace(viewer)}
      group by grouping sets ((), (${kindInForce}))`);
  }

  /** What a person already did in a component; proposals taken back no longer count, and copies that staff made never did. */
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
                and author_id = ${personId} and state = 'PUBLISHED' and copied_from is null)::int
             + (select count(*) from proposal_entered_for f join proposal p on p.organisation_id = f.organisation_id and p.id = f.proposal_id
                where f.organisation_id = ${organisationId} and f.component_id = ${componentId} and f.person_id = ${personId}
                  and p.component_id = f.component_id and p.state = 'PUBLISHED')::int as published,
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
      viewer, ownProposal(viewer), sql`order by p.created_at desc, p.id desc limit ${atMost(checkFirst(first))}`));
  }

  /** The newest published answers of the city. */
  async answered(viewer: Viewer, first: number): Promise<readonly ProposalRow[]> {
    return this.db.shared<ProposalRow>(this.#select(
      viewer, sql`p.state = 'PUBLISHED' and ${isShown} and p.answered_at is not null`, sql`order by p.answered_at desc, p.id desc limit ${atMost(checkFirst(first))}`));
  }

  /** Everybody who ever was an author of a proposal, in order. */
  async authorsOverTime(organisationId: string, id: string): Promise<AuthorInTimeType[]> {
    return this.db.rows(sql`
      select w.kind, w.name, ${authorJson('wp')} as person, w.joined_at as "joinedAt", w.left_at as "leftAt"
      from proposal_author w left join person wp on wp.organisation_id = w.organisation_id and wp.id = w.person_id
      where w.organisation_id = ${organisationId} and w.proposal_id = ${id} order by w.position`);
  }
}

const MOST_PATHS = 10;

/** SQL of those among the tokens of a title that few titles have, as far as the database has counted; all, where none is rare. */
const telling = (wanted: readonly string[]): Query => sql`coalesce((
  select array_agg(token) from unnest(${wanted}::text[]) as token where token <> all (
    select common.token from pg_stats s cross join lateral unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) as common (token, part)
    where s.schemaname = current_schema() and s.tablename = 'proposal' and s.attname = 'title_tokens' and common.part > 0.02 and common.token is not null)
  ), ${wanted}::text[])`;

/** A title has at most 150 characters, so at most as many bigrams. */
const MOST_TITLE_TOKENS = 150;
