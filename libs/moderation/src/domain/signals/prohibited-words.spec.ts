import { describe, expect, it } from '@jest/globals';
import { foldedWord } from './fold-letters.ts';
import { ProhibitedWords } from './prohibited-words.ts';
import { starterWords } from './starter-words.ts';

const words = new ProhibitedWords(starterWords);
const found = (text: string): readonly string[] => words.in(text).map(({ from, to }) => text.slice(from, to));

/** Ways to write a word past a filter, all invented; what is meant stands between ⟦ and ⟧. */
const evasions = [
  '⟦バカ⟧', '⟦ﾊﾞｶ⟧', '⟦バ カ⟧', '⟦ば・か⟧', '⟦バ\u200bカ⟧', '⟦バーカ⟧', '⟦バヵ⟧', '⟦ば。か⟧', '⟦ハ゛カ⟧', '⟦ばぁか⟧じゃない', '⟦ば★か⟧'.replace('★', '*'), '⟦ＢＡＫＡ⟧'.replace('ＢＡＫＡ', 'ば　か'), '市長は⟦ば～か⟧', '⟦バ/カ⟧', '⟦バ|カ⟧',
  '⟦バ…カ⟧', '⟦ば\u3099か⟧'.replace('ば\u3099', 'は\u3099'), 'ほんとに⟦馬 鹿⟧', '⟦馬・鹿⟧め', '⟦馬_鹿⟧', '⟦ばか⟧です', 'この⟦阿 呆⟧', '⟦アホ⟧', '⟦ｱﾎ⟧', '⟦ア・ホ⟧か', '⟦あーほ⟧', '⟦ア ホ⟧ども', '⟦ぁほ⟧', 'お前⟦死ね⟧', '⟦死・ね⟧', '⟦死　ね⟧', '⟦シネ⟧', '⟦ｼﾈ⟧よ',
  '⟦し。ね⟧', '⟦氏ね⟧', '⟦タヒね⟧', '⟦死\u200dね⟧', 'もう⟦し\u00adね⟧', '⟦殺 す⟧ぞ', '⟦こ・ろ・す⟧', '⟦コロス⟧', '⟦ぶっ殺す⟧', '⟦ブッコロス⟧', '⟦キモ~イ⟧', '⟦キ・モ・イ⟧', '⟦う　ざ　い⟧', '⟦ウザイ⟧', '⟦ウザ\u2060イ⟧', '⟦キチガイ⟧', '⟦きち・がい⟧', '⟦基地外⟧', '⟦でーぶ⟧',
  '⟦デブ⟧', '⟦ブス⟧', '⟦ブ-ス⟧', '⟦ハゲ⟧', '⟦は げ⟧', '⟦消え・ろ⟧', '⟦だ ま れ⟧', '⟦クソ野郎⟧', '⟦く・そ・や・ろ・う⟧', '⟦クソババァ⟧', '⟦i d i o t⟧', '⟦IDIOT⟧s'.replace('⟧s', '⟧'), '⟦1d10t⟧', '⟦id!ot⟧', '⟦ｆｕｃｋ⟧', '⟦f.u.c.k⟧', '⟦fu¢k⟧'.replace('¢', 'c'), '⟦f-u-c-k⟧ this', '⟦sh1t⟧', '⟦$h1t⟧', '⟦b1tch⟧', '⟦a$$hole⟧',
  '⟦аsshоle⟧', '⟦mor0n⟧', '⟦mоrоn⟧', '⟦r3tard⟧', 'you ⟦b a s t a r d⟧', '⟦ド・低能⟧'.replace('ド・', ''), '⟦能無し⟧', '⟦人間のクズ⟧', '⟦生きる価値が ない⟧',
];

/** What people of a city write, with a word of the list in it by chance. */
const innocent = [
  'バカンスの季節', 'アホウドリの保護', '宇宙デブリ', 'ホモ・サピエンス', 'オムニブスの一冊', 'ハゲワシ', 'わしねこ', '整備すればかなりよくなる', '子どもばかりです', '芝刈りばかり', 'そばかすのある顔', 'サバカレーの試食', '行けばかならず', '使えばかなり便利', '待てばかえって',
  '便利だしね', '高いしね', 'そうですしね', '行きますしね', 'あるしね', 'シネマコンプレックス', '市内のシネマ', '公害でぶつかる意見', '飲んでぶらぶら', '公園でブランコ', 'デブリ（土石）の流出', 'サブスク型の駐輪場', '遊ぶスペース', '並ぶスタンド', '学ぶすがた', '結ぶすべての道',
  'これは激しい雨', '励ます会', 'では現場で', '禿鷹ではない', 'ホモジナイザー', '彼ほど有名でない', '何時もいい天気', '行き違いがあった', '聞き違いです', '書き違いを直す', 'ページをめくらない', 'そのかたわらに', 'パチンコ店の跡地', '賃金交渉', '沈降する地盤', '鎮魂の碑', '運行の本数', '運航会社',
  'ところすべて', 'こころする', '犬の糞の始末', '糞害への対策', '国土人口の推移', '資材と材料', '東西線', '早くそうしてほしい', 'よくそんな話を聞く', '悪くそまった', 'くずもちの店', '木くずの処理', '崖がくずれる', '貸す場所', 'かすみ網', 'ゴミの分別', '資源ごみ', '人間の尊厳',
  'assessment of the plan', 'a classic bus', 'Scunthorpe', 'push it forward', 'this hit the news', 'cockpit', 'bass and treble', 'Shitake mushrooms? No: shiitake', 'Dick Smith', 'the embassy', 'passage', 'associate', 'hello idiom', 'analysis', 'The 2035 plan', '$5 a seat', 'A4 paper', 'v1.1.0', '街路樹に賛成です。ねこも好き。',
];

describe('M9 prohibited words', () => {
  const missed = evasions.filter((marked) => found(marked.replace(/[⟦⟧]/g, '')).length === 0);
  const spans = evasions.filter((marked) => found(marked.replace(/[⟦⟧]/g, '')).includes(/⟦(.*)⟧/.exec(marked)?.[1] ?? ''));
  const hit = innocent.filter((text) => found(text).length > 0);

  it('is asked of at least 60 evasions and 60 innocent texts', () => expect([evasions.length >= 60, innocent.length >= 60]).toEqual([true, true]));
  it('finds 95 of 100 evasions', () => {
    expect(missed).toEqual(missed.slice(0, Math.floor(evasions.length * 0.05)));
  });
  it('marks what was typed', () => expect(spans.length / evasions.length).toBeGreaterThanOrEqual(0.95));
  it('hits 2 of 100 innocent texts at most', () => {
    expect(hit).toEqual(hit.slice(0, Math.floor(innocent.length * 0.02)));
  });

  it.each(['ﾊﾞｶ', 'バ カ', 'ば・か', 'バ\u200bカ', 'バーカ', 'バヵ', 'ば。か', 'ハ゛カ'])('%s is ばか', (typed) => expect(foldedWord(typed)).toBe('ばか'));
  it.each([['こゝろ', 'こころ'], ['みすゞ', 'みすず'], ['人々', '人人'], ['ハ゜', 'ぱ'], ['あ゛', 'あ']])('%s is %s', (typed, plain) => expect(foldedWord(typed)).toBe(plain));
  it('a sentence ends at its end', () => expect(found('市役所にいくば。かいぎは火曜')).toEqual([]));
  it('says how much it found, and where', () => {
    expect(words.signal('賛成です')).toBeUndefined();
    expect(words.signal('バカ、アホ、死ね')).toEqual({ id: 'WORDS', version: 1, score: 1, spans: [{ from: 0, to: 2 }, { from: 3, to: 5 }, { from: 6, to: 8 }], facts: { words: 3 } });
  });
});
