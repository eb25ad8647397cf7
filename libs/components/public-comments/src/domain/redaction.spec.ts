import { expect, test } from '@jest/globals';
import { publishedText, rangesOf } from './redaction.ts';

const text = '担当の山田太郎さんは📞0790-00-0000へ。\n葛\u{e0100}城です。';
const all = [{ from: 0, to: Array.from(text).length }];

test('what is redacted is taken out of the text and replaced by why', () => {
  const [name, phone] = rangesOf(text, ['山田太郎', '0790-00-0000', '山']);
  const shown = publishedText(text, all, [{ ...phone as { from: number; to: number }, reason: 'CONTACT' }, { ...name as { from: number; to: number }, reason: 'PERSONAL_NAME' }]);
  expect(shown).toBe('担当の〔個人名〕さんは📞〔連絡先〕へ。\n葛\u{e0100}城です。');
});

test('a part shows its own redactions, and one that lies over its edge is left out in both parts', () => {
  const redactions = [{ from: 3, to: 7, reason: 'PERSONAL_NAME' as const }];
  expect(publishedText(text, [{ from: 0, to: 5 }], redactions)).toBe('担当の〔個人名〕');
  expect(publishedText(text, [{ from: 5, to: 10 }], redactions)).toBe('〔個人名〕さんは');
  expect(publishedText('一二三四', [{ from: 2, to: 4 }, { from: 0, to: 1 }], [])).toBe('一\n…\n三四');
});

test('redactions that overlap leave nothing of either', () => {
  expect(publishedText('あいうえお', [{ from: 0, to: 5 }], [{ from: 1, to: 3, reason: 'OTHER' }, { from: 2, to: 4, reason: 'CONTACT' }])).toBe('あ〔非公開〕〔連絡先〕お');
  expect(publishedText('あいうえお', [{ from: 0, to: 5 }], [{ from: 1, to: 4, reason: 'OTHER' }, { from: 2, to: 3, reason: 'CONTACT' }])).toBe('あ〔非公開〕お');
});
