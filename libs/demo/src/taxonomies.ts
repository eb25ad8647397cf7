import type { DemoTaxonomy } from './types.ts';

/** The trees that the city files voices under: one for all of its projects, and small ones for questions of their own. */
export const taxonomies: readonly DemoTaxonomy[] = [
  {
    key: 'topics',
    name: { ja: '分野', en: 'Topic' },
    nodes: [
      {
        key: 'moving',
        name: { ja: '移動', en: 'Getting around' },
        kana: 'いどう',
        nodes: [
          { key: 'walking', name: { ja: '歩行者', en: 'On foot' }, kana: 'ほこうしゃ' },
          { key: 'cycling', name: { ja: '自転車', en: 'Cycling' }, kana: 'じてんしゃ' },
        ],
      },
      {
        key: 'outside',
        name: { ja: '広場と緑', en: 'Squares and greenery' },
        kana: 'ひろばとみどり',
        nodes: [
          { key: 'rest', name: { ja: '休む場所', en: 'Rest' }, kana: 'やすむばしょ' },
          { key: 'green', name: { ja: '緑', en: 'Greenery' }, kana: 'みどり' },
        ],
      },
      {
        key: 'people',
        name: { ja: 'くらし', en: 'Daily life' },
        kana: 'くらし',
        nodes: [
          { key: 'children', name: { ja: '子ども', en: 'Children' }, kana: 'こども' },
          { key: 'shops', name: { ja: '商店街', en: 'Shops' }, kana: 'しょうてんがい' },
          { key: 'safety', name: { ja: '防災', en: 'Safety' }, kana: 'ぼうさい' },
          { key: 'information', name: { ja: '情報', en: 'Information' }, kana: 'じょうほう' },
        ],
      },
    ],
  },
  {
    key: 'children-places',
    name: { ja: 'どんな場所', en: 'Kind of place' },
    nodes: [
      { key: 'indoors', name: { ja: '部屋の中', en: 'Indoors' }, kana: 'へやのなか' },
      { key: 'outdoors', name: { ja: '外', en: 'Outdoors' }, kana: 'そと' },
      { key: 'food', name: { ja: 'ごはん', en: 'Food' }, kana: 'ごはん' },
    ],
  },
  {
    key: 'plain-words',
    name: { ja: '何をなおすか', en: 'What to improve' },
    nodes: [
      { key: 'words', name: { ja: 'ことば', en: 'Words' }, kana: 'ことば' },
      { key: 'letters', name: { ja: '字の大きさ', en: 'Size of letters' }, kana: 'じのおおきさ' },
      { key: 'sending', name: { ja: 'とどけかた', en: 'How it arrives' }, kana: 'とどけかた' },
    ],
  },
  {
    key: 'plan-themes',
    name: { ja: '計画のテーマ', en: 'Theme of the plan' },
    nodes: [
      { key: 'living', name: { ja: 'くらし', en: 'Living' }, kana: 'くらし' },
      { key: 'work', name: { ja: 'しごと', en: 'Work' }, kana: 'しごと' },
      { key: 'learning', name: { ja: '学び', en: 'Learning' }, kana: 'まなび' },
      { key: 'nature', name: { ja: '川と海と丘', en: 'River, sea and hills' }, kana: 'かわとうみとおか' },
    ],
  },
];
