import { Injectable } from '@nestjs/common';
import { holds, type LocalizedText, type Viewer } from '@hiroba/kernel';
import { atMost, badInput, checkFirst, isId, keysOf, literal, mayEnterSpace, Sql, sql, toPage, type Component, type Page, type Query } from '@hiroba/server';
import type { SpacePhase } from '../domain/phases.ts';
import type { SpaceContent, SpaceTime } from '../domain/space.ts';
import { Kinds } from './kinds.ts';

/** A placed component as it is read, with the space it lives in. */
export interface ComponentRow {
  readonly id: string;
  readonly organisationId: string;
  readonly spaceId: string;
  readonly manifest: string;
  readonly title: LocalizedText;
  readonly intro: LocalizedText;
  readonly weight: number;
  readonly published: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly edition: number;
  readonly rev: number;
  /** How many voices it collected. */
  readonly voices: number;
  readonly space: SpaceRow;
}

/** A component row of its own row class. */
export type PlacedRow = ComponentRow & Component;

/** A space as it is read: its row, whether the viewer is staff here, and its components. */
export interface SpaceRow extends SpaceContent {
  readonly organisationId: string;
  readonly isStaff: boolean;
  readonly placed: readonly PlacedRow[];
}

/** Where a viewer is staff: everywhere, in some spaces, or nowhere. */
export function staffSpaces(viewer: Viewer): { readonly everywhere: boolean; readonly spaceIds: readonly string[] } {
  if (!viewer.personId || viewer.suspended || !viewer.mfa) return { everywhere: false, spaceIds: [] };
  const grants = viewer.grants.filter(({ role }) => role === 'STAFF' || role === 'ADMIN');
  return {
    everywhere: holds(viewer, ['STAFF', 'ADMIN']),
    spaceIds: grants.flatMap(({ spaceId }) => (spaceId ? [spaceId] : [])),
  };
}

/** SQL that is true where the viewer is staff of the space `s`. */
export const isStaffOf = (viewer: Viewer): Query => {
  const { everywhere, spaceIds } = staffSpaces(viewer);
  return everywhere || spaceIds.length > 0 ? sql`(${everywhere}::boolean or s.id = any(${spaceIds}::uuid[]))` : literal('false');
};

/** SQL that is true where the viewer may read the space `s`: the twin of `spacePolicy.read`. */
export const readableSpace = (viewer: Viewer): Query => sql`((s.rev >= 1 and ${mayEnterSpace(viewer)}) or ${isStaffOf(viewer)})`;

const openWindow = (now: Date): Query => sql`
  (p ->> 'opensAt')::timestamptz <= ${now} and coalesce((p ->> 'closesAt')::timestamptz > ${now}, true)`;
const phase = (condition: Query): Query => sql`exists (select 1 from jsonb_array_elements(s.phases) p where ${condition})`;
/** SQL that is true where a phase of the public space `s` is open. */
export const isOpen = (now: Date): Query => sql`s.state = 'PUBLISHED' and ${phase(openWindow(now))}`;
const isUpcoming = (now: Date): Query =>
  sql`s.state = 'PUBLISHED' and not ${phase(openWindow(now))} and ${phase(sql`(p ->> 'opensAt')::timestamptz > ${now}`)}`;

const timeIs = (time: SpaceTime, now: Date): Query => {
  if (time === 'OPEN') return isOpen(now);
  if (time === 'UPCOMING') return isUpcoming(now);
  return sql`s.state <> 'DRAFT' and not (${isOpen(now)}) and not (${isUpcoming(now)})`;
};

function pastCursor(after: string): Query {
  const [weight, id] = keysOf(after, 2);
  if (!Number.isInteger(weight) || Math.abs(Number(weight)) > 1_000_000 || typeof id !== 'string' || !isId(id)) throw badInput('after');
  return sql`(s.weight > ${weight} or (s.weight = ${weight} and s.id < ${id}))`;
}

/** Reads spaces with their components, one statement each; the twin of `spacePolicy.read` and `componentPolicy.read`. */
@Injectable()
export class SpaceReads {
  constructor(
    private readonly db: Sql,
    private readonly kinds: Kinds,
  ) {}

  /** The space at an address it has or once had. */
  bySlug(viewer: Viewer, slug: string): Promise<SpaceRow | undefined> {
    return this.#first(viewer, sql`s.id = (select space_id from space_slug
      where organisation_id = ${viewer.organisationId} and slug = ${slug})`);
  }

  /** A space by its id. */
  async byId(viewer: Viewer, id: string): Promise<SpaceRow | undefined> {
    return isId(id) ? this.#first(viewer, sql`s.id = ${id}`) : undefined;
  }

  /** A placed component with its space; `alone` leaves out the other components and how many voices were collected. */
  async component(viewer: Viewer, id: string, { alone = false }: { readonly alone?: boolean } = {}): Promise<PlacedRow | undefined> {
    if (!isId(id)) return undefined;
    const space = await this.#first(viewer, sql`s.id = (select space_id from component
      where organisation_id = ${viewer.organisationId} and id = ${id})`, alone ? id : undefined);
    return space?.placed.find((component) => component.id === id);
  }

  /** Public spaces by weight, the newest first among equals. */
  async list(viewer: Viewer, now: Date, time: SpaceTime | undefined, first: number, after?: string | null): Promise<Page<SpaceRow>> {
    const wanted = time ? timeIs(time, now) : sql`s.rev >= 1`;
    return this.#page(viewer, sql`s.rev >= 1 and ${wanted}`, first, after);
  }

  /** The spaces a member of staff looks after, drafts too. */
  async ofStaff(viewer: Viewer, first: number, after?: string | null): Promise<Page<SpaceRow>> {
    return this.#page(viewer, isStaffOf(viewer), first, after);
  }

  /** Why and when the dates of a space changed, the newest first. */
  dateChanges(space: Pick<SpaceRow, 'id' | 'organisationId'>): Promise<{ at: Date; reason: string }[]> {
    return this.db.rows(sql`
      select at, reason from version where organisation_id = ${space.organisationId} and subject_kind = 'space'
      and subject_id = ${space.id} and reason is not null order by n desc limit 20`);
  }

  async #page(viewer: Viewer, condition: Query, first: number, after: string | null | undefined): Promise<Page<SpaceRow>> {
    const many = checkFirst(first);
    const past = after ? pastCursor(after) : sql`true`;
    const rows = await this.#rows(viewer, sql`${condition} and ${past}`, sql`order by s.weight, s.id desc limit ${atMost(many + 1)}`);
    return toPage(rows, many, ({ weight, id }) => [weight, id]);
  }

  async #first(viewer: Viewer, condition: Query, only?: string): Promise<SpaceRow | undefined> {
    return (await this.#rows(viewer, condition, literal('limit 1'), only))[0];
  }

  async #rows(viewer: Viewer, condition: Query, tail: Query, only?: string): Promise<SpaceRow[]> {
    const voices = literal(only ? '0' : `counted(c.organisation_id, 'voices', c.id)`);
    const among = only ? sql`and c.id = ${only}` : literal('');
    const rows = await this.db.shared<Omit<SpaceRow, 'placed'> & { placed: Omit<ComponentRow, 'space' | 'organisationId' | 'spaceId'>[] }>(sql`
      select s.id, s.organisation_id as "organisationId", s.slug, s.kind, s.state, s.title, s.kana, s.summary, s.description, s.ask, s.hero,
        s.office, s.weight, s.featured, s.visibility, s.phases, s.published_at as "publishedAt", s.edition, s.rev, staff.yes as "isStaff",
        coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'manifest', c.manifest, 'title', c.title, 'intro', c.intro,
          'weight', c.weight, 'published', c.published, 'settings', c.settings, 'edition', c.edition, 'rev', c.rev,
          'voices', ${voices}) order by c.weight, c.id)
          from component c where c.organisation_id = s.organisation_id and c.space_id = s.id ${among} and (c.rev >= 1 or staff.yes)), '[]') as placed
      from space s cross join lateral (select ${isStaffOf(viewer)} as yes) staff
      where s.organisation_id = ${viewer.organisationId} and ((s.rev >= 1 and ${mayEnterSpace(viewer)}) or staff.yes) and ${condition} ${tail}`);
    return rows.map(({ placed, ...row }) => {
      const space: SpaceRow & { placed: PlacedRow[] } = { ...row, placed: [] };
      const { organisationId, id: spaceId } = row;
      space.placed.push(...placed.map((component) => this.kinds.instance({ ...component, organisationId, spaceId, space })));
      return space;
    });
  }
}

/** The phases of a component's space as that component sees them. */
export const phasesOf = ({ id, space }: ComponentRow): { key: string; opensAt: Date; closesAt: Date | null; allows: readonly string[] }[] =>
  space.phases.map(({ key, opensAt, closesAt, allows }: SpacePhase) => ({
    key, opensAt: new Date(opensAt), closesAt: closesAt === null ? null : new Date(closesAt), allows: allows[id] ?? [],
  }));
