import { describe, expect, it } from '@jest/globals';
import { entryIn, momentIn, wayIn, type ListCells } from './intake-list.ts';
import { profiles } from './profile.ts';

const round = { profile: profiles.MUNICIPAL, opensAt: new Date('2026-11-20T09:00:00+09:00'), locale: 'ja', zone: 'Asia/Tokyo' };
const row: ListCells = { received: '2026-11-25', channel: '郵送', body: '道を広げてください。' };
const read = (more: ListCells) => entryIn({ ...row, ...more }, round);

describe('a list of opinions', () => {
  it.each([
    ['2026-11-25', '2026-11-25', undefined], ['令和8年11月25日', '2026-11-25', undefined], ['R8.11.25', '2026-11-25', undefined], ['２０２６／１１／２５', '2026-11-25', undefined],
    ['46351', '2026-11-25', undefined], ['46351.4375', '2026-11-25', 630], ['2026-11-25T10:30', '2026-11-25', 630], ['2026/11/25 10:30:59', '2026-11-25', 630],
    ['令和8年11月25日（水）午後3時', '2026-11-25', 900], ['R8.11.25 9時5分', '2026-11-25', 545],
  ])('says a moment as %s', (typed, day, minutes) => {
    const said = momentIn(typed);
    expect(typeof said === 'object' ? [[said.date.year, said.date.month, said.date.day].join('-'), said.minutes] : said).toEqual([day, minutes]);
  });

  it.each([['きのう', 'BAD_DATE'], ['2026-02-30', 'NO_SUCH_DAY'], ['H31.5.1', 'NO_SUCH_DAY'], ['2026-11-25 25:00', 'BAD_TIME'], ['112', 'BAD_DATE']])('says none as %s', (typed, code) => {
    expect(momentIn(typed)).toBe(code);
  });

  it.each([['郵送', 'POST'], ['ＦＡＸ', 'FAX'], ['ファクス', 'FAX'], ['e-mail', 'MAIL'], ['メール', 'MAIL'], ['窓口', 'COUNTER'], ['電話', undefined], ['ONLINE', undefined]])('came by %s', (typed, way) => {
    expect(wayIn(typed)).toBe(way);
  });

  it('becomes what a single entry would be; a day without its time is never before the round', () => {
    expect(read({ time: '10:30', postmark: '11月20日'.replace('11月', '2026年11月'), category: '市内に住んでいる方', name: '山田花子', persons: '３名' })).toMatchObject({
      input: { body: '道を広げてください。', contact: { name: '山田花子', mail: '' } },
      intake: { channel: 'POST', receivedAt: new Date('2026-11-25T10:30:00+09:00'), postmarkAt: new Date('2026-11-20T00:00:00+09:00'), persons: 3 },
    });
    expect(read({ received: '2026-11-20' })).toMatchObject({ intake: { receivedAt: round.opensAt } });
    expect(read({ received: '2026-11-19' })).toMatchObject({ intake: { receivedAt: new Date('2026-11-19T00:00:00+09:00') } });
    expect(read({ category: '1' })).toMatchObject({ input: { category: '1' } });
  });

  it('tells everything that is wrong in a row at once', () => {
    expect(read({ received: '2026-02-30', time: '99', postmark: 'x', channel: '電話', category: '宇宙人', persons: '0', mail: 'x' })).toEqual([
      { column: 'received', code: 'NO_SUCH_DAY' }, { column: 'postmark', code: 'BAD_DATE' }, { column: 'time', code: 'BAD_TIME' }, { column: 'channel', code: 'UNKNOWN_WAY' },
      { column: 'category', code: 'UNKNOWN_CATEGORY' }, { column: 'persons', code: 'BAD_NUMBER' }, { column: 'mail', code: 'BAD_ADDRESS', params: {} },
    ].sort((a, b) => ['received', 'time', 'postmark', 'channel', 'category', 'persons', 'mail'].indexOf(a.column) - ['received', 'time', 'postmark', 'channel', 'category', 'persons', 'mail'].indexOf(b.column)));
  });
});
