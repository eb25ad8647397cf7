import { badText, composed, graphemes, Refusal } from '@hiroba/kernel';
import { districtsIn, spotOf, spotRefusal } from '@hiroba/places';
import { demoCity, minutesOf, type DemoComment, type DemoNode, type Moment } from '@hiroba/demo';
import { describe, expect, it } from '@jest/globals';
import { proposals as manifest } from '../manifest.ts';
import { proposalsDemo } from './index.ts';
import { placedInDemo, spotOfDemo, townArea } from './ground.ts';
import { places } from './places.ts';
import { supportsOf } from './supports.ts';
import type { DemoProposals } from './types.ts';

const { organisation, people, spaces, taxonomies } = demoCity;
const keysIn = (nodes: readonly DemoNode[] = []): string[] =>
  nodes.flatMap(({ key, nodes: below }) => [key, ...keysIn(below)]);
const topics = new Map(taxonomies.map(({ key, nodes }) => [key, keysIn(nodes)]));
const person = new Map(people.map((one) => [one.key, one]));
const offices = new Set(organisation.offices.map(({ key }) => key));
const proposals = places.flatMap((place) => place.proposals.map((proposal) => ({ place, proposal })));

interface Placed {
  readonly comment: DemoComment;
  readonly level: number;
  readonly parent?: DemoComment | undefined;
}

const thread = (comments: readonly DemoComment[] = [], level = 0, parent?: DemoComment): Placed[] =>
  comments.flatMap((comment) => [{ comment, level, parent }, ...thread(comment.replies, level + 1, comment)]);

const comments = proposals.flatMap(({ place, proposal }) =>
  thread(proposal.comments).map((placedComment) => ({ place, proposal, ...placedComment })),
);

const opened = ({ space, opens }: DemoProposals, action: string, at: Moment): boolean =>
  (spaces.find(({ slug }) => slug === space)?.phases ?? []).some(
    (phase) =>
      opens[phase.key]?.includes(action) &&
      minutesOf(phase.opensAt) <= minutesOf(at) &&
      (!phase.closesAt || minutesOf(at) < minutesOf(phase.closesAt)),
  );

const badly = <T>(items: readonly T[], wrong: (item: T) => boolean, name: (item: T) => unknown): unknown[] =>
  items.filter(wrong).map(name);

describe('places', () => {
  it.each(places)(
    'of $space stand in a space of the city and open what there is in phases there are',
    ({ space, opens }) => {
      const phases = spaces.find(({ slug }) => slug === space)?.phases.map(({ key }) => key);
      expect(phases).toEqual(expect.arrayContaining(Object.keys(opens)));
      expect(manifest.actions).toEqual(expect.arrayContaining(Object.values(opens).flat()));
    },
  );

  it('say everything in both languages', () => {
    const texts = places.flatMap(({ title, intro }) => [title, intro]);
    const half = ({ ja, en }: { ja: string; en: string }): boolean =>
      !ja.trim() || !en.trim() || ja === en || !/[\u3040-\u30ff\u4e00-\u9fff]/.test(ja) || /[\u3040-\u30ff]/.test(en);
    expect(texts.length).toBeGreaterThanOrEqual(10);
    expect(badly(texts, half, ({ en }) => en)).toEqual([]);
  });

  it('become acts of which each knows what it needs', () => {
    const acts = proposalsDemo(demoCity).flatMap((place) => place.acts);
    expect(acts.length).toBeGreaterThan(proposals.length * 3);
    expect(
      badly(
        acts,
        ({ by }) => !person.has(by),
        ({ by }) => by,
      ),
    ).toEqual([]);
  });
});

describe('proposals', () => {
  const name = ({ proposal }: (typeof proposals)[number]): string => proposal.key;

  it('show the variety that a real list has', () => {
    const titles = proposals.map(({ proposal }) => proposal.title);
    const states = proposals.map(({ proposal }) => proposal.state);
    expect(proposals.length).toBeGreaterThanOrEqual(34);
    expect(new Set(proposals.map(name)).size).toBe(proposals.length);
    expect(titles).toContain('鯉');
    expect(Math.max(...titles.map(graphemes))).toBe(60);
    expect(states.filter((state) => state === 'DRAFT')).toHaveLength(2);
    expect(states.filter((state) => state === 'WITHDRAWN')).toHaveLength(1);
    expect(proposals.filter(({ proposal }) => proposal.edits?.length === 2)).toHaveLength(1);
  });

  it('have a known author, topic and texts that fit', () => {
    const versions = proposals.flatMap(({ proposal }) => [proposal, ...(proposal.edits ?? [])]);
    const unfit = (text: string, max: number): boolean =>
      text === '' || graphemes(text) > max || badText(text) !== undefined || composed(text) !== text;
    expect(
      badly(
        versions,
        ({ title, body }) => unfit(title, 150) || unfit(body, 2000),
        ({ title }) => title,
      ),
    ).toEqual([]);
    expect(badly(proposals, ({ proposal }) => person.get(proposal.author)?.role !== 'PARTICIPANT', name)).toEqual([]);
    const stray = ({ place, proposal }: (typeof proposals)[number]): boolean =>
      topics.get(place.taxonomy)?.includes(proposal.topic) !== true;
    expect(badly(proposals, stray, name)).toEqual([]);
  });

  it('are written, edited, withdrawn and answered when that was allowed', () => {
    const late = ({ place, proposal }: (typeof proposals)[number]): boolean => {
      const from = minutesOf(proposal.at);
      const until = from + place.settings.editWindowMinutes;
      const after = [proposal.withdrawnAt, proposal.answer?.at].filter((moment) => moment !== undefined);
      return (
        !opened(place, 'create', proposal.at) ||
        minutesOf(person.get(proposal.author)!.joinedAt) > from ||
        (proposal.edits ?? []).some(({ at }) => minutesOf(at) <= from || minutesOf(at) >= until) ||
        after.some((moment) => minutesOf(moment) <= until || moment.day >= 0) ||
        proposal.at.day >= 0 ||
        (proposal.state === 'WITHDRAWN') !== (proposal.withdrawnAt !== undefined)
      );
    };
    expect(badly(proposals, late, name)).toEqual([]);
  });

  it('are answered by an office, with the cost where it is asked', () => {
    const answered = proposals.filter(({ proposal }) => proposal.answer);
    const lacking = ({ place, proposal: { answer, state } }: (typeof proposals)[number]): boolean =>
      state !== 'PUBLISHED' ||
      !offices.has(answer!.office) ||
      (place.settings.costs && answer!.status === 'ACCEPTED' && !Number.isSafeInteger(answer!.cost?.yen));
    expect(badly(answered, lacking, name)).toEqual([]);
    expect(new Set(answered.map(({ proposal }) => proposal.answer!.status)).size).toBe(4);
  });
});

describe('spots', () => {
  const placed = proposals.filter(({ place, proposal }) => place.settings.places && spotOfDemo(proposal.key));

  it('belong to proposals of places that ask for them, and lie in the town', () => {
    expect(placed.map(({ proposal }) => proposal.key).toSorted()).toEqual(placedInDemo.toSorted());
    const refused = placed.map(({ proposal }) => {
      const spot = spotOf(spotOfDemo(proposal.key) ?? {});
      return spot instanceof Refusal
        ? spot
        : spotRefusal(spot, null, { places: 'OPTIONAL', placePrecision: 'GRID', area: townArea });
    });
    expect(refused.filter(Boolean)).toEqual([]);
    expect(districtsIn(townArea).map(({ name: words }) => words)).toEqual(['北口', '南口', '川ぞい']);
  });
});

describe('supports', () => {
  it.each(places)('of $space are as many as stated, within the limits and in their time', (place) => {
    const all = supportsOf(demoCity, place);
    const { supportsPerPerson, threshold } = place.settings;
    for (const proposal of place.proposals) {
      const given = all.filter((support) => support.proposal === proposal.key);
      const givers = new Set(given.map((support) => support.person));
      const reached = threshold > 0 && proposal.supports >= threshold;
      expect([proposal.key, given.length, givers.size]).toEqual([proposal.key, proposal.supports, proposal.supports]);
      expect(givers).not.toContain(proposal.author);
      expect(given.every((support) => opened(place, 'support', support.at) && support.at.day < 0)).toBe(true);
      expect(given.every((support) => minutesOf(support.at) > minutesOf(proposal.at))).toBe(true);
      expect(reached ? given[threshold - 1]!.at : undefined).toEqual(proposal.thresholdAt);
    }
    const perPerson = people.map(({ key }) => all.filter((support) => support.person === key).length);
    expect(Math.max(...perPerson)).toBeLessThanOrEqual(supportsPerPerson || Infinity);
  });

  it('leave the first log-in some to give', () => {
    const place = places.find(({ settings }) => settings.supportsPerPerson === 5) as DemoProposals;
    const given = supportsOf(demoCity, place).filter((support) => support.person === 'hana').length;
    expect(given).toBeGreaterThan(0);
    expect(given).toBeLessThan(5);
  });
});

describe('comments', () => {
  const words = ({ comment }: (typeof comments)[number]): string => comment.body;

  it('are many, in threads to the third level, one of them deleted', () => {
    expect(comments.length).toBeGreaterThanOrEqual(80);
    expect(Math.max(...comments.map(({ level }) => level))).toBe(3);
    expect(comments.filter(({ comment }) => comment.deletedAt)).toHaveLength(1);
  });

  it('fit, and are signed by an office exactly when its staff writes', () => {
    const unfit = ({ comment: { body } }: (typeof comments)[number]): boolean =>
      body === '' || graphemes(body) > 1000 || badText(body) !== undefined || composed(body) !== body;
    expect(badly(comments, unfit, words)).toEqual([]);
    expect(badly(comments, ({ comment }) => !person.has(comment.author), words)).toEqual([]);
    expect(badly(comments, ({ comment }) => person.get(comment.author)?.office !== comment.office, words)).toEqual([]);
  });

  it('follow what they answer, while commenting was open and by people who had joined', () => {
    const misplaced = ({ place, proposal, parent, comment }: (typeof comments)[number]): boolean => {
      const at = minutesOf(comment.at);
      const removed = parent?.deletedAt ? minutesOf(parent.deletedAt) : Infinity;
      return (
        !opened(place, 'comment', comment.at) ||
        comment.at.day >= 0 ||
        at >= removed ||
        at <= minutesOf((parent ?? proposal).at) ||
        minutesOf(person.get(comment.author)!.joinedAt) > at ||
        at > (proposal.withdrawnAt ? minutesOf(proposal.withdrawnAt) : Infinity)
      );
    };
    expect(badly(comments, misplaced, words)).toEqual([]);
  });
});
