import { describe, expect, it } from '@jest/globals';
import { IntlMessageFormat } from 'intl-messageformat';
import { compileMessage } from './icu.ts';

const values = { name: '花子', n: 1, left: 12_345, zero: 0, kind: 'SPACE', who: "O'Brien" };

describe('a message says the same as in the reference implementation', () => {
  it.each([
    ['こんにちは、{name}さん'],
    ['{left, number}字まで書けます。'],
    ['{n, plural, one {# day} other {# days}}'],
    ['{left, plural, =0 {none} one {one} other {# things for {name}}}'],
    ['{zero, plural, =0 {今日} =1 {明日} other {#日後}}'],
    ['{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}'],
    ['{kind, select, SPACE {a space} other {something}} of {name}'],
    ['{kind, select, NONE {x} other {{n, plural, one {# inner} other {# inners}}}}'],
    ['{left, plural, other {{kind, select, SPACE {# of spaces} other {no}}}}'],
    ["It's {name}'s, '{braces}' and ''two''"],
    ['spaces { name } , {left , number }'],
    ['# is itself outside of plurals: {n}'],
    ['{who}'],
  ])('%s', (message) => {
    for (const locale of ['ja', 'en']) {
      const reference = new IntlMessageFormat(message, locale, undefined, { ignoreTag: true });
      expect(compileMessage(message, locale)(values)).toBe(reference.format(values));
    }
  });
});

describe('a broken message is refused when it is read', () => {
  it.each(['{', '{name', '{n, plural, one {x}}', '{n, date, short}', 'too many }', '{}', '{n, plural, one x other {y}}'])(
    '%s',
    (message) => expect(() => compileMessage(message, 'ja')).toThrow(SyntaxError),
  );
});

it('says which value is missing', () => {
  expect(() => compileMessage('{name}', 'ja')({})).toThrow('no name');
});
