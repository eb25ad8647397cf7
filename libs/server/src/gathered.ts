import type { Viewer } from '@hiroba/kernel';
import { badInput, checkFirst, isId, keysOf, toPage, type Page } from './page.ts';
import { join, literal, sql, type Query, type Sql } from './sql.ts';

/** One library's part of a gathered list: its columns by name, where they come from, and the instant and id it is ordered by. */
export interface Part<K extends string> {
  readonly columns: Readonly<Record<K, Query>>;
  /** From `from` to the end of the conditions. */
  readonly from: Query;
  /** An instant; `'infinity'` where there is none. */
  readonly at: Query;
  readonly id: Query;
}

const shown = ['manifest', 'kind', 'title', 'within', 'path'] as const;
const standing = [...shown, 'state', 'stateWords', 'tone'] as const;

/** The columns of what can be done now; `at` is when it closes. */
export const openColumns = [...shown, 'ask', 'actions', 'voices', 'office'] as const;
/** The columns of answers to what people said; `at` is when they were given. */
export const answerColumns = [...standing, 'text', 'office'] as const;
/** The columns of what a person contributed; `at` is when. */
export const contributionColumns = [...standing, 'due', 'dueAt'] as const;
/** The columns of what the city has to do; `at` is until when. */
export const dutyColumns = [...shown, 'count'] as const;

export type OpenPart = Part<(typeof openColumns)[number]>;
export type AnswerPart = Part<(typeof answerColumns)[number]>;
export type ContributionPart = Part<(typeof contributionColumns)[number]>;
export type DutyPart = Part<(typeof dutyColumns)[number]>;

/** How a state stands, as pages colour it. */
export const tones = ['DRAFT', 'OPEN', 'WAITING', 'DONE', 'REFUSED', 'OVER'] as const;
export type ToneCode = (typeof tones)[number];

/** Which answers are gathered. */
export interface AnswersAsked {
  /** SQL of the id of the space they belong to. */
  readonly space?: Query | undefined;
  /** Only those that changed something. */
  readonly changed?: boolean | undefined;
}

/** The entry of the log that is asked about, as SQL: the id of its subject, its type and its data. */
export interface EntryAsked {
  readonly subjectId: Query;
  readonly type: Query;
  readonly data: Query;
}

/** What entries about one kind of subject are about: its words, its address, and the office that signed the act. */
export interface SubjectPart {
  readonly kind: string;
  readonly title: Query;
  /** Null where it has no page. */
  readonly path: Query;
  readonly office?: Query;
  /** One row where the viewer may read it, from `from` to the end of the conditions. */
  readonly from: Query;
}

/** The pages of single things that everybody may read: each below the language, with when it last changed. */
export interface PagesPart {
  readonly path: Query;
  readonly changedAt: Query;
  readonly id: Query;
  /** From `from` to the end of the conditions. */
  readonly from: Query;
}

/**
 * What a library gives to the lists over all libraries. A part shows no more than the viewer may read. It gives `title` and
 * `within` as words by language; `path` below the language; `state` as the end of `<manifest>.state.…`, or `stateWords` where
 * a city words its own; `kind`, `due` likewise as ends of `<manifest>.thing.…`, `<manifest>.due.…`, and the kind of a duty as
 * the end of `<manifest>.duty.…`.
 */
export interface Gathers {
  /** What anybody can do now, for components in which single things open and close; elsewhere the component itself is listed. */
  open?(viewer: Viewer, now: Date): OpenPart;
  /** What the city answered to whom, for everybody to see. */
  answers?(viewer: Viewer, asked: AnswersAsked): AnswerPart;
  /** What the person whose id the expression gives has published, or still has in draft; in several parts where several indexes serve. */
  contributions?(viewer: Viewer, person: Query, drafts: boolean, now: Date): ContributionPart | readonly ContributionPart[];
  /** What others ask of the viewer and waits for their answer; only what is still to come at `dueAt` is shown. */
  asked?(viewer: Viewer, now: Date): ContributionPart | Promise<ContributionPart | undefined>;
  /** What needs those who work for the city, where the viewer does. */
  duties?(viewer: Viewer, now: Date): DutyPart;
  /** The things of this library that log entries are about. */
  subjects?(viewer: Viewer, entry: EntryAsked): readonly SubjectPart[];
  /** The pages of this library that search engines are told of. */
  pages?(organisationId: string): readonly PagesPart[];
  /** One row of `voices`, `promised`, `kept` and `changed` since an instant. */
  numbers?(organisationId: string, since: Date, now: Date): Query;
}

/** What every row of a gathered list has besides its columns. */
export interface GatheredRow {
  readonly id: string;
  readonly at: Date | null;
}

interface Span {
  readonly first: number;
  readonly after?: string | null | undefined;
  readonly newestFirst: boolean;
}

const named = <K extends string>(columns: Part<K>['columns'], names: readonly K[]): Query =>
  join(
    names.map((name) => sql`${columns[name]} as ${literal(`"${name}"`)}`),
    ', ',
  );

/** One statement of all parts: each gives no more rows than the list shows, so the last page costs what the first costs. */
function statementOf<K extends string>(
  parts: readonly Part<K>[],
  names: readonly K[],
  { first, after, newestFirst }: Span,
): Query {
  const past = after ? pastOf(after) : undefined;
  const [way, beyond] = newestFirst ? [literal('desc'), literal('<')] : [literal('asc'), literal('>')];
  const limit = literal(`limit ${first + 1}`);
  const pieces = parts.map(({ columns, from, at, id }) => {
    const rest = past ? sql`and (${at}, ${id}) ${beyond} (${past.at}::timestamptz, ${past.id}::uuid)` : literal('');
    return sql`(select ${named(columns, names)}, ${at} as sort, ${id} as id ${from} ${rest} order by ${at} ${way}, ${id} ${way} ${limit})`;
  });
  return sql`select g.*, case when isfinite(g.sort) then g.sort end as at, g.sort::text as key
    from (${join(pieces, ' union all ')}) g order by g.sort ${way}, g.id ${way} ${limit}`;
}

const instant = /^(?:infinity|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?\+00)$/;

function pastOf(after: string): { at: string; id: string } {
  const [at, id] = keysOf(after, 2);
  if (typeof at !== 'string' || !instant.test(at) || typeof id !== 'string' || !isId(id)) throw badInput('after');
  if (at !== 'infinity' && Number.isNaN(Date.parse(at))) throw badInput('after');
  return { at, id };
}

/** A page of a list that several libraries give parts to, in one statement; nothing where no library gives one. */
export async function gather<R extends GatheredRow, K extends string>(
  db: Sql,
  parts: readonly Part<K>[],
  names: readonly K[],
  span: Span,
): Promise<Page<R>> {
  checkFirst(span.first);
  if (parts.length === 0) return { items: [], next: null };
  const rows = await db.rows<R & { key: string }>(statementOf(parts, names, span));
  return toPage(rows, span.first, ({ key, id }) => [key, id]);
}

/** A part again, ordered by an instant among its columns; only rows in which it is still to come. */
export function toCome<K extends string>(part: Part<K>, names: readonly K[], column: K, now: Date): Part<K> {
  const of = (name: string) => literal(`x."${name}"`);
  return {
    columns: Object.fromEntries(names.map((name) => [name, of(name)])) as Part<K>['columns'],
    from: sql`from (select ${named(part.columns, names)}, ${part.id} as id ${part.from}) x where ${of(column)} > ${now}`,
    at: of(column),
    id: of('id'),
  };
}
