import {
  minutesOf, supportsOf, type DemoCity, type DemoComment, type DemoComponent, type DemoProposal, type DemoSpace, type Moment,
} from '@hiroba/demo';
import type { MutationName } from './documents.ts';
import { pictureOf } from './pictures.ts';
import { scenes } from './scenes.ts';

/** What an act needs to know of earlier ones: the ids that came of them. */
export type Known = (name: string) => string;

/** One thing that somebody did in the demo city, in minutes from midnight of the day of seeding. */
export interface Act {
  readonly at: number;
  readonly by: string;
  /** The language the person writes in; their own unless given. */
  readonly locale?: string;
  readonly mutation: MutationName;
  readonly variables: (known: Known, instant: (moment: Moment) => string) => object | Promise<object>;
  /** Leaves nothing in the record, so that others like it may happen beside it. */
  readonly quiet?: boolean;
  /** The name under which later acts find the id of what this one made. */
  readonly makes?: string;
}

const staffOf = (city: DemoCity, office: string): string => {
  const person = city.people.find((each) => each.role === 'STAFF' && each.office === office);
  if (!person) throw new Error(`the demo city has nobody at the office ${office}`);
  return person.key;
};

const officeName = (city: DemoCity, key: string): string =>
  city.organisation.offices.find((office) => office.key === key)?.name.ja ?? key;

const categoryOf = (component: DemoComponent, { category }: DemoProposal): string | undefined =>
  component.categories.find(({ key }) => key === category)?.label.ja;

function legalActs(city: DemoCity): Act[] {
  const by = city.people.find(({ role }) => role === 'ADMIN')?.key ?? '';
  return city.organisation.legalPages.map(({ kind, title, sections }, index): Act => {
    const body = (language: 'ja' | 'en') =>
      sections.map((section) => `## ${section.heading[language]}\n\n${section.body[language]}`).join('\n\n');
    return {
      at: -399 * 1440 + 600 + index, by, mutation: 'publishLegalPage',
      variables: () => ({ slug: kind.toLowerCase(), title, body: { ja: body('ja'), en: body('en') } }),
    };
  });
}

const settingsOf = ({ settings, categories }: DemoComponent) => Object.entries({
  proposalLimit: settings.proposalLimit, editMinutes: settings.editWindowMinutes, supportsPerPerson: settings.supportsPerPerson,
  minimumSupports: settings.minimumSupports, threshold: settings.threshold, answerDays: settings.answerDueDays,
  categories: categories.map(({ label }) => label.ja).join('\n'),
}).map(([key, value]) => ({ key, value: String(value) }));

function pictureActs({ organisation }: DemoCity, { slug }: DemoSpace, at: number, by: string): Act[] {
  if (!Object.hasOwn(scenes, slug)) return [];
  return [{
    at, by, mutation: 'setSpaceHero',
    variables: async (known) => ({ id: known(`space ${slug}`), edition: 2, ...(await pictureOf(slug, organisation.accentColour)) }),
  }];
}

function spaceActs(city: DemoCity, space: DemoSpace, weight: number): Act[] {
  const by = staffOf(city, space.office);
  const { slug, title, kana, summary, description, office, featured, askCard, phases, components } = space;
  const open = minutesOf(space.publishedAt);
  const ask = {
    decided: askCard.decision, changeable: askCard.canChange, fixed: askCard.cannotChange, decider: askCard.whoDecides,
    deadline: askCard.byWhen, wanted: askCard.input, promise: askCard.promise,
  };
  const begun: Act[] = [
    { at: open - 1440, by, mutation: 'draftSpace', makes: `space ${slug}`, variables: () => ({ input: { slug, title, kana, summary, description, office } }) },
    { at: open - 1420, by, mutation: 'editSpace', variables: (known) => ({ id: known(`space ${slug}`), edition: 0, input: { ask, featured, weight } }) },
    ...components.map((component, index): Act => ({
      at: open - 1400 + index, by, mutation: 'placeComponent', makes: `component ${slug} ${component.key}`,
      variables: (known) => ({
        spaceId: known(`space ${slug}`), manifest: component.kind,
        input: { title: component.title, intro: component.intro, settings: settingsOf(component) },
      }),
    })),
    {
      at: open - 1380, by, mutation: 'setPhases',
      variables: (known, instant) => ({
        id: known(`space ${slug}`), edition: 1,
        phases: phases.map(({ key, title: name, text, callToAction, opensAt, closesAt, allows }) => ({
          key, title: name, text, callToAction, opensAt: instant(opensAt), closesAt: closesAt && instant(closesAt),
          allows: components.map((component) => ({ componentId: known(`component ${slug} ${component.key}`), actions: allows })),
        })),
      }),
    },
    ...pictureActs(city, space, open - 1370, by),
    { at: open, by, mutation: 'publishSpace', variables: (known) => ({ id: known(`space ${slug}`) }) },
  ];
  const last = Math.max(...phases.map((phase) => minutesOf(phase.closesAt ?? phase.opensAt)));
  const ended: Act[] = space.state === 'ARCHIVED'
    ? [{ at: last + 1440, by, mutation: 'archiveSpace', variables: (known) => ({ id: known(`space ${slug}`) }) }] : [];
  return [...begun, ...ended];
}

function commentActs(city: DemoCity, proposal: string, comment: DemoComment, name: string, parent?: string): Act[] {
  const { author: by, language: locale = 'ja', office, body, deletedAt, replies = [] } = comment;
  const own: Act = {
    at: minutesOf(comment.at), by, locale, mutation: 'addComment', makes: name,
    variables: (known) => ({
      rootId: known(proposal), parentId: parent && known(parent), body, asOffice: office && officeName(city, office),
    }),
  };
  const gone: Act[] = deletedAt
    ? [{ at: minutesOf(deletedAt), by, mutation: 'deleteComment', variables: (known) => ({ id: known(name) }) }] : [];
  return [own, ...gone, ...replies.flatMap((reply, index) => commentActs(city, proposal, reply, `${name} ${index}`, name))];
}

function answerActs(city: DemoCity, { answer }: DemoProposal, name: string): Act[] {
  if (!answer) return [];
  const { status, office, text, reason, cost } = answer;
  const words = (language: 'ja' | 'en', why: string, money: string) =>
    [text[language], `${why}${reason[language]}`, ...(cost ? [`${money}${cost.note[language]}`] : [])].join('\n\n');
  return [{
    at: minutesOf(answer.at), by: staffOf(city, office), mutation: 'answerProposal',
    variables: (known) => ({
      id: known(name), input: {
        kind: status, office: officeName(city, office), costYen: cost?.yen,
        text: { ja: words('ja', '理由：', '費用の内訳：'), en: words('en', 'Why: ', 'The cost covers: ') },
      },
    }),
  }];
}

function proposalActs(city: DemoCity, place: string, component: DemoComponent, proposal: DemoProposal): Act[] {
  const { key, author: by, state, title, body, language: locale = 'ja', edits = [], withdrawnAt, comments = [] } = proposal;
  const name = `proposal ${key}`;
  const at = minutesOf(proposal.at);
  const category = categoryOf(component, proposal);
  const id = (known: Known) => ({ id: known(name) });
  const begun: Act = {
    at, by, locale, mutation: 'draftProposal', makes: name,
    variables: (known) => ({ componentId: known(place), input: { title, body, category, locale } }),
  };
  if (state === 'DRAFT') return [begun];
  return [
    begun,
    { at, by, mutation: 'publishProposal', variables: id },
    ...edits.map((edit): Act => ({
      at: minutesOf(edit.at), by, mutation: 'editProposal',
      variables: (known) => ({ ...id(known), input: { title: edit.title, body: edit.body, category, locale } }),
    })),
    ...(withdrawnAt ? [{ at: minutesOf(withdrawnAt), by, mutation: 'withdrawProposal', variables: id } satisfies Act] : []),
    ...answerActs(city, proposal, name),
    ...comments.flatMap((comment, index) => commentActs(city, name, comment, `comment ${key} ${index}`)),
  ];
}

function componentActs(city: DemoCity, space: DemoSpace, component: DemoComponent): Act[] {
  const proposals = component.proposals.flatMap((proposal) =>
    proposalActs(city, `component ${space.slug} ${component.key}`, component, proposal));
  // The support that reaches the threshold is told in the record; it happens alone.
  const reached = new Map(component.proposals.map(({ key, thresholdAt }) => [key, thresholdAt && minutesOf(thresholdAt)]));
  const supports = supportsOf(city, space, component).map(({ proposal, person, at }): Act => ({
    at: minutesOf(at), by: person, mutation: 'supportProposal', variables: (known) => ({ id: known(`proposal ${proposal}`) }),
    quiet: reached.get(proposal) !== minutesOf(at),
  }));
  return [...proposals, ...supports];
}

/** Acts in their order, the quiet ones that follow each other taken together. */
export function batchesOf(acts: readonly Act[], most: number): readonly (readonly Act[])[] {
  const batches: Act[][] = [];
  for (const act of acts) {
    const last = batches.at(-1);
    if (act.quiet && last?.[0]?.quiet && last.length < most) last.push(act);
    else batches.push([act]);
  }
  return batches;
}

/** Everything that people did in the demo city, in the order of time. */
export function actsOf(city: DemoCity): readonly Act[] {
  const inSpaces = city.spaces.flatMap((space, index) => [
    ...spaceActs(city, space, index),
    ...space.components.flatMap((component) => componentActs(city, space, component)),
  ]);
  return [...legalActs(city), ...inSpaces].sort((a, b) => a.at - b.at);
}
