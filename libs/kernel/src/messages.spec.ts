import { expect, test } from '@jest/globals';
import { createTranslator } from './messages.ts';

const catalogue = {
  plain: 'It’s a <b>plain</b> #1 text',
  hello: '{name}さん、こんにちは',
  comments: '{count, plural, =0 {No comments} one {# comment} other {# comments}}',
  tags: '<b>{name}</b>',
};
const t = createTranslator(catalogue, 'en', { strict: true });

test('plain text, values and plurals', () => {
  expect(t('plain')).toBe('It’s a <b>plain</b> #1 text');
  expect(t('hello', { name: '<i>{x}' })).toBe('<i>{x}さん、こんにちは');
  expect([0, 1, 1200].map((count) => t('comments', { count }))).toEqual(['No comments', '1 comment', '1,200 comments']);
  expect(t('tags', { name: 'x' })).toBe('<b>x</b>');
});

test('a missing key throws where strict, inherited names included', () => {
  expect(() => t('nothing.here')).toThrow('no message nothing.here in en');
  expect(() => t('toString')).toThrow('no message toString');
});

test('a missing key is shown elsewhere', () => {
  expect(createTranslator(catalogue, 'en')('nothing.here')).toBe('nothing.here');
});
