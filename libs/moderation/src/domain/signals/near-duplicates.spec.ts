import { describe, expect, it } from '@jest/globals';
import { compared, likeness, NEAR, piecesOf, printOf } from './near-duplicates.ts';

const alike = (a: string, b: string) => likeness(piecesOf(a), piecesOf(b));
const shares = (a: string, b: string) => {
  const other = new Set(printOf(piecesOf(b)));
  return printOf(piecesOf(a)).some((band) => other.has(band));
};
const text = '駅前の広場に木陰とベンチを増やしてください。夏は日差しが強くて、子どもや高齢の方が休む場所がありません。';

describe('what is compared of a text', () => {
  it.each([
    ['signs, blanks and line breaks', '駅前、に\n木陰 を！', '駅前に木陰を'],
    ['width and case', 'ＡＢｃ１２３ ｶﾞ', 'abc123ガ'],
  ])('leaves out %s', (_, from, to) => expect(compared(from)).toBe(to));
});

describe('copies', () => {
  it.each([
    ['the same text', text, text],
    ['other signs and line breaks', text, text.replaceAll('。', '！\n').replaceAll('、', ' ')],
    ['a link behind it', text, `${text}https://spam.example/a`],
    ['a few other words', text, text.replace('休む', 'やすむ')],
  ])('are found: %s', (_, a, b) => {
    expect(alike(a, b)).toBeGreaterThanOrEqual(NEAR);
    expect(shares(a, b)).toBe(true);
  });

  it.each([
    [
      'another opinion about the same',
      text,
      '駅前の広場は今のままで十分です。木を増やすと落ち葉の掃除に費用がかかります。',
    ],
    ['short words that many say', '賛成です。よい考えです', '賛成です。よい考えです'],
    ['nothing', '', ''],
  ])('are not: %s', (_, a, b) => expect(alike(a, b)).toBeLessThan(NEAR));

  it('have a band in common nearly always, and others nearly never', () => {
    const word = (n: number) => String.fromCharCode(0x4e00 + ((n * 7919) % 20_000));
    const random = (seed: number) =>
      Array.from({ length: 120 }, (_, i) => word(seed * 131 + i * 17 + ((seed * i) % 97))).join('');
    let [found, wrong] = [0, 0];
    for (let seed = 1; seed <= 200; seed += 1) {
      const one = random(seed);
      if (shares(one, `${one.slice(0, 58)}${one.slice(64)}${random(seed + 500).slice(0, 6)}`)) found += 1;
      if (shares(one, random(seed + 1_000))) wrong += 1;
    }
    expect(found).toBeGreaterThanOrEqual(199);
    expect(wrong).toBeLessThanOrEqual(1);
  });
});
