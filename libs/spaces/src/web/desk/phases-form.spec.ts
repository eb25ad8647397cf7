import { describe, expect, it } from '@jest/globals';
import { freeKey, opensTyped, phasesTyped } from './phases-form.ts';
import { instantTyped, integerTyped } from './typed.ts';

const stored = {
  key: 'ideas', title: { ja: '募集', en: null }, text: { ja: null, en: null }, callToAction: null, status: 'OPEN' as const,
  opensAt: '2026-12-01T00:00:00.500Z', closesAt: '2026-12-25T15:00:00.000Z', allows: [{ componentId: 'c', actions: ['create'] }],
};

function form(entries: Readonly<Record<string, string>>): FormData {
  const data = new FormData();
  data.append('phase', 'ideas');
  data.append('phase', 'phase-2');
  for (const [name, value] of Object.entries(entries)) data.set(name, value);
  return data;
}

const asShown = { 'phases.ideas.title.ja': '募集', 'phases.ideas.opensAt': '2026-12-01T09:00', 'phases.ideas.closesAt': '2026-12-26T00:00' };

describe('a form about phases', () => {
  it('that was not touched says what is stored, to the millisecond', () => {
    expect(phasesTyped(form(asShown), [stored], 'Asia/Tokyo')).toEqual([{
      key: 'ideas', title: { ja: '募集', en: '' }, text: { ja: '', en: '' }, callToAction: { ja: '', en: '' },
      opensAt: stored.opensAt, closesAt: stored.closesAt, allows: stored.allows,
    }]);
  });

  it('takes a new phase without end, and leaves out one that is given up', () => {
    const typed = phasesTyped(form({
      ...asShown, 'phases.ideas.remove': 'on', 'phases.phase-2.title.ja': '回答', 'phases.phase-2.opensAt': '2026-12-26T00:00',
    }), [stored], 'Asia/Tokyo');
    expect(typed).toMatchObject([{ key: 'phase-2', opensAt: '2026-12-25T15:00:00.000Z', closesAt: null, allows: [] }]);
  });

  it('names the field whose date is none', () => {
    expect(phasesTyped(form({ ...asShown, 'phases.ideas.closesAt': 'soon' }), [stored], 'Asia/Tokyo')).toEqual({ field: 'phases.ideas.closesAt' });
  });

  it('gives a new phase a key nobody has', () => {
    expect(freeKey([{ key: 'phase-2' }])).toBe('phase-3');
  });

  it('says what phases open, and leaves past ones of a public space alone', () => {
    const data = new FormData();
    data.append('allows.ideas.d', 'support');
    expect(opensTyped(data, [stored], ['c', 'd'], true)[0]?.allows).toEqual([{ componentId: 'c', actions: [] }, { componentId: 'd', actions: ['support'] }]);
    expect(opensTyped(data, [{ ...stored, status: 'PAST' }], ['c', 'd'], true)[0]?.allows).toEqual(stored.allows);
  });
});

it.each([
  ['2026-12-26T00:00', '2026-12-25T15:00:00.000Z'], ['２０２６－１２－２６ ９:３０', '2026-12-26T00:30:00.000Z'], ['令和8年12月26日', '2026-12-25T15:00:00.000Z'],
  ['R8.12.26 17:15', '2026-12-26T08:15:00.000Z'], ['2026-02-30T00:00', undefined], ['', undefined], ['2026-12-26T00:99', undefined],
])('reads %s as %s', (typed, instant) => {
  expect(instantTyped(typed, 'Asia/Tokyo')?.toISOString()).toBe(instant);
});

it.each([['３６４', 364], ['-7', -7], ['1,000', 1000], ['', Number.NaN], ['1.5', Number.NaN]])('reads the number %s', (typed, value) => {
  expect(integerTyped(typed)).toBe(value);
});
