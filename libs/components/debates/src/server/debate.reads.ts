import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { authorJson } from '@hiroba/accounts/server';
import { sidesJson, type CommentSides } from '@hiroba/comments/server';
import { markingsJson, readsText, withholdingJson } from '@hiroba/moderation/server';
import { atMost, badInput, checkFirst, holdsIn, isId, isViewer, join, keysOf, literal, mayEnterSpace, placeIsOutFor, Sql, sql, toPage, wordSearch, type Page, type Query } from '@hiroba/server';
import type { DebateAllowance } from '../domain/debate.ts';
import type { DebateFilterType, DebateSort } from './debate-parts.type.ts';
import type { Debate } from './debate.entity.ts';

/** A debate as lists and pages read it: one row with whoever opened it and its numbers. */
export type DebateRow = Debate & {
  readonly author: object | null;
  readonly commentCount: number;
  readonly sides: CommentSides;
  readonly spaceSlug: string;
  readonly sortKey: string | number;
  /** Its text is withheld from this viewer: nothing of it is in the row. */
  readonly sealed?: boolean;
};

/** What a list is asked for. */
export interface ListArguments {
  readonly first: number;
  readonly after?: string | null | undefined;
  readonly sort: DebateSort;
  readonly filter: DebateFilterType;
}

const columns = literal(`d.id, d.organisation_id as "organisationId", d.component_id as "componentId", d.author_id as "authorId",
  d.official, d.office, d.state, d.question, d.background, d.ask, d.layout, d.alignment, d.locale, d.reference,
  d.published_at as "publishedAt", d.edited_at as "editedAt", d.opens_at as "opensAt", d.closes_at as "closesAt", d.closed_at as "closedAt",
  d.concluded_at as "concludedAt", d.conclusion_versions as "conclusionVersions", d.versions, d.updates, d.withheld_at as "withheldAt", d.redacted_at as "redactedAt", d.rev`);

const inPlace = literal(`debate d
  join component c on c.organisation_id = d.organisation_id and c.id = d.component_id
  join space s on s.organisation_id = c.organisation_id and s.id = c.space_id`);

/** SQL that is true for the debates `d` in `c` and `s` that a viewer may know of: the twin of `debatePolicy.read`. */
export function knownDebate(viewer: Viewer): Query {
  const working = holdsIn(viewer, ['STAFF', 'AUDITOR'], literal('c.space_id'));
  return sql`(${mayEnterSpace(viewer)} and (${isViewer(viewer, literal('d.author_id'))} or (d.rev > 0 and ${placeIsOutFor(viewer)})
    or ((d.rev > 0 or d.official) and ${working})))`;
}

/** SQL that is true where the viewer reads the text of the debate `d` in `c`, withheld or not: the twin of `debatePolicy.readsText`. */
const readsDebate = (viewer: Viewer): Query => readsText(viewer, {
  withheldAt: literal('d.withheld_at'), own: isViewer(viewer, literal('d.author_id')), spaceId: literal('c.space_id'),
});

/** SQL that is true for the debates `d` in `c` and `s` whose text a viewer may read. */
export const readableDebate = (viewer: Viewer): Query => sql`(${knownDebate(viewer)} and ${readsDebate(viewer)})`;

/** SQL that is true for the debates `d` that everybody finds in lists and numbers, as far as moderation goes. */
export const isShown = literal('d.withheld_at is null');

/** What a debate is called where its own question may not be told. */
export const withheldTitle = { ja: '非表示の議論', en: 'A withheld debate' } as const;

/** A row without the text and whatever else tells of it. */
const sealed = (row: DebateRow): DebateRow =>
  Object.assign(row, { sealed: true, question: '', background: '', ask: {}, author: null, updates: 0, conclusionVersions: 0 });

/** Questions about debates, each one SQL statement. */
@Injectable()
export class DebateReads {
  constructor(private readonly db: Sql) {}

  #select(viewer: Viewer, sortKey: Query, condition: Query, order: Query): Query {
    return sql`
      select ${columns}, ${withholdingJson('debate', literal('d.organisation_id'), literal('d.id'), literal('d.withheld_at'))} as withheld,
        ${markingsJson('debate', literal('d.organisation_id'), literal('d.id'), [literal('d.redacted_at'), literal('d.labelled_at')])} as markings,
        ${readsDebate(viewer)} as reads, ${authorJson('a')} as author, s.slug as "spaceSlug", ${sortKey} as "sortKey",
        counted(d.organisation_id, 'comments', d.id)::int as "commentCount", ${sidesJson(viewer.organisationId, literal('d.id'))} as sides
      from ${inPlace} left join person a on a.organisation_id = d.organisation_id and a.id = d.author_id
      where d.organisation_id = ${viewer.organisationId} and ${knownDebate(viewer)} and ${condition} ${order}`;
  }

  /** One debate, if the viewer may know of it; of a text that is withheld from them only the place stays. */
  async one(viewer: Viewer, id: string): Promise<DebateRow | null> {
    if (!isId(id)) return null;
    const [row] = await this.db.shared<DebateRow & { reads: boolean }>(this.#select(viewer, sql`''`, sql`d.id = ${id}`, sql``));
    return row ? (row.reads ? row : sealed(row)) : null;
  }

  /** A page of the debates of a component. */
  async list(viewer: Viewer, componentId: string, now: Date, { first, after, sort, filter }: ListArguments): Promise<Page<DebateRow>> {
    checkFirst(first);
    const { value, way, beyond, cast } = orders[sort];
    const conditions = [sql`d.component_id = ${componentId}`, ...conditionsOf(viewer, now, filter)];
    if (after) {
      const [key, id] = keysOf(after, 2);
      if (typeof key !== 'string' || !isInstant.test(key) || typeof id !== 'string' || !isId(id)) throw badInput('after');
      conditions.push(sql`(${value}, d.id) ${beyond} (${key}::${cast}, ${id}::uuid)`);
    }
    const order = sql`order by ${value} ${way}, d.id ${way} limit ${atMost(first + 1)}`;
    const rows = await this.db.shared<DebateRow & { sortKey: string }>(this.#select(viewer, sql`(${value})::text`, join(conditions, ' and '), order));
    return toPage(rows, first, ({ sortKey, id }) => [sortKey, id]);
  }

  /** How many debates of a component are open, over, and concluded. */
  async counts(viewer: Viewer, componentId: string, now: Date): Promise<{ open: number; closed: number; concluded: number }> {
    const row = await this.db.first<{ open: number; closed: number; concluded: number }>(sql`
      select (count(*) filter (where not ${isOver(now)}))::int as open, (count(*) filter (where ${isOver(now)}))::int as closed,
        (count(*) filter (where ${isOver(now)} and d.conclusion_versions > 0))::int as concluded
      from ${inPlace} where d.organisation_id = ${viewer.organisationId} and d.component_id = ${componentId} and d.rev > 0
        and ${isShown} and ${knownDebate(viewer)}`);
    return row ?? { open: 0, closed: 0, concluded: 0 };
  }

  /** What a person already opened in a component. */
  async allowance(viewer: Viewer, componentId: string): Promise<DebateAllowance> {
    const none = { drafts: 0, published: 0 };
    return viewer.personId ? (await this.db.first<DebateAllowance>(this.allowanceQuery(viewer, componentId))) ?? none : none;
  }

  /** The statement behind `allowance`, for transactions that hold the allowance's lock. */
  allowanceQuery({ organisationId, personId }: Viewer, componentId: string): Query {
    return sql`
      select (count(*) filter (where state = 'DRAFT'))::int as drafts, (count(*) filter (where state = 'PUBLISHED'))::int as published
      from debate where organisation_id = ${organisationId} and component_id = ${componentId} and author_id = ${personId}`;
  }
}

const isOver = (now: Date): Query => sql`coalesce(d.closes_at <= ${now}, false)`;

const isInstant = /^(?:infinity|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?\+00)$/;

const timestamp = literal('timestamptz');

/** What each order sorts by; the id decides between equals. */
const orders: Record<DebateSort, { value: Query; way: Query; beyond: Query; cast: Query }> = {
  NEWEST: { value: literal('d.published_at'), way: literal('desc'), beyond: literal('<'), cast: timestamp },
  CLOSING: { value: literal(`coalesce(d.closes_at, 'infinity')`), way: literal('asc'), beyond: literal('>'), cast: timestamp },
};

function conditionsOf(viewer: Viewer, now: Date, { search, status, mine }: DebateFilterType): Query[] {
  const conditions = mine ? [isViewer(viewer, literal('d.author_id')), sql`d.rev > 0`] : [sql`d.rev > 0`, isShown];
  if (status === 'OPEN') conditions.push(sql`not ${isOver(now)}`);
  if (status === 'CLOSED') conditions.push(isOver(now));
  if (status === 'CONCLUDED') conditions.push(isOver(now), sql`d.conclusion_versions > 0`);
  const { found, checked } = search?.trim() ? wordSearch(search, searched) : {};
  return [...conditions, ...[found, checked].filter((one) => one !== undefined)];
}

const searched = { index: literal('d.search'), folded: literal('d.folded'), reference: literal('d.reference'), letter: 'D' };
