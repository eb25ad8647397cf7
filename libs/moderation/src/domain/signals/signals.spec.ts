import { describe, expect, it } from '@jest/globals';
import { linksIn, linkSignal } from './links.ts';
import { signalsOf } from './signals.ts';

describe('links', () => {
  it.each([
    ['詳しくは https://example.jp/a?b=c。', ['example.jp']],
    ['www.example.com、example.org/x を', ['example.com', 'example.org']],
    ['（https://a.example.net/）', ['a.example.net']],
    ['hana@example.jp', []],
    ['案3.jpgを', []],
    ['1.5倍、v2.io', ['v2.io']],
    ['第3.1節', []],
  ])('in %s', (text, hosts) => expect(linksIn(text).map(({ host }) => host)).toEqual(hosts));
  it('are marked as typed', () => {
    const text = 'まず https://bit.ly/x を見て';
    expect(linksIn(text).map(({ from, to }) => text.slice(from, to))).toEqual(['https://bit.ly/x']);
  });
  it('are no matter, one or two', () => expect(linkSignal('https://a.example https://b.example.jp')).toBeUndefined());
  it.each([
    ['https://a.jp https://b.jp https://c.jp', [], 0.6, { links: 3, short: 0, disguised: 0 }],
    ['https://bit.ly/x', [], 0.6, { links: 1, short: 1, disguised: 0 }],
    ['https://сity.example.jp', [], 0.9, { links: 1, short: 0, disguised: 1 }],
    ['https://city.exarnple.jp/login', ['city.example.jp'], 0.9, { links: 1, short: 0, disguised: 1 }],
  ])('but %s with %j', (text, own, score, told) => expect(linkSignal(text, own)).toMatchObject({ score, facts: told }));
  it("the city's own are none", () => {
    expect(
      linkSignal('https://city.example.jp/a https://city.example.jp/b https://city.example.jp/c', ['city.example.jp']),
    ).toBeUndefined();
  });
});

describe('all signals of a text', () => {
  it('are none of most texts', () => expect(signalsOf('街路樹に賛成です。夏が涼しくなるから。')).toEqual([]));
  it('come the strongest first, with what they rest on', () => {
    const text = 'バカ市長 090-1234-5678';
    expect(
      signalsOf(text).map(({ id, score, spans }) => [id, score, ...spans.map(({ from, to }) => text.slice(from, to))]),
    ).toEqual([
      ['PERSONAL_DATA', 0.9, '090-1234-5678'],
      ['WORDS', 0.6, 'バカ'],
    ]);
  });
  it('leave alone what the city gives out', () =>
    expect(signalsOf('市役所 079-123-0000', { given: ['079-123-0000'] })).toEqual([]));
  it.each([
    '市長は辞めるべきだ',
    '市の計画は税金のむだ遣いだ',
    'この議員に投票しない',
    '課長の説明は嘘だ',
    'Vote the mayor out.',
    'This plan is a scandal.',
  ])('criticism is none: %s', (text) => expect(signalsOf(text)).toEqual([]));
});
