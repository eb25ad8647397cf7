import { at, text } from '../text.ts';
import type { DemoSpace } from '../types.ts';

/** The third comprehensive plan: announced, not yet open. */
export const plan: DemoSpace = {
  slug: 'plan-3',
  title: { ja: '第3次みなと川市総合計画', en: 'Third Comprehensive Plan of Minatogawa' },
  kana: 'だい3じみなとがわしそうごうけいかく',
  summary: {
    ja: '10年後のみなと川を、どんなまちにしたいか。市のすべての計画のもとになる計画を、はじめから一緒につくります。',
    en: 'What should Minatogawa be like in ten years? We write the plan behind all other plans together, from the first page.',
  },
  description: {
    ja: text`
      総合計画は、市の仕事の順番を決める、いちばん大きな計画です。いまの計画はあと1年半で終わります。

      前の計画では、案ができてから意見をうかがいました。「もう決まっているのでは」という声を多くいただきました。
      今回は、白い紙の段階から始めます。まず、10年後の一日を想像した短い文章を集めます。
      それを市民会議の24人（くじ引きで選びます）が読み、素案の章立てを考えます。

      人口の見通し、財政の見通し、いまの計画のふり返りは、受付が始まる日にここで公開します。`,
    en: text`
      The comprehensive plan sets the order of everything the city does. The present one ends in a year and a half.

      Last time we asked you when the draft was ready, and many said it looked decided already.
      This time we begin with a blank page. First we collect short texts that imagine one day in ten years.
      Then a citizens' assembly of 24 people, drawn by lot, reads them and outlines the chapters.

      Forecasts of population and finance and a review of the present plan are published here on the day we open.`,
  },
  office: 'planning',
  state: 'PUBLISHED',
  publishedAt: at(-3, '10:00'),
  featured: false,
  askCard: {
    decision: {
      ja: '10年後のまちの姿と、そこへ向かう順番。',
      en: 'The town in ten years, and the order of steps towards it.',
    },
    canChange: {
      ja: '章立て、目標、目標の測り方、力を入れる順番、ことばの選び方。',
      en: 'Chapters, goals, how goals are measured, priorities and the wording.',
    },
    cannotChange: {
      ja: '法律で市の仕事と決まっていること、返済の約束がある借入金、となりの町との協定。',
      en: 'Duties set by law, loans already agreed and agreements with neighbouring towns.',
    },
    whoDecides: {
      ja: '市長が案をまとめ、市議会が議決します。',
      en: 'The mayor submits the plan; the city council adopts it.',
    },
    byWhen: { ja: '4つ目の段階の市議会で決まります。', en: 'In the council session of the fourth phase.' },
    byWhenAt: at(200, '00:00'),
    input: {
      ja: '10年後の、あなたの一日。朝起きてから寝るまで、どこで、だれと、何をしているか。',
      en: 'One day of yours in ten years: where are you, with whom, doing what?',
    },
    promise: 'COLLABORATE',
  },
  phases: [
    {
      key: 'voices',
      title: { ja: '10年後の一日を書く', en: 'Write a day in ten years' },
      text: {
        ja: '短い文章で投稿できます。読んで、共感したものを支持してください。',
        en: 'Post a short text, read those of others and support what you share.',
      },
      opensAt: at(10, '09:00'),
      closesAt: at(50, '00:00'),
      callToAction: { ja: '10年後の一日を書く', en: 'Write your day in ten years' },
    },
    {
      key: 'assembly',
      title: { ja: '市民会議', en: "Citizens' assembly" },
      text: {
        ja: '24人が5回集まり、章立てを考えます。記録は毎回ここに載せます。',
        en: 'Twenty-four people meet five times and outline the chapters. Minutes are published here.',
      },
      opensAt: at(50, '09:00'),
      closesAt: at(110, '00:00'),
    },
    {
      key: 'draft',
      title: { ja: '素案を読む', en: 'Read the draft' },
      text: {
        ja: '素案を公開し、章ごとにコメントを受け付けます。正式な意見募集は別のページで行います。',
        en: 'The draft is published and open for comments. The formal consultation has a page of its own.',
      },
      opensAt: at(115, '09:00'),
      closesAt: at(160, '00:00'),
    },
    {
      key: 'council',
      title: { ja: '市議会の審議と決定', en: 'Council decision' },
      text: {
        ja: '市議会が審議し、議決します。投稿がどの章に生かされたかも、一覧でお知らせします。',
        en: 'The council debates and decides. A table shows which texts shaped which chapter.',
      },
      opensAt: at(165, '09:00'),
    },
  ],
};
