import { Args, Context, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  CurrentViewer,
  Messages,
  pageOf,
  sql,
  type AnswersAsked,
  type Caller,
  type GraphqlContext,
  type Page,
} from '@hiroba/server';
import { officeWords, wordsIn } from '../domain/words.ts';
import { GatheredReads, type ContributionRow, type Span, type WordsByLanguage } from './gathered.reads.ts';
import { AnswerItem, Contribution, DeskLink, Duty, OpenItem, type WordsType } from './gathered.types.ts';
import { Now } from './now.ts';
import { OrganisationDirectory } from './organisation-directory.ts';
import { Space } from './space.entity.ts';

const AnswerPage = pageOf('AnswerPage', AnswerItem);
const ContributionPage = pageOf('ContributionPage', Contribution);
const DutyPage = pageOf('DutyPage', Duty);

const first = (defaultValue: number) => ({ type: () => Int, defaultValue });
const after = { type: () => String, nullable: true };
type After = string | undefined;

interface Worded {
  readonly title: WordsByLanguage;
  readonly within: WordsByLanguage;
  readonly stateWords?: WordsByLanguage | null;
}

/** The lists over all libraries: home, my participation, the staff desk. */
@Resolver()
export class GatheredResolver {
  constructor(
    private readonly reads: GatheredReads,
    private readonly directory: OrganisationDirectory,
    private readonly now: Now,
    private readonly messages: Messages,
  ) {}

  @Query(() => [OpenItem], { description: 'Where something can be done now, the first to close first.' })
  async openNow(@Args('first', first(12)) many: number, @Context() context: GraphqlContext): Promise<OpenItem[]> {
    const { viewer } = context;
    const [rows, officeOf] = [
      await this.reads.openNow(viewer, await this.now.of(context), many),
      await this.#offices(viewer),
    ];
    return rows.map(({ at, ask, office, ...row }) => ({
      ...row,
      ...worded(row, viewer),
      ask: wordsIn(ask, viewer.locale),
      office: officeOf(office),
      closesAt: at,
    }));
  }

  @Query(() => AnswerPage, { description: 'What the city answered, the newest first.' })
  answers(
    @Args('space', { type: () => String, nullable: true, description: 'Only of the space with this slug.' })
    slug: string | undefined,
    @Args('changed', { type: () => Boolean, defaultValue: false, description: 'Only answers that changed something.' })
    changed: boolean,
    @Args('first', first(20)) many: number,
    @Args('after', after) past: After,
    @CurrentViewer() viewer: Caller,
  ) {
    const space =
      slug === undefined || slug === null
        ? undefined
        : sql`(select space_id from space_slug
      where organisation_id = ${viewer.organisationId} and slug = ${slug})`;
    return this.answersOf(viewer, { space, changed }, { first: many, after: past });
  }

  @Query(() => ContributionPage, { description: 'What the viewer published, or still has in draft; the newest first.' })
  async myContributions(
    @Args('drafts', { type: () => Boolean, defaultValue: false }) drafts: boolean,
    @Args('first', first(20)) many: number,
    @Args('after', after) past: After,
    @Context() context: GraphqlContext,
  ) {
    const { viewer } = context;
    return page(
      await this.reads.ofViewer(viewer, drafts, await this.now.of(context), { first: many, after: past }),
      contribution(viewer),
    );
  }

  @Query(() => [Contribution], { description: 'The next dates in what the viewer contributed, the soonest first.' })
  async myDeadlines(@Args('first', first(10)) many: number, @Context() context: GraphqlContext) {
    const { viewer } = context;
    return (await this.reads.deadlines(viewer, await this.now.of(context), many)).map(contribution(viewer));
  }

  @Query(() => ContributionPage, { description: 'What a person published, as far as the viewer may read it.' })
  async contributions(
    @Args('code', { type: () => String, description: 'The code of the person.' }) code: string,
    @Args('first', first(20)) many: number,
    @Args('after', after) past: After,
    @Context() context: GraphqlContext,
  ) {
    const { viewer } = context;
    return page(
      await this.reads.ofPerson(viewer, code, await this.now.of(context), { first: many, after: past }),
      contribution(viewer),
    );
  }

  @Query(() => DutyPage, { description: 'What needs the viewer as somebody who works here, the most urgent first.' })
  async duties(
    @Args('first', first(20)) many: number,
    @Args('after', after) past: After,
    @Context() context: GraphqlContext,
  ) {
    const { viewer } = context;
    const rows = await this.reads.duties(viewer, await this.now.of(context), { first: many, after: past });
    return page(rows, ({ at, ...row }): Duty => ({ ...row, ...worded(row, viewer), dueAt: at }));
  }

  @Query(() => [DeskLink], { description: 'The pages below the staff desk that the viewer has a role for.' })
  desks(@CurrentViewer() viewer: Caller): DeskLink[] {
    const translate = this.messages.translator(viewer.locale);
    return this.reads.desks(viewer).map(({ path, name }) => ({ path, name: translate(name) }));
  }

  /** A page of answers, of one space or all. */
  async answersOf(viewer: Caller, asked: AnswersAsked, span: Span): Promise<Page<AnswerItem>> {
    const [rows, officeOf] = [await this.reads.answers(viewer, asked, span), await this.#offices(viewer)];
    return page(rows, ({ text, office, ...row }) => ({
      ...row,
      ...worded(row, viewer),
      text: wordsIn(text, viewer.locale),
      office: officeOf(office),
    }));
  }

  async #offices({ organisationId, locale }: Caller): Promise<(office: string | null) => WordsType | null> {
    const offices = (await this.directory.byId(organisationId))?.offices ?? [];
    return (office) => officeWords(offices, office, locale);
  }
}

/** What a space shows of the lists over all libraries. */
@Resolver(() => Space)
export class SpaceAnswersResolver {
  constructor(private readonly gathered: GatheredResolver) {}

  @ResolveField(() => AnswerPage, { description: 'What the city answered here, the newest first. One statement more.' })
  answers(
    @Parent() { id }: Space,
    @Args('first', first(3)) many: number,
    @Args('after', after) past: After,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.gathered.answersOf(viewer, { space: sql`${id}::uuid` }, { first: many, after: past });
  }
}

function worded({ title, within, stateWords }: Worded, { locale }: Caller) {
  return {
    title: wordsIn(title, locale),
    within: wordsIn(within, locale),
    stateWords: stateWords ? wordsIn(stateWords, locale) : null,
  };
}

const contribution =
  (viewer: Caller) =>
  (row: ContributionRow): Contribution => ({ ...row, ...worded(row, viewer) });

const page = <R, T>({ items, next }: Page<R>, shown: (row: R) => T): Page<T> => ({ items: items.map(shown), next });
