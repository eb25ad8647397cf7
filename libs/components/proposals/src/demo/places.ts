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
      places: true,
    },
    taxonomy: 'topics',
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
      places: true,
    },
    taxonomy: 'topics',
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
    taxonomy: 'plain-words',
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
    taxonomy: 'plan-themes',
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
    taxonomy: 'children-places',
    proposals: childrenProposals,
  },
];
