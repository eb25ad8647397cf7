import { expect, it } from '@jest/globals';
import { mentionsIn } from './mentions.ts';

it.each([
  ['@hana さん', ['hana']],
  ['それは@hanaさんの案です', ['hana']],
  ['@Hana_1、@kenta。@bcdfghjk', ['hana_1', 'kenta', 'bcdfghjk']],
  ['＠ｈａｎａ＿１', ['hana_1']],
  ['（@hana）「@kenta」', ['hana', 'kenta']],
  ['@hana.', ['hana']],
  ['@hana @hana', ['hana', 'hana']],
  ['hana@example.jp', []],
  ['@hana@example.jp', []],
  ['@example.jp', []],
  ['https://sns.example/@hana', []],
  ['@ab', []],
  [`@${'a'.repeat(21)}`, []],
  ['@@hana', []],
  ['@花さん', []],
])('%s speaks to %j', (text, tokens) => {
  const found = mentionsIn(text);
  expect(found.map(({ token }) => token)).toEqual(tokens);
  for (const { token, from, to } of found) expect(text.slice(from, to).normalize('NFKC').toLowerCase()).toBe(`@${token}`);
});
