import {
  minutesOf, placeName, staffOf, type Act, type BringsDemo, type DemoCity, type DemoNode, type DemoPlace, type DemoSpace,
} from '@hiroba/demo';
import type { LibraryServer } from '@hiroba/server';
import { mutations } from './documents.ts';
import { pictureOf } from './pictures.ts';
import { scenes } from './scenes.ts';

const administratorOf = (city: DemoCity): string => city.people.find(({ role }) => role === 'ADMIN')?.key ?? '';

function legalActs(city: DemoCity): Act[] {
  const by = administratorOf(city);
  return city.organisation.legalPages.map(({ kind, title, sections }, index): Act => {
    const body = (language: 'ja' | 'en') =>
      sections.map((section) => `## ${section.heading[language]}\n\n${section.body[language]}`).join('\n\n');
    return {
      at: -399 * 1440 + 600 + index, by, document: mutations.publishLegalPage,
      variables: () => ({ slug: kind.toLowerCase(), title, body: { ja: body('ja'), en: body('en') } }),
    };
  });
}

/** The trees of the city, each node after the one above it. */
function taxonomyActs(city: DemoCity): Act[] {
  const by = administratorOf(city);
  const node = (makes: string, parent: string | null, { key, name, kana }: Omit<DemoNode, 'kana'> & { kana?: string }): Omit<Act, 'at'> => ({
    by, document: mutations.addTaxonomyNode, makes,
    variables: (known) => ({ parentId: parent === null ? null : known(parent), input: { key, name, kana } }),
  });
  const below = (tree: string, parent: string, nodes: readonly DemoNode[] = []): Omit<Act, 'at'>[] => nodes.flatMap((each) => {
    const makes = `node ${tree} ${each.key}`;
    return [node(makes, parent, each), ...below(tree, makes, each.nodes)];
  });
  const acts = city.taxonomies.flatMap((tree) => [node(`taxonomy ${tree.key}`, null, tree), ...below(tree.key, `taxonomy ${tree.key}`, tree.nodes)]);
  return acts.map((act, index) => ({ ...act, at: -398 * 1440 + 600 + index }));
}

const aboutOf = ({ slug }: DemoSpace): string => `space ${slug}`;

/** Spaces get their pictures on one day, when the last of them is prepared; one that is closed by then had its own when it opened. */
function pictureActs(city: DemoCity): Act[] {
  const prepared = ({ publishedAt }: DemoSpace) => minutesOf(publishedAt) - 1370;
  const last = Math.max(...city.spaces.map(prepared));
  return city.spaces.filter(({ slug }) => Object.hasOwn(scenes, slug)).map((space): Act => {
    const at = space.state === 'ARCHIVED' ? prepared(space) : last;
    const edition = at === prepared(space) ? 2 : 3;
    return {
      at, by: staffOf(city, space.office), document: mutations.setSpaceHero, about: aboutOf(space), holdsMore: true,
      variables: async (known) => ({ id: known(`space ${space.slug}`), edition, ...(await pictureOf(space.slug, city.organisation.accentColour)) }),
    };
  });
}

function spaceActs(city: DemoCity, space: DemoSpace, places: readonly DemoPlace[], weight: number): Act[] {
  const by = staffOf(city, space.office);
  const { slug, title, kana, summary, description, office, featured, askCard, phases } = space;
  const open = minutesOf(space.publishedAt);
  // Until it is published, nobody else has to do with it.
  const about = aboutOf(space);
  const ask = {
    decided: askCard.decision, changeable: askCard.canChange, fixed: askCard.cannotChange, decider: askCard.whoDecides,
    deadline: askCard.byWhen, wanted: askCard.input, promise: askCard.promise,
  };
  const begun: Act[] = [
    { at: open - 1440, by, about, document: mutations.draftSpace, makes: `space ${slug}`, variables: () => ({ input: { slug, title, kana, summary, description, office } }) },
    { at: open - 1420, by, about, document: mutations.editSpace, variables: (known) => ({ id: known(`space ${slug}`), edition: 0, input: { ask, featured, weight } }) },
    ...places.map((place, index): Act => ({
      at: open - 1400 + index, by, about, document: mutations.placeComponent, makes: placeName(place),
      variables: (known) => ({
        spaceId: known(`space ${slug}`), manifest: place.manifest,
        input: {
          title: place.title, intro: place.intro,
          settings: Object.entries(place.settings).map(([setting, value]) => ({ key: setting, value: String(typeof value === 'function' ? value(known) : value) })),
        },
      }),
    })),
    {
      at: open - 1380, by, about, document: mutations.setPhases,
      variables: (known, instant) => ({
        id: known(`space ${slug}`), edition: 1,
        phases: phases.map(({ key, title: name, text, callToAction, opensAt, closesAt }) => ({
          key, title: name, text, callToAction, opensAt: instant(opensAt), closesAt: closesAt && instant(closesAt),
          allows: places.map((place) => ({ componentId: known(placeName(place)), actions: place.opens[key] ?? [] })),
        })),
      }),
    },
    { at: open, by, document: mutations.publishSpace, variables: (known) => ({ id: known(`space ${slug}`) }) },
  ];
  const last = Math.max(...phases.map((phase) => minutesOf(phase.closesAt ?? phase.opensAt)));
  const ended: Act[] = space.state === 'ARCHIVED'
    ? [{ at: last + 1440, by, document: mutations.archiveSpace, variables: (known) => ({ id: known(`space ${slug}`) }) }] : [];
  return [...begun, ...ended];
}

/** The places that the components of an installation bring to the demo city. */
export const placesOf = (city: DemoCity, libraries: readonly (LibraryServer & Partial<BringsDemo>)[]): readonly DemoPlace[] =>
  libraries.flatMap(({ demo }) => demo?.(city) ?? []);

/** Everything that people did in the demo city, in the order of time. */
export function actsOf(city: DemoCity, places: readonly DemoPlace[]): readonly Act[] {
  const inSpaces = city.spaces.flatMap((space, index) => spaceActs(city, space, places.filter((place) => place.space === space.slug), index));
  return [...legalActs(city), ...taxonomyActs(city), ...inSpaces, ...pictureActs(city), ...places.flatMap(({ acts }) => acts)].sort((a, b) => a.at - b.at);
}
