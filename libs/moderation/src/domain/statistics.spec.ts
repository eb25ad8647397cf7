import { describe, expect, it } from '@jest/globals';
import { ModerationStatistics, type CaseEntry } from './statistics.ts';

const at = (hours: number) => new Date(Date.parse('2026-11-22T00:00:00.000Z') + hours * 3_600_000).toISOString();
const entry = (type: string, caseId: string, hours: number, data: CaseEntry['data'] = {}): CaseEntry => ({
  type,
  at: at(hours),
  caseId,
  data,
});
const reported = (id: string, hours: number, rule = 'R5') =>
  entry('mod.reported', id, hours, { reason_code: rule, source: 'PARTICIPANT' });
const hidden = (id: string, hours: number, more = {}) =>
  entry('mod.decided', id, hours, { kind: 'HIDE', rule: 'R5@1', notified: true, ...more });
const dismissed = (id: string, hours: number, code = 'VIEWPOINT') =>
  entry('mod.decided', id, hours, { kind: 'DISMISS', rule: 'R5@1', reason_code: code });
const many = (n: number, of: (id: string) => CaseEntry[], name = 'c') =>
  Array.from({ length: n }, (_, i) => of(`${name}${i}`)).flat();

function folded(entries: readonly CaseEntry[], zone = 'Asia/Tokyo') {
  const statistics = new ModerationStatistics(zone);
  for (const each of entries) statistics.take(each);
  return statistics;
}
const shown = (entries: readonly CaseEntry[]) =>
  folded(entries)
    .cells()
    .map(({ month, measure, code, n }) => `${month} ${measure} ${code} ${n}`);

describe('statistics of moderation', () => {
  it('count what happened by month and code', () => {
    expect(
      shown([
        ...many(6, (id) => [reported(id, 1), hidden(id, 2)]),
        ...many(7, (id) => [reported(id, 1, 'R7'), dismissed(id, 3)], 'd'),
      ]),
    ).toEqual([
      '2026-11 DECIDED DISMISS 7',
      '2026-11 DECIDED HIDE 6',
      '2026-11 DISMISSED VIEWPOINT 7',
      '2026-11 NOTIFIED  6',
      '2026-11 REPORTED R5 6',
      '2026-11 REPORTED R7 7',
      '2026-11 RULE R5@1 6',
      '2026-11 SOURCE PARTICIPANT 13',
    ]);
  });
  it('M22 tell how many of those without an account were answered in seven days, to the millisecond, each once', () => {
    const asked = (id: string) => entry('mod.reported', id, 0, { reason_code: 'R3', source: 'VISITOR' });
    const answered = (ms: number) => (id: string) => [
      asked(id),
      { ...dismissed(id, 0), at: new Date(Date.parse(at(168)) + ms).toISOString() },
      hidden(id, 400),
    ];
    expect(
      shown([...many(5, answered(0), 'a'), ...many(6, answered(1), 'b')]).filter((line) => line.includes('RIGHTS')),
    ).toEqual(['2026-11 RIGHTS_REQUEST IN_TIME 5', '2026-11 RIGHTS_REQUEST LATE 6']);
  });
  it('begin a month at midnight of the city', () => {
    const last = Date.parse('2026-11-30T15:00:00.000Z') - Date.parse(at(0));
    const around = [last - 1, last].map((ms) => ({
      ...reported('a', 0),
      at: new Date(Date.parse(at(0)) + ms).toISOString(),
    }));
    expect(around.flatMap((each) => shown([each])).filter((line) => line.includes('REPORTED'))).toEqual([
      '2026-11 REPORTED R5 1-4',
      '2026-12 REPORTED R5 1-4',
    ]);
    expect(folded(around, 'UTC').cells()[0]?.month).toBe('2026-11');
  });
  it('tell how long decisions took, from the first report to the decision, and of fewer than five nothing', () => {
    const one = (hours: number) => (id: string) => [reported(id, 0), reported(id, 1), hidden(id, hours)];
    expect(folded([...many(9, one(2)), ...many(1, one(72), 'x')]).durations()).toEqual([
      { month: '2026-11', measure: 'HOURS_TO_DECIDE', many: 10, median: 2, p90: 2 },
    ]);
    expect(folded(many(4, one(2))).durations()).toEqual([]);
    expect(folded(many(5, (id) => [hidden(id, 9)])).durations()).toEqual([]);
  });
  it('say under which rule decisions fell', () => {
    const fallen = many(5, (id) => [
      hidden(id, 1),
      entry('mod.appealed', id, 2, { by: 'AUTHOR' }),
      entry('mod.appeal_decided', id, 26, { outcome: 'OVERTURNED' }),
    ]);
    expect(shown(fallen)).toEqual(
      expect.arrayContaining([
        '2026-11 APPEALED AUTHOR 5',
        '2026-11 APPEAL_DECIDED OVERTURNED 5',
        '2026-11 OVERTURNED R5@1 5',
      ]),
    );
    expect(folded(fallen).durations()).toEqual([
      { month: '2026-11', measure: 'HOURS_TO_REVIEW', many: 5, median: 24, p90: 24 },
    ]);
  });
  it.each([
    ['4 are few', [4], ['1-4']],
    ['5 are not', [5], ['5']],
    ['one that is few takes the smallest of the others with it', [9, 3, 6], ['9', '1-4', 'null']],
    ['two that are few hide each other', [9, 3, 2], ['9', '1-4', '1-4']],
  ])('cover small numbers: %s', (_, numbers, expected) => {
    const entries = numbers.flatMap((n, i) => many(n, (id) => [reported(id, 0, `R${i + 1}`)], `r${i}`));
    expect(
      folded(entries)
        .cells()
        .filter(({ measure }) => measure === 'REPORTED')
        .map(({ n }) => String(n)),
    ).toEqual(expected);
  });
  it('know nothing of other entries', () => expect(shown([entry('comment.published', 'c', 0)])).toEqual([]));
});
