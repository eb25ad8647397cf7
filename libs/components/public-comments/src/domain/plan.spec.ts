import { describe, expect, test } from '@jest/globals';
import { align, type Alignment } from './plan.align.ts';
import { carry, placeQuote, quoteOf, type Target } from './plan.target.ts';
import { pathsOf, type ParsedUnit, type PlanUnit } from './plan.ts';

let made = 0;
const newId = (): string => {
  made += 1;
  return `u${made}`;
};
const paragraph = (text: string): ParsedUnit => ({ kind: 'PARAGRAPH', level: 0, text, page: null });
const heading = (level: number, text: string): ParsedUnit => ({ kind: 'HEADING', level, text, page: null });
const first = (units: readonly ParsedUnit[]): readonly PlanUnit[] => align([], units, newId).units;

const things = ['歩道', '自転車道', '駐輪場', '通学路', '橋', '案内板', '街路樹', '交差点', '川沿いの道', '商店街'];
const acts = ['広げます', '明るくします', '点検します', '色分けします', '段差をなくします', '毎年数えます', '住民と話し合います', '夜も使えるようにします'];
/** Sixty pages of a plan: a chapter every page, fifteen paragraphs in each, no two alike. */
const sixtyPages = (): ParsedUnit[] => Array.from({ length: 60 }, (_, page) => [
  heading(1, `第${page + 1}章 ${things[page % things.length]}のこれから`),
  ...Array.from({ length: 15 }, (__, n) => paragraph(
    `${page + 1}の${n + 1}。${things[(page + n) % things.length]}は、令和${9 + n}年度までに${acts[(page * 3 + n) % acts.length]}。`
    + `そのために${things[(page * 7 + n * 3) % things.length]}の${100 + page * 15 + n}か所で調査をおこない、${acts[(page + n * 5) % acts.length]}。`)),
]).flat();

const ids = (units: readonly PlanUnit[]): ReadonlyMap<string, PlanUnit> => new Map(units.map((unit) => [unit.id, unit]));
const states = (targets: readonly Target[], before: readonly PlanUnit[], alignment: Alignment) => {
  const [old, now] = [ids(before), ids(alignment.units)];
  return targets.map((target) => carry(target, old, alignment, now));
};

/** 500 targets over a plan: every third is the whole unit, the others are words of it. */
const targetsOn = (units: readonly PlanUnit[]): Target[] => Array.from({ length: 500 }, (_, n) => {
  const unit = units[(n * 37) % units.length] as PlanUnit;
  const many = [...unit.text].length;
  return { unitId: unit.id, quote: n % 3 === 0 ? null : quoteOf(unit.text, n % Math.max(1, many - 8), Math.min(many, (n % Math.max(1, many - 8)) + 8)) };
});

describe('PC35 a draft plan in a new version', () => {
  const before = first(sixtyPages());
  const targets = targetsOn(before);
  const parsed = sixtyPages();

  test('keeps all units and targets when one sentence is edited, and flags only those on its unit', () => {
    const edited = parsed.map((unit, n) => (n === 120 ? { ...unit, text: `${unit.text}市民の声を聞いて見直します。` } : unit));
    const alignment = align(before, edited, newId);
    expect(alignment.units.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(alignment.units.filter(({ relation }) => relation !== 'KEPT').map(({ relation }) => relation)).toEqual(['EDITED']);
    const wholes = [...targets, { unitId: before[120]?.id ?? '', quote: null }, { unitId: before[120]?.id ?? '', quote: quoteOf(before[120]?.text ?? '', 2, 12) }];
    const carried = states(wholes, before, alignment);
    expect(carried.filter(({ state }) => state === 'GONE')).toEqual([]);
    const flagged = carried.filter(({ state }) => state === 'EARLIER_WORDING');
    expect(flagged.length).toBeGreaterThan(0);
    expect(flagged.every(({ unitId }) => unitId === before[120]?.id)).toBe(true);
    // Words that are still there keep their place.
    expect(carried.at(-1)).toMatchObject({ state: 'KEPT', quote: { start: 2, end: 12 } });
  });

  test('lists targets of a unit that is gone, and moves none of them elsewhere', () => {
    const alignment = align(before, parsed.filter((_, n) => n !== 200), newId);
    expect(alignment.removed.map(({ id }) => id)).toEqual([before[200]?.id]);
    const [gone, other] = states([{ unitId: before[200]?.id ?? '', quote: null }, { unitId: before[201]?.id ?? '', quote: null }], before, alignment);
    expect([gone?.state, other?.state]).toEqual(['GONE', 'KEPT']);
    expect(states(targets, before, alignment)).toHaveLength(500);
  });

  test('follows a unit that is split, merged or moved', () => {
    const [one, two] = (before[300]?.text ?? '').split('。そのために');
    const split = align(before, parsed.flatMap((unit, n) => (n === 300 ? [paragraph(`${one}。`), paragraph(`そのために${two}`)] : [unit])), newId);
    expect(split.units.slice(300, 302).map(({ relation, from }) => [relation, from])).toEqual([['SPLIT', [before[300]?.id]], ['SPLIT', [before[300]?.id]]]);
    const words = quoteOf(before[300]?.text ?? '', [...(one ?? '')].length + 5, [...(one ?? '')].length + 15);
    expect(states([{ unitId: before[300]?.id ?? '', quote: words }], before, split)[0]).toMatchObject({ state: 'KEPT', quote: { exact: words.exact } });

    const merged = align(before, parsed.flatMap((unit, n) => (n === 401 ? [] : n === 400 ? [paragraph(`${unit.text}${parsed[401]?.text}`)] : [unit])), newId);
    expect(merged.units[400]).toMatchObject({ relation: 'MERGED', from: [before[400]?.id, before[401]?.id] });
    expect(merged.removed).toEqual([]);
    expect(states([{ unitId: before[401]?.id ?? '', quote: null }], before, merged)[0]).toMatchObject({ unitId: merged.units[400]?.id, state: 'EARLIER_WORDING' });

    const moved = align(before, [...parsed.slice(0, 500), ...parsed.slice(501), parsed[500] as ParsedUnit], newId);
    expect(moved.units.at(-1)).toMatchObject({ id: before[500]?.id, relation: 'MOVED' });
    expect(moved.removed).toEqual([]);
  });

  test('R8 loses none of 500 targets under edits, moves and deletions at once', () => {
    const changed = parsed.flatMap((unit, n) => {
      if (n % 97 === 5) return [];
      if (n % 41 === 3 && unit.kind === 'PARAGRAPH') return [{ ...unit, text: unit.text.replace('調査をおこない', '実地の調査をていねいにおこない') }];
      return n % 89 === 7 ? [paragraph('新しい段落です。'.repeat(3)), unit] : [unit];
    });
    const cut = changed.splice(700, 1);
    const alignment = align(before, [...changed, ...cut], newId);
    const carried = states(targets, before, alignment);
    expect(carried).toHaveLength(500);
    const here = ids(alignment.units);
    expect(carried.filter(({ state, unitId }) => state !== 'GONE' && !here.has(unitId ?? ''))).toEqual([]);
    const removed = new Set(alignment.removed.map(({ id }) => id));
    expect(carried.filter(({ state }) => state === 'GONE').every(({ unitId }) => removed.has(unitId ?? ''))).toBe(true);
    expect(new Set(alignment.units.map(({ id }) => id)).size).toBe(alignment.units.length);
  });
});

describe('RND1 words of a unit', () => {
  test('are found by what stands around them when they stand there twice', () => {
    const text = '道を広げます。橋も広げます。';
    const second = quoteOf(text, 9, 13);
    expect(placeQuote(`はじめに。${text}`, second)).toMatchObject({ exact: '広げます', start: 14 });
  });

  test('are found again after a small edit and not after a large one', () => {
    const quote = quoteOf('歩道を令和九年度までに広げます。', 0, 10);
    expect(placeQuote('この歩道を令和十年度までに広げます。', quote)).toMatchObject({ exact: '歩道を令和十年度まで' });
    expect(placeQuote('駐輪場は別に定めます。', quote)).toBeNull();
  });

  test('count code points, so that a rare character is one', () => {
    expect(quoteOf('𠮷野川の橋', 0, 3)).toMatchObject({ exact: '𠮷野川', start: 0, end: 3 });
  });
});

test('the path of a unit says under which headings it stands', () => {
  const units = [heading(1, 'a'), paragraph('b'), heading(2, 'c'), paragraph('d'), heading(2, 'e'), heading(1, 'f'), heading(3, 'g')];
  expect(pathsOf(units)).toEqual(['1', '1.p1', '1.1', '1.1.p1', '1.2', '2', '2.0.1']);
});
