import { badText, composed, graphemes, isSlug, nameProblem } from '@hiroba/kernel';
import { describe, expect, it } from '@jest/globals';
import { demoCity, minutesOf, supportsOf, type DemoComment, type DemoSpace, type Moment } from './index.ts';

const { organisation, people, spaces, password } = demoCity;
const person = new Map(people.map((one) => [one.key, one]));
const offices = new Set(organisation.offices.map(({ key }) => key));
const placed = spaces.flatMap((space) => space.components.map((component) => ({ space, component })));
const proposals = placed.flatMap(({ space, component }) =>
  component.proposals.map((proposal) => ({ space, component, proposal })),
);

interface Placed {
  readonly comment: DemoComment;
  readonly level: number;
  readonly parent?: DemoComment;
}

const thread = (comments: readonly DemoComment[] = [], level = 0, parent?: DemoComment): Placed[] =>
  comments.flatMap((comment) => [{ comment, level, parent }, ...thread(comment.replies, level + 1, comment)]);

const comments = proposals.flatMap(({ space, proposal }) =>
  thread(proposal.comments).map((placedComment) => ({ space, proposal, ...placedComment })),
);

function every(value: unknown, path = 'city'): { path: string; value: object }[] {
  if (typeof value !== 'object' || value === null) return [];
  return [{ path, value }, ...Object.entries(value).flatMap(([key, inner]) => every(inner, `${path}.${key}`))];
}

const opened = (space: DemoSpace, action: 'create' | 'support' | 'comment', at: Moment): boolean =>
  space.phases.some(
    (phase) =>
      phase.allows.includes(action) &&
      minutesOf(phase.opensAt) <= minutesOf(at) &&
      (!phase.closesAt || minutesOf(at) < minutesOf(phase.closesAt)),
  );

const badly = <T>(items: readonly T[], wrong: (item: T) => boolean, name: (item: T) => unknown): unknown[] =>
  items.filter(wrong).map(name);

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const share = parseInt(colour.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

describe('the city', () => {
  it('has an accent colour that can be read on white', () => {
    expect(1.05 / (luminance(organisation.accentColour) + 0.05)).toBeGreaterThanOrEqual(4.5);
  });

  it('says everything in both languages', () => {
    const texts = every(demoCity).filter(({ value }) => 'ja' in value || 'en' in value);
    const half = ({ value }: { value: object }): boolean => {
      const { ja = '', en = '' } = value as { ja?: string; en?: string };
      return (
        !ja.trim() || !en.trim() || ja === en || !/[\u3040-\u30ff\u4e00-\u9fff]/.test(ja) || /[\u3040-\u30ff]/.test(en)
      );
    };
    expect(texts.length).toBeGreaterThan(100);
    expect(badly(texts, half, ({ path }) => path)).toEqual([]);
  });

  it('has the four legal pages', () => {
    const kinds = organisation.legalPages.map(({ kind }) => kind);
    expect(kinds).toEqual(['TERMS', 'PRIVACY', 'MODERATION', 'ACCESSIBILITY']);
  });
});

describe('people', () => {
  it('are distinct, named by the rules and reachable at example.jp', () => {
    expect(person.size).toBe(people.length);
    expect(new Set(people.map(({ mail }) => mail)).size).toBe(people.length);
    expect(
      badly(
        people,
        ({ displayName }) => nameProblem(displayName) !== undefined,
        ({ key }) => key,
      ),
    ).toEqual([]);
    expect(
      badly(
        people,
        ({ mail }) => !/^[a-z]+@example\.jp$/.test(mail),
        ({ key }) => key,
      ),
    ).toEqual([]);
    expect(graphemes(password)).toBeGreaterThanOrEqual(12);
  });

  it('fill every role, staff with an office', () => {
    const count = (role: string): number => people.filter((one) => one.role === role).length;
    expect([count('STAFF'), count('ADMIN'), count('MODERATOR')]).toEqual([3, 1, 2]);
    expect(
      badly(
        people,
        ({ role, office }) => (role === 'STAFF') !== offices.has(office ?? ''),
        ({ key }) => key,
      ),
    ).toEqual([]);
  });
});

describe('spaces', () => {
  it.each(spaces)('$slug has ordered phases, a known office and texts that fit', (space) => {
    const edges = space.phases.flatMap(({ opensAt, closesAt }) => [
      minutesOf(opensAt),
      closesAt ? minutesOf(closesAt) : Infinity,
    ]);
    expect(edges).toEqual([...edges].sort((a, b) => a - b));
    expect(minutesOf(space.publishedAt)).toBeLessThan(edges[0]!);
    expect(offices).toContain(space.office);
    expect(isSlug(space.slug)).toBe(true);
    expect(badly(Object.values(space.title), (title) => graphemes(title) > 150, String)).toEqual([]);
    expect(badly(Object.values(space.summary), (summary) => graphemes(summary) > 300, String)).toEqual([]);
  });

  it('stand in different phases: open, answering, announced, finished', () => {
    const now = { day: 0, time: '12:00' };
    const current = spaces.map(({ phases }) =>
      phases.findIndex(
        ({ opensAt, closesAt }) =>
          minutesOf(opensAt) <= minutesOf(now) && minutesOf(now) < (closesAt ? minutesOf(closesAt) : Infinity),
      ),
    );
    expect(current).toEqual([1, 2, 0, -1, -1]);
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

  it('have a known author, category and texts that fit', () => {
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
    const stray = ({ component, proposal }: (typeof proposals)[number]): boolean =>
      component.categories.every(({ key }) => key !== proposal.category);
    expect(badly(proposals, stray, name)).toEqual([]);
  });

  it('are written, edited, withdrawn and answered when that was allowed', () => {
    const late = ({ space, component, proposal }: (typeof proposals)[number]): boolean => {
      const from = minutesOf(proposal.at);
      const until = from + component.settings.editWindowMinutes;
      const after = [proposal.withdrawnAt, proposal.answer?.at].filter((moment) => moment !== undefined);
      return (
        !opened(space, 'create', proposal.at) ||
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
    const lacking = ({ component, proposal: { answer, state } }: (typeof proposals)[number]): boolean =>
      state !== 'PUBLISHED' ||
      !offices.has(answer!.office) ||
      (component.settings.costs && answer!.status === 'ACCEPTED' && !Number.isSafeInteger(answer!.cost?.yen));
    expect(badly(answered, lacking, name)).toEqual([]);
    expect(new Set(answered.map(({ proposal }) => proposal.answer!.status)).size).toBe(4);
  });
});

describe('supports', () => {
  it.each(placed)(
    'of $space.slug are as many as stated, within the limits and in their time',
    ({ space, component }) => {
      const all = supportsOf(demoCity, space, component);
      const { supportsPerPerson, threshold } = component.settings;
      for (const proposal of component.proposals) {
        const given = all.filter((support) => support.proposal === proposal.key);
        const givers = new Set(given.map((support) => support.person));
        const reached = threshold > 0 && proposal.supports >= threshold;
        expect([proposal.key, given.length, givers.size]).toEqual([proposal.key, proposal.supports, proposal.supports]);
        expect(givers).not.toContain(proposal.author);
        expect(given.every((support) => opened(space, 'support', support.at) && support.at.day < 0)).toBe(true);
        expect(given.every((support) => minutesOf(support.at) > minutesOf(proposal.at))).toBe(true);
        expect(reached ? given[threshold - 1]!.at : undefined).toEqual(proposal.thresholdAt);
      }
      const perPerson = people.map(({ key }) => all.filter((support) => support.person === key).length);
      expect(Math.max(...perPerson)).toBeLessThanOrEqual(supportsPerPerson || Infinity);
    },
  );

  it('leave the first log-in some to give', () => {
    const { space, component } = placed.find(({ component: { settings } }) => settings.supportsPerPerson === 5)!;
    const given = supportsOf(demoCity, space, component).filter((support) => support.person === 'hana').length;
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
    const misplaced = ({ space, proposal, parent, comment }: (typeof comments)[number]): boolean => {
      const at = minutesOf(comment.at);
      const removed = parent?.deletedAt ? minutesOf(parent.deletedAt) : Infinity;
      return (
        !opened(space, 'comment', comment.at) ||
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
