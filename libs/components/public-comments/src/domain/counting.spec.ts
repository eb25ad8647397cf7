import { describe, expect, test } from '@jest/globals';
import { countsOf, dispositionShare, type CountedOpinion, type CountedSubmission, type Exclusion } from './counting.ts';
import type { Channel } from './round.ts';

const all: readonly Channel[] = ['COUNTER', 'POST', 'FAX', 'MAIL', 'ONLINE'];
const sent = (id: string, channel: Channel, more: Partial<CountedSubmission> = {}): CountedSubmission => ({ id, channel, persons: 1, excluded: null, ...more });
const opinions = (submissionId: string, many: number, dispositions: readonly string[] = []): CountedOpinion[] =>
  Array.from({ length: many }, (_, i) => ({ submissionId, group: null, disposition: dispositions[i] ?? 'C' }));

describe('counting', () => {
  test('F1 Koriyama 2019: two people, three opinions, zeros shown', () => {
    const { channels, total } = countsOf(all, [sent('a', 'COUNTER'), sent('b', 'ONLINE')], [...opinions('a', 2), ...opinions('b', 1)]);
    expect(channels.map(({ channel, known, opinions: many }) => [channel, known, many]))
      .toEqual([['COUNTER', 1, 2], ['POST', 0, 0], ['FAX', 0, 0], ['MAIL', 0, 0], ['ONLINE', 1, 1]]);
    expect(total).toEqual({ known: 2, unknown: 0, submissions: 2, opinions: 3 });
  });

  test('F2 Aizuwakamatsu: 19 people, 24 opinions', () => {
    const people = Array.from({ length: 19 }, (_, i) => sent(`s${i}`, 'ONLINE'));
    const { total, groups } = countsOf(all, people, people.flatMap(({ id }, i) => opinions(id, i < 5 ? 2 : 1)));
    expect([total.known, total.opinions, groups]).toEqual([19, 24, 24]);
  });

  test('F3 Zama 2010: eight submitters, one with twelve points, 25 opinions of which two are reflected', () => {
    const people = Array.from({ length: 8 }, (_, i) => sent(`s${i}`, 'POST'));
    const many = [12, 3, 2, 2, 2, 2, 1, 1];
    const found = countsOf(all, people, people.flatMap(({ id }, i) => opinions(id, many[i] ?? 0, i === 1 ? ['A', 'A'] : [])), 2);
    expect([found.total.submissions, found.total.opinions, found.dispositions, found.planChanges]).toEqual([8, 25, { A: 2, C: 23 }, 2]);
    expect(dispositionShare(2, 25)).toBe(8);
  });

  test('PC17 F5 Hidaka: 18.5, 30.9 and 22.8 per cent of opinions were adopted', () => {
    expect([[33, 178], [151, 489], [51, 224], [0, 0]].map(([part, of]) => dispositionShare(part ?? 0, of ?? 0))).toEqual([18.5, 30.9, 22.8, undefined]);
  });

  test('F6 Tsukuba 2021: 77 people in groups by what they say, and no figure for or against', () => {
    const people = Array.from({ length: 77 }, (_, i) => sent(`s${i}`, 'ONLINE'));
    const group = (i: number) => (i < 57 ? 'facility' : i < 59 ? 'x' : i < 65 ? 'y' : i < 72 ? 'y-and-facility' : 'other');
    const found = countsOf(all, people, people.map(({ id }, i) => ({ submissionId: id, group: group(i), disposition: null })));
    expect([found.total.known, found.groups, found.undecided]).toEqual([77, 5, 77]);
    expect(JSON.stringify(found)).not.toMatch(/share|percent|for"|against/i);
  });

  test('PC11 the set of 30: 27 are counted, three are excluded for a reason, nothing is deleted', () => {
    const many: readonly (readonly [Channel, number])[] = [['ONLINE', 10], ['POST', 8], ['FAX', 5], ['MAIL', 4], ['COUNTER', 3]];
    const excluded: Readonly<Record<string, Exclusion>> = { POST0: 'LATE', FAX0: 'BLANK', MAIL0: 'DUPLICATE_OF' };
    const found = countsOf(all, many.flatMap(([channel, n]) =>
      Array.from({ length: n }, (_, i) => sent(`${channel}${i}`, channel, { excluded: excluded[`${channel}${i}`] ?? null }))), []);
    expect([found.received, found.counted, found.excluded]).toEqual([30, 27, { LATE: 1, BLANK: 1, DUPLICATE_OF: 1 }]);
    expect(Object.fromEntries(found.channels.map(({ channel, submissions }) => [channel, submissions])))
      .toEqual({ ONLINE: 10, POST: 7, FAX: 4, MAIL: 3, COUNTER: 3 });
  });

  test('joint letters count their persons, anonymous ones say so, children have their own line and are in the total', () => {
    const found = countsOf(all, [sent('a', 'POST', { persons: 12 }), sent('b', 'ONLINE', { persons: null }), sent('c', 'ONLINE', { child: true })], opinions('c', 2));
    expect(found.total).toEqual({ known: 13, unknown: 1, submissions: 3, opinions: 2 });
    expect(found.children).toEqual({ known: 1, unknown: 0, submissions: 1, opinions: 2 });
  });

  test('sums agree: received is counted and excluded, ways are all, dispositions are opinions, groups hold each opinion', () => {
    const list = [sent('a', 'MAIL'), sent('b', 'FAX', { excluded: 'WITHDRAWN' }), sent('c', 'POST')];
    const made = [...opinions('a', 2, ['A', 'B']), ...opinions('b', 5), ...opinions('c', 1)].map((each, i) => ({ ...each, group: i < 2 ? 'g' : null }));
    const found = countsOf(all, list, made);
    expect(found.received).toBe(found.counted + Object.values(found.excluded).reduce((a, b) => a + b, 0));
    expect(found.channels.reduce((sum, { submissions }) => sum + submissions, 0)).toBe(found.total.submissions);
    expect(Object.values(found.dispositions).reduce((a, b) => a + b, 0) + found.undecided).toBe(found.total.opinions);
    expect(found.groups).toBe(2);
  });
});
