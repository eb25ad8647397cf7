import { pointsOf, type TextRange } from './text-ranges.ts';

/** Why a part of a text is not published. */
export const redactionReasons = [
  'PERSONAL_NAME', 'CONTACT', 'THIRD_PARTY', 'DEFAMATION', 'TRADE_SECRET', 'SAFETY', 'COPYRIGHT', 'SLUR', 'OTHER',
] as const;
export type RedactionReason = (typeof redactionReasons)[number];

/** A part of a text that is left out where it is published, and why. */
export interface Redaction extends TextRange {
  readonly reason: RedactionReason;
}

/** What stands where a part was left out, in the language of the text. */
export const redactedMark: Readonly<Record<RedactionReason, string>> = {
  PERSONAL_NAME: '〔個人名〕', CONTACT: '〔連絡先〕', THIRD_PARTY: '〔第三者に関する記述〕', DEFAMATION: '〔名誉にかかわる記述〕', TRADE_SECRET: '〔営業上の情報〕',
  SAFETY: '〔安全にかかわる記述〕', COPYRIGHT: '〔著作物の引用〕', SLUR: '〔差別的な表現〕', OTHER: '〔非公開〕',
};

/** A part of a text as it is published: what is redacted is not there, only why. */
export function publishedText(text: string, ranges: readonly TextRange[], redactions: readonly Redaction[]): string {
  const points = Array.from(text);
  const parts = [...ranges].sort((a, b) => a.from - b.from).map(({ from, to }) => {
    let [at, out] = [from, ''];
    for (const redaction of [...redactions].sort((a, b) => a.from - b.from || a.to - b.to)) {
      if (redaction.to <= at || redaction.from >= to) continue;
      out += points.slice(at, Math.max(at, redaction.from)).join('') + redactedMark[redaction.reason];
      at = Math.min(to, redaction.to);
    }
    return (out + points.slice(at, to).join('')).trim();
  });
  return parts.join('\n…\n');
}

/** Where words stand in a text, as ranges; those of one character are passed over, as they stand everywhere. */
export function rangesOf(text: string, words: readonly string[]): readonly TextRange[] {
  return words.filter((word) => pointsOf(word) > 1).flatMap((word) => {
    const found: TextRange[] = [];
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      const from = pointsOf(text.slice(0, at));
      found.push({ from, to: from + pointsOf(word) });
    }
    return found;
  });
}
