import { Inject, Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Viewer } from '@hiroba/kernel';
import {
  answerColumns,
  contributionColumns,
  dutyColumns,
  gather,
  join,
  LIBRARIES,
  openColumns,
  Sql,
  sql,
  toCome,
  type AnswersAsked,
  type DeskDoor,
  type EntryAsked,
  type GatheredRow,
  type Gathers,
  type LibraryServer,
  type Page,
  type PagesPart,
  type Query,
  type SubjectPart,
  type ToneCode,
} from '@hiroba/server';
import { openRooms } from './open-rooms.ts';

/** A text by language, as rows have it. */
export type WordsByLanguage = Readonly<Record<string, string>>;

interface ItemRow extends GatheredRow {
  readonly manifest: string;
  readonly kind: string;
  readonly title: WordsByLanguage;
  readonly within: WordsByLanguage;
  readonly path: string;
}

interface StandingRow extends ItemRow {
  readonly at: Date;
  readonly state: string;
  readonly stateWords: WordsByLanguage | null;
  readonly tone: ToneCode;
}

export type OpenRow = ItemRow & {
  readonly ask: WordsByLanguage | null;
  readonly actions: readonly string[];
  readonly voices: number;
  readonly office: string | null;
};
export type AnswerRow = StandingRow & { readonly text: WordsByLanguage; readonly office: string | null };
export type ContributionRow = StandingRow & { readonly due: string | null; readonly dueAt: Date | null };
export type DutyRow = ItemRow & { readonly count: number | null };

/** Which part of a long list is wanted. */
export interface Span {
  readonly first: number;
  readonly after?: string | null | undefined;
}

const personCoded = ({ organisationId }: Viewer, code: string): Query =>
  sql`(select id from person where organisation_id = ${organisationId} and code = ${code} and closed_at is null)`;
const nothing = { items: [], next: null };
const isComponent = (
  library: LibraryServer,
): library is LibraryServer & { readonly manifest: { readonly name: string } } => 'manifest' in library;

/** Lists over all libraries of this installation, one statement each; a library that is not there is not missed. */
@Injectable()
export class GatheredReads {
  constructor(
    private readonly db: Sql,
    private readonly modules: ModuleRef,
    @Inject(LIBRARIES) private readonly libraries: readonly LibraryServer[],
  ) {}

  #gathers<G extends keyof Gathers>(name: G): (Gathers & Required<Pick<Gathers, G>>)[] {
    return this.libraries
      .flatMap(({ gathers }) => (gathers ? [this.modules.get<Gathers>(gathers, { strict: false })] : []))
      .filter((gathers): gathers is Gathers & Required<Pick<Gathers, G>> => Boolean(gathers[name]));
  }

  /** What anybody can do now, the first to close first. */
  async openNow(viewer: Viewer, now: Date, first: number): Promise<readonly OpenRow[]> {
    const finer = this.libraries
      .filter(isComponent)
      .filter(({ gathers }) => gathers?.prototype.open)
      .map(({ manifest }) => manifest.name);
    const parts = [openRooms(viewer, now, finer), ...this.#gathers('open').map((library) => library.open(viewer, now))];
    return (
      await gather<OpenRow, (typeof openColumns)[number]>(this.db, parts, openColumns, { first, newestFirst: false })
    ).items;
  }

  /** What the city answered, the newest first. */
  async answers(viewer: Viewer, asked: AnswersAsked, span: Span): Promise<Page<AnswerRow>> {
    const parts = this.#gathers('answers').map((library) => library.answers(viewer, asked));
    return gather(this.db, parts, answerColumns, { ...span, newestFirst: true });
  }

  /** What the viewer contributed, the newest first: drafts, or what is out. */
  async ofViewer(viewer: Viewer, drafts: boolean, now: Date, span: Span): Promise<Page<ContributionRow>> {
    return viewer.personId ? this.#contributions(viewer, sql`${viewer.personId}::uuid`, drafts, now, span) : nothing;
  }

  /** What a person contributed, as far as the viewer may read it; nothing of an account that is closed. */
  ofPerson(viewer: Viewer, code: string, now: Date, span: Span): Promise<Page<ContributionRow>> {
    return this.#contributions(viewer, personCoded(viewer, code), false, now, span);
  }

  #contributions(
    viewer: Viewer,
    person: Query,
    drafts: boolean,
    now: Date,
    span: Span,
  ): Promise<Page<ContributionRow>> {
    const parts = this.#gathers('contributions').flatMap((library) => library.contributions(viewer, person, drafts, now));
    return gather(this.db, parts, contributionColumns, { ...span, newestFirst: true });
  }

  /** The next dates in what the viewer contributed or is asked, the soonest first. */
  async deadlines(viewer: Viewer, now: Date, first: number): Promise<readonly ContributionRow[]> {
    if (!viewer.personId) return [];
    const person = sql`${viewer.personId}::uuid`;
    const asked = await Promise.all(this.#gathers('asked').map((library) => library.asked(viewer, now)));
    const parts = [
      ...this.#gathers('contributions').flatMap((library) =>
        [true, false].flatMap((drafts) => library.contributions(viewer, person, drafts, now)),
      ),
      ...asked.filter((part) => part !== undefined),
    ].map((part) => toCome(part, contributionColumns, 'dueAt', now));
    const page = await gather<ContributionRow, (typeof contributionColumns)[number]>(
      this.db,
      parts,
      contributionColumns,
      { first, newestFirst: false },
    );
    return page.items;
  }

  /** What needs the viewer as somebody who works here, the most urgent first. */
  duties(viewer: Viewer, now: Date, span: Span): Promise<Page<DutyRow>> {
    const parts = this.#gathers('duties').map((library) => library.duties(viewer, now));
    return gather(this.db, parts, dutyColumns, { ...span, newestFirst: false });
  }

  /** The things that an entry of the log may be about. */
  subjects(viewer: Viewer, entry: EntryAsked): readonly SubjectPart[] {
    return this.#gathers('subjects').flatMap((library) => library.subjects(viewer, entry));
  }

  /** The pages of single things that everybody may read. */
  pages(organisationId: string): readonly PagesPart[] {
    return this.#gathers('pages').flatMap((library) => library.pages(organisationId));
  }

  /** SQL of the ids of what a person contributed, as far as the viewer may read it. */
  idsOfPerson(viewer: Viewer, code: string, now: Date): Query {
    const parts = this.#gathers('contributions').flatMap((library) =>
      library.contributions(viewer, personCoded(viewer, code), false, now));
    return join([sql`select null::text`, ...parts.map(({ id, from }) => sql`select ${id}::text ${from}`)], ' union all ');
  }

  /** The pages below the staff desk that are for the viewer. */
  desks({ grants, mfa, suspended }: Viewer): readonly DeskDoor[] {
    const held = mfa && !suspended ? grants.map(({ role }) => role) : [];
    return this.libraries
      .flatMap(({ desks = [] }) => desks)
      .filter(({ roles }) => roles.some((role) => held.includes(role)));
  }

  /** SQL of what happened since an instant, added up over all libraries. */
  numbers(organisationId: string, since: Date, now: Date): Query {
    const none = sql`select 0 as voices, 0 as promised, 0 as kept, 0 as changed`;
    const rows = [none, ...this.#gathers('numbers').map((library) => library.numbers(organisationId, since, now))];
    return sql`select sum(voices)::int as voices, sum(promised)::int as promised, sum(kept)::int as kept, sum(changed)::int as changed
      from (${join(rows, ' union all ')}) added`;
  }
}
