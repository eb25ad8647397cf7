import { describe, expect, test } from '@jest/globals';
import { fold, foldWithoutBlanks, likePattern, tokens } from './fold.ts';
import { effort } from '../testing/effort.ts';

describe('fold and tokens', () => {
  test.each([
    ['ﾊﾟﾌﾞｺﾒ', 'ぱぶこめ', 'ぱぶ ぶこ こめ'],
    ['パブコメ', 'ぱぶこめ', 'ぱぶ ぶこ こめ'],
    ['Ｓｍａｒｔ　ｃｉｔｙ', 'smart city', 'smart city'],
    ['ス－パ－', 'すーぱー', 'すー ーぱ ぱー'],
    ['スーパー', 'すーぱー', 'すー ーぱ ぱー'],
    ['公\n園', '公\n園', '公 公園 園'],
    ['公園', '公園', '公 公園 園'],
    ['鯉', '鯉', '鯉'],
    ['髙橋', '高橋', '高 高橋 橋'],
    ['高橋', '高橋', '高 高橋 橋'],
    ['葛\u{e0100}飾', '葛飾', '葛 葛飾 飾'],
    ['Đặng', 'đặng', 'đặng'],
    ['スマートシティ構想', 'すまーとしてぃ構想', 'すま まー ーと とし して てぃ ぃ構 構 構想 想'],
    ['2026年 公園', '2026年 公園', '2026 年 年公 公 公園 園'],
    ['公園 park 整備', '公園 park 整備', '公 公園 園 park 整 整備 備'],
    ['、。！', '、。!', ''],
  ])('%s', (input, folded, words) => {
    expect(fold(input)).toBe(folded);
    expect(tokens(input)).toEqual(words === '' ? [] : words.split(' '));
  });

  test.each([...'-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2500\u2501ー\ufe58\ufe63\uff0d\uff70'])(
    'dash %j',
    (dash) => {
      expect(fold(`ス${dash}パ`)).toBe('すーぱ');
    },
  );

  test.each([
    '髙高',
    '﨑崎',
    '邊辺',
    '邉辺',
    '齋斉',
    '齊斉',
    '斎斉',
    '澤沢',
    '濵浜',
    '濱浜',
    '𠮷吉',
    '德徳',
    '廣広',
    '國国',
  ])('%s', (pair) => {
    const [variant = '', usual] = [...pair];
    expect(fold(variant)).toBe(usual);
  });

  test('a token is listed once', () => {
    expect(tokens('ああああ')).toEqual(['ああ']);
  });
});

test('the recheck pattern has no blanks and no live wildcard', () => {
  expect(foldWithoutBlanks('公 園\nの')).toBe('公園の');
  expect(likePattern('100% _\\ 公 園')).toBe('%100\\%\\_\\\\公園%');
});

test('100,000 blanks fold and split in linear time', () => {
  const text = `公${' '.repeat(100_000)}x${' '.repeat(100_000)}園`;
  expect(tokens(text)).toEqual(['公', 'x', '園']);
  expect(effort(() => tokens(text))).toBeLessThan(500);
});
