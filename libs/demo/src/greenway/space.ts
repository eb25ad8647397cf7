import { at, text } from '../text.ts';
import type { DemoSpace } from '../types.ts';

/** The riverside greenway: the city is publishing its answers. */
export const greenway: DemoSpace = {
  slug: 'river-greenway',
  title: { ja: '川沿いの緑道とベンチ', en: 'The River Greenway and its Benches' },
  kana: 'かわぞいのりょくどうとべんち',
  summary: {
    ja: '舟留橋から帆波公園まで3.2キロの緑道を、歩いて休める道に整えます。いま、市の回答を順に公開しています。',
    en: 'The 3.2 km path from Funadome Bridge to Honami Park becomes a place to walk and rest. Our answers are coming out now.',
  },
  description: {
    ja: text`
      みなと川の右岸の緑道は、30年前に砂利道としてでき、いまは舗装の傷みと座る場所の少なさが目立ちます。
      舟留橋から帆波公園まで、歩くと45分かかりますが、ベンチは5つしかありません。

      75日のあいだに12件の提案が届きました。公園緑地課は、提案した人と2回、現地を歩きました。
      できることは時期と費用を、できないことは理由を、一件ずつ回答します。

      工事は、舟留橋の側から3年に分けて進めます。`,
    en: text`
      The path on the right bank of the river was laid as gravel thirty years ago. Its surface is worn and there are five
      benches on a walk of 45 minutes.

      In 75 days twelve proposals arrived. The Parks and Greenery Office walked the path twice with those who wrote them.
      We answer each one: what we can do, with time and cost, and what we cannot, with the reason.

      Work will proceed over three years, beginning at Funadome Bridge.`,
  },
  office: 'parks',
  state: 'PUBLISHED',
  publishedAt: at(-155, '09:00'),
  featured: true,
  askCard: {
    decision: {
      ja: '緑道に置くものと、道の使い方。3年分の工事の順番。',
      en: 'What to place on the path, how to use it, and the order of three years of work.',
    },
    canChange: {
      ja: 'ベンチの場所と形、灯り、水飲み場、トイレ、植える木、舗装の種類、歩く人と自転車の分け方。',
      en: 'Benches, lights, water, toilets, trees, the surface, and how walkers and cyclists share the path.',
    },
    cannotChange: {
      ja: '堤防の形と高さ、川の中の工事（県が管理しています）、緑道の幅（平均3メートル）。',
      en: 'The levee and anything in the river (managed by the prefecture) and the width of the path (3 m on average).',
    },
    whoDecides: {
      ja: '公園緑地課が計画を決め、毎年の予算を市議会が決めます。',
      en: 'The Parks and Greenery Office plans; the city council decides each budget.',
    },
    byWhen: {
      ja: '回答の段階が終わる日までに、1年目の工事を決めます。',
      en: 'The first year of work is fixed by the end of the answering phase.',
    },
    byWhenAt: at(20, '00:00'),
    input: {
      ja: 'いつもの散歩で、困る場所と好きな場所。',
      en: 'The places on your walk that trouble you, and those you love.',
    },
    promise: 'CONSULT',
  },
  phases: [
    {
      key: 'ideas',
      title: { ja: '提案募集', en: 'Proposals' },
      text: {
        ja: '12件の提案と、のべ144の支持が集まりました。支持が15に届いた提案には、90日以内に回答します。',
        en: 'Twelve proposals and 144 supports arrived. Proposals with 15 supports are answered within 90 days.',
      },
      opensAt: at(-150, '09:00'),
      closesAt: at(-75, '00:00'),
      callToAction: { ja: '緑道への提案を書く', en: 'Write a proposal for the path' },
    },
    {
      key: 'study',
      title: { ja: '現地の確認と検討', en: 'Walks and study' },
      text: {
        ja: '提案した人と現地を歩き、費用と工事の方法を調べました。',
        en: 'We walked the path with those who proposed and worked out costs and methods.',
      },
      opensAt: at(-75, '00:00'),
      closesAt: at(-28, '00:00'),
    },
    {
      key: 'answers',
      title: { ja: '市の回答', en: 'Answers' },
      text: {
        ja: '公園緑地課が、一件ずつ理由と費用を添えて回答します。回答へのコメントもお待ちしています。',
        en: 'The Parks and Greenery Office answers each proposal with reason and cost. You may comment on the answers.',
      },
      opensAt: at(-28, '00:00'),
      closesAt: at(20, '00:00'),
      callToAction: { ja: '市の回答を読む', en: "Read the city's answers" },
    },
    {
      key: 'works',
      title: { ja: '1年目の工事', en: 'First year of work' },
      text: {
        ja: '舟留橋から鐘見橋までの区間で工事を始めます。進み具合をここでお知らせします。',
        en: 'Work begins between Funadome and Kanemi bridges. Progress is reported here.',
      },
      opensAt: at(20, '09:00'),
    },
  ],
};
