import type { DemoProposals } from './types.ts';
import { stationProposals } from './station/proposals.ts';
import { greenwayProposals } from './greenway/proposals.ts';
import { plainProposals } from './plain/proposals.ts';
import { childrenProposals } from './children/proposals.ts';

/** The places for proposals of the demo city, in the order of its menu. */
export const places: readonly DemoProposals[] = [
  {
    space: 'station-square',
    key: 'ideas',
    title: { ja: 'アイデア募集', en: 'Ideas for the square' },
    intro: {
      ja: 'ひとり5件まで支持できます。支持は、募集が終わるまで取り消して別の提案に移せます。',
      en: 'You can support up to five ideas, and move a support to another idea until the phase closes.',
    },
    opens: { ideas: ['create', 'support', 'comment'], drafts: ['comment'] },
    settings: {
      proposalLimit: 5,
      editWindowMinutes: 30,
      supportsPerPerson: 5,
      minimumSupports: 0,
      threshold: 20,
      answerDueDays: 30,
      costs: false,
      attachments: true,
    },
    categories: [
      { key: 'walking', label: { ja: '歩行者', en: 'On foot' } },
      { key: 'green', label: { ja: '緑', en: 'Greenery' } },
      { key: 'children', label: { ja: '子ども', en: 'Children' } },
      { key: 'shops', label: { ja: '商店街', en: 'Shops' } },
      { key: 'safety', label: { ja: '防災', en: 'Safety' } },
      { key: 'information', label: { ja: '情報', en: 'Information' } },
    ],
    proposals: stationProposals,
  },
  {
    space: 'river-greenway',
    key: 'proposals',
    title: { ja: '緑道への提案', en: 'Proposals for the path' },
    intro: {
      ja: '募集は終わりました。回答のついた提案から順に読めます。',
      en: 'Proposals are closed. Read what people asked for and what the city answered.',
    },
    opens: { ideas: ['create', 'support', 'comment'], study: ['comment'], answers: ['comment'] },
    settings: {
      proposalLimit: 3,
      editWindowMinutes: 30,
      supportsPerPerson: 0,
      minimumSupports: 0,
      threshold: 15,
      answerDueDays: 90,
      costs: true,
      attachments: true,
    },
    categories: [
      { key: 'rest', label: { ja: '休む場所', en: 'Rest' } },
      { key: 'green', label: { ja: '緑', en: 'Greenery' } },
      { key: 'walking', label: { ja: '歩行者', en: 'On foot' } },
      { key: 'cycling', label: { ja: '自転車', en: 'Cycling' } },
      { key: 'children', label: { ja: '子ども', en: 'Children' } },
      { key: 'information', label: { ja: '情報', en: 'Information' } },
    ],
    proposals: greenwayProposals,
  },
  {
    space: 'plain-notices',
    key: 'troubles',
    title: { ja: 'こまったこと', en: 'Troubles' },
    intro: {
      ja: '10人が おなじことで こまっていたら、市は 30日のうちに こたえます。',
      en: 'When ten people share a trouble, the city answers within 30 days.',
    },
    opens: { tell: ['create', 'support', 'comment'], answer: ['comment'] },
    settings: {
      proposalLimit: 0,
      editWindowMinutes: 60,
      supportsPerPerson: 0,
      minimumSupports: 0,
      threshold: 10,
      answerDueDays: 30,
      costs: false,
    },
    categories: [
      { key: 'words', label: { ja: 'ことば', en: 'Words' } },
      { key: 'letters', label: { ja: '字の大きさ', en: 'Size of letters' } },
      { key: 'sending', label: { ja: 'とどけかた', en: 'How it arrives' } },
    ],
    proposals: plainProposals,
  },
  {
    space: 'plan-3',
    key: 'days',
    title: { ja: '10年後の一日', en: 'A day in ten years' },
    intro: {
      ja: '名前のない一日でかまいません。いいことも、困ったままのことも、ありのままに書いてください。',
      en: 'An ordinary day is fine. Write what is good and what is still hard, just as it is.',
    },
    opens: { voices: ['create', 'support', 'comment'], assembly: ['comment'], draft: ['comment'] },
    settings: {
      proposalLimit: 2,
      editWindowMinutes: 60,
      supportsPerPerson: 10,
      minimumSupports: 0,
      threshold: 0,
      answerDueDays: 30,
      costs: false,
    },
    categories: [
      { key: 'living', label: { ja: 'くらし', en: 'Living' } },
      { key: 'work', label: { ja: 'しごと', en: 'Work' } },
      { key: 'learning', label: { ja: '学び', en: 'Learning' } },
      { key: 'nature', label: { ja: '川と海と丘', en: 'River, sea and hills' } },
    ],
    proposals: [],
  },
  {
    space: 'places-for-children',
    key: 'places',
    title: { ja: '居場所の提案', en: 'Ideas for places' },
    intro: { ja: '受付は終わりました。すべての提案に回答があります。', en: 'Closed. Every proposal has an answer.' },
    opens: { listen: ['create', 'support', 'comment'], talk: ['comment'], answer: ['comment'] },
    settings: {
      proposalLimit: 0,
      editWindowMinutes: 30,
      supportsPerPerson: 0,
      minimumSupports: 0,
      threshold: 10,
      answerDueDays: 120,
      costs: true,
    },
    categories: [
      { key: 'indoors', label: { ja: '部屋の中', en: 'Indoors' } },
      { key: 'outdoors', label: { ja: '外', en: 'Outdoors' } },
      { key: 'food', label: { ja: 'ごはん', en: 'Food' } },
    ],
    proposals: childrenProposals,
  },
];
