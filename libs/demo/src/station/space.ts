import { at, text } from '../text.ts';
import type { DemoSpace } from '../types.ts';

/** The remaking of the square before the station: proposals are open now. */
export const station: DemoSpace = {
  slug: 'station-square',
  title: { ja: '駅前広場の再整備', en: 'Remaking the Station Square' },
  kana: 'えきまえひろばのさいせいび',
  summary: {
    ja: '築42年の北口広場を、待つ、休む、出会う場所につくり直します。使う人のアイデアから始めます。',
    en: 'The 42-year-old square at the north exit is to become a place to wait, rest and meet, starting from your ideas.',
  },
  description: {
    ja: text`
      みなと川駅の北口広場は、車の流れを第一につくられました。いまは1日におよそ1万8千人が歩いて通ります。
      けれども、座れる場所は12席、日陰はバス停の屋根の下だけです。

      昨年の調査では、広場で困ることとして「待つ場所がない」「雨にぬれる」「バスの乗り場がわからない」が多く挙がりました。
      市は、歩く人のための広さをいまの1.6倍にする方針を決めました。その広さを何に使うかを、ここで考えます。

      集まったアイデアをもとに、市が整備案を2つつくります。案ができたら、この広場でもう一度ご意見をうかがいます。`,
    en: text`
      The square at the north exit of Minatogawa Station was built for cars. Today about 18,000 people cross it on foot
      every day, yet there are twelve seats, and the only shade is under the roofs of the bus stops.

      In last year's survey people told us that there is nowhere to wait, that they get wet, and that the right bus stop
      is hard to find. The city has decided to make the space for people on foot 1.6 times larger.
      What that space is for is the question here.

      From your ideas we will draw two plans, and come back to this page to ask you again.`,
  },
  office: 'urban',
  state: 'PUBLISHED',
  publishedAt: at(-52, '09:00'),
  featured: true,
  askCard: {
    decision: {
      ja: '広がる歩行者の場所（約2,400平方メートル）に、何を置き、どう使うか。',
      en: 'What to place in the larger space for people on foot (about 2,400 m²), and how to use it.',
    },
    canChange: {
      ja: 'ベンチ、木陰、屋根、水、灯り、案内板、催しの場所、植える木の種類、夜と休日の使い方。',
      en: 'Benches, shade, roofs, water, lights, signs, room for events, kinds of trees, use at night and on holidays.',
    },
    cannotChange: {
      ja: 'バス乗り場の数（7か所）、広場全体の広さ、地下の下水管の位置、事業費の上限（14億円）。',
      en: 'The number of bus stops (7), the size of the whole square, the sewer below it and the budget ceiling (1.4 billion yen).',
    },
    whoDecides: {
      ja: '市長が整備案を決め、市議会が予算を決めます。',
      en: 'The mayor decides the plan, the city council decides the budget.',
    },
    byWhen: { ja: '4つ目の段階が始まる日までに決めます。', en: 'By the day the fourth phase begins.' },
    byWhenAt: at(85, '09:00'),
    input: {
      ja: '「いつ、だれが、何に困るか」がわかる具体的な場面。くわしい図面はいりません。',
      en: 'Concrete scenes: when, for whom, and what is the trouble? No drawings needed.',
    },
    promise: 'INVOLVE',
  },
  phases: [
    {
      key: 'know',
      title: { ja: '知る・歩く', en: 'Look and walk' },
      text: {
        ja: '調査の結果と図面を公開しました。広場を歩く会を3回開き、のべ86人が参加しました。',
        en: 'We published the survey and the drawings. On three walks across the square, 86 people came along.',
      },
      opensAt: at(-50, '09:00'),
      closesAt: at(-20, '09:00'),
    },
    {
      key: 'ideas',
      title: { ja: 'アイデア募集', en: 'Collecting ideas' },
      text: {
        ja: 'アイデアを出し合い、支持し、話し合います。支持が20に届いた提案には、30日以内に市が回答します。',
        en: 'Propose, support and discuss. The city answers each proposal that reaches 20 supports within 30 days.',
      },
      opensAt: at(-20, '09:00'),
      closesAt: at(25, '00:00'),
      callToAction: { ja: 'アイデアを提案する', en: 'Propose an idea' },
    },
    {
      key: 'drafts',
      title: { ja: '市の回答と案づくり', en: 'Answers and two plans' },
      text: {
        ja: '市が回答し、整備案を2つつくります。提案へのコメントは続けられます。',
        en: 'The city answers and draws two plans. Commenting on proposals stays open.',
      },
      opensAt: at(25, '00:00'),
      closesAt: at(85, '00:00'),
      callToAction: { ja: '市の回答を読む', en: "Read the city's answers" },
    },
    {
      key: 'decision',
      title: { ja: '決定とお知らせ', en: 'Decision' },
      text: {
        ja: '決まった案と、採り入れたアイデア、採り入れなかったアイデアの理由をお知らせします。',
        en: 'We publish the plan, the ideas taken up, and the reasons where an idea was not.',
      },
      opensAt: at(85, '09:00'),
    },
  ],
};
