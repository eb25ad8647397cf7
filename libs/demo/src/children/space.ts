import { at, text } from '../text.ts';
import type { DemoSpace } from '../types.ts';

/** Places for children: finished, with its results. */
export const children: DemoSpace = {
  slug: 'places-for-children',
  title: { ja: '子どもの居場所づくり', en: 'Places for Children' },
  kana: 'こどものいばしょづくり',
  summary: {
    ja: '放課後と休みの日に、安心して過ごせる場所を増やしました。7件の提案から、4つの取組が生まれています。',
    en: 'More places to be, after school and on holidays. Four measures grew out of seven proposals.',
  },
  description: {
    ja: text`
      この取組は終わりました。記録として、すべての提案と回答を残しています。

      うかがったこと：家でも学校でもない場所に、何があれば行きたくなりますか。

      いただいた声：7件の提案、中学校での聞き取り112人。いちばん多かったのは「話しかけられない自由」と「夕方6時より後」でした。

      変わったこと：図書館の自習席が夜8時までになり、帆積公民館に「なにもしない部屋」ができました。
      ひばり坂にはボールを使える空き地が生まれ、夏休みの昼食の場が3か所で始まりました。

      変わらなかったこと：南口の空き店舗は、建物の強さが足りず使えませんでした。代わりの場所を探しています。`,
    en: text`
      This process is finished. All proposals and answers stay here as a record.

      We asked: what would make you want to go to a place that is neither home nor school?

      You said: seven proposals, and conversations with 112 pupils. Most often we heard “not being spoken to” and
      “after six o'clock”.

      We did: study seats in the library are open until 8 p.m. The Hozumi community hall has a room for doing nothing.
      Hibarizaka has a lot where balls are allowed, and three places serve lunch in the summer holidays.

      What did not change: the empty shop at the south exit is not safe enough. We are looking for another place.`,
  },
  office: 'planning',
  state: 'ARCHIVED',
  publishedAt: at(-325, '09:00'),
  featured: false,
  askCard: {
    decision: {
      ja: '小学生から高校生までの居場所を、どこに、どんな形でつくるか。',
      en: 'Where and how to make places for pupils of all ages.',
    },
    canChange: {
      ja: '場所、開く時間、決まりごと、置くもの、見守る人の関わり方。',
      en: 'Places, hours, rules, equipment and the part of adults.',
    },
    cannotChange: {
      ja: '学校の下校時刻、職員の人数の上限（8人）。',
      en: 'School hours and the number of staff (eight at most).',
    },
    whoDecides: {
      ja: '教育委員会と企画課が一緒に決めました。',
      en: 'The board of education and the Planning Office decided together.',
    },
    byWhen: { ja: 'まとめの段階が始まる日までに決めました。', en: 'By the beginning of the last phase.' },
    byWhenAt: at(-150, '00:00'),
    input: { ja: '子ども本人のことば。短くても、絵でも。', en: "Children's own words, however short." },
    promise: 'INVOLVE',
  },
  phases: [
    {
      key: 'listen',
      title: { ja: '声を聞く', en: 'Listening' },
      text: {
        ja: '提案を受け付け、中学校3校で話を聞きました。',
        en: 'We took proposals and talked with pupils of three schools.',
      },
      opensAt: at(-320, '09:00'),
      closesAt: at(-250, '00:00'),
    },
    {
      key: 'talk',
      title: { ja: '話し合う', en: 'Talking' },
      text: {
        ja: '子ども12人と大人8人で、4回話し合いました。',
        en: 'Twelve children and eight adults met four times.',
      },
      opensAt: at(-250, '00:00'),
      closesAt: at(-190, '00:00'),
    },
    {
      key: 'answer',
      title: { ja: '市の回答', en: 'Answers' },
      text: { ja: '7件すべてに回答しました。', en: 'All seven proposals were answered.' },
      opensAt: at(-190, '00:00'),
      closesAt: at(-150, '00:00'),
    },
    {
      key: 'results',
      title: { ja: 'まとめ', en: 'Results' },
      text: {
        ja: '4つの取組を始め、100日後の使われ方をまとめました。自習席は、夕方6時より後に平均31人が使っています。',
        en: 'Four measures began. After 100 days, 31 people on average use the study seats after six.',
      },
      opensAt: at(-150, '00:00'),
      closesAt: at(-40, '00:00'),
    },
  ],
};
