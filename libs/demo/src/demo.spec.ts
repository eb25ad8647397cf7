import { graphemes, isSlug, nameProblem } from '@hiroba/kernel';
import { describe, expect, it } from '@jest/globals';
import { demoCity, minutesOf } from './index.ts';

const { organisation, people, spaces, password } = demoCity;
const person = new Map(people.map((one) => [one.key, one]));
const offices = new Set(organisation.offices.map(({ key }) => key));

function every(value: unknown, path = 'city'): { path: string; value: object }[] {
  if (typeof value !== 'object' || value === null) return [];
  return [{ path, value }, ...Object.entries(value).flatMap(([key, inner]) => every(inner, `${path}.${key}`))];
}

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
