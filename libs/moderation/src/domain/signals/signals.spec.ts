import { describe, expect, it } from '@jest/globals';
import { linksIn, linkSignal } from './links.ts';
import { mentionSignal } from './mention-flood.ts';
import { usualPosting, type Posting } from './posting.ts';
import { shoutingSignal } from './shouting.ts';
import { signalsOf, worthALook } from './signals.ts';

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

describe('shouting', () => {
  it.each([
    ['STOP THIS PLAN NOW OR ELSE', 0.4],
    ['やめろ！！！！！！', 0.4],
    ['なんでええええええええええええええええ', 0.4],
    [`THIS IS THE END OF ALL TREES AND BENCHES AND PARKS FOR EVERY CHILD HERE`, 0.6],
  ])('is heard in %s', (text, score) => expect(shoutingSignal(text)).toMatchObject({ score }));
  it.each(['賛成です！', 'NPO と PTA、JR、ICT の話', 'えー、そうなの？！', 'The NHK and the JAXA'])(
    'and not in %s',
    (text) => expect(shoutingSignal(text)).toBeUndefined(),
  );
  it('alone asks nobody to look, unless it is very long', () => {
    expect(signalsOf('やめろ！！！！！！').filter(worthALook)).toEqual([]);
    expect(signalsOf(`やめろ${'！'.repeat(60)}`).filter(worthALook)).toHaveLength(1);
  });
});

describe('speaking to many', () => {
  const names = (n: number) => Array.from({ length: n }, (_, i) => `@person${i}`).join(' ');
  it.each([
    [names(5), undefined],
    [names(6), 0.6],
    [names(10), 0.6],
    [names(11), 0.8],
    ['@one @one @one @ONE @one @one @one', undefined],
    ['a@b.example c@d.example e@f.example g@h.example i@j.example k@l.example', undefined],
  ])('%s', (text, score) => expect(mentionSignal(text)?.score).toBe(score));
});

describe('how somebody writes', () => {
  const posting = (more: Partial<Posting>): Posting => ({ ...usualPosting, ...more });
  const idsOf = (text: string, more: Partial<Posting>) =>
    signalsOf(text, { own: ['city.example.jp'], posting: posting(more) }).map(({ id, score }) => [id, score]);
  it.each([
    ['the fourth within ten minutes, by somebody new', { before: 3, hours: 1, lately: 3 }, [['RATE', 0.6]]],
    ['the third', { before: 2, hours: 1, lately: 2 }, []],
    ['the fourth, by somebody who has long been here', { before: 50, hours: 24, lately: 3 }, []],
    ['the fourth, a minute before a day is over', { before: 50, hours: 23.98, lately: 3 }, [['RATE', 0.6]]],
    ['once before, elsewhere', { ownCopies: 1 }, [['DUPLICATES', 0.4]]],
    ['twice before', { ownCopies: 2 }, [['DUPLICATES', 0.6]]],
    ['five times before', { ownCopies: 5 }, [['DUPLICATES', 0.8]]],
    ['what others said, too', { copiesOthers: true }, []],
  ])('%s', (_, more, found) => expect(idsOf('木陰を増やしてほしいです。', more)).toEqual(found));
  it.each([
    ['the first text', 'https://a.example を見て', { before: 0 }, [['FIRST_LINK', 0.6]]],
    ['the second text', 'https://a.example を見て', { before: 1 }, []],
    ['the first text, to the city', 'https://city.example.jp を見て', { before: 0 }, []],
    [
      'the words of somebody else',
      'https://a.example を見て',
      { copiesOthers: true, before: 0 },
      [['COPIED_LINK', 0.9]],
    ],
  ])('a link in %s', (_, text, more, found) => expect(idsOf(text, more)).toEqual(found));
});
