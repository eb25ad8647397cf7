import type { SpaceTemplate } from '@hiroba/spaces';

/** Processes to begin with that collect proposals. */
export const proposalTemplates: readonly SpaceTemplate[] = [
  {
    key: 'ideas',
    name: { ja: 'アイデアを募集する', en: 'Collect ideas' },
    about: {
      ja: '5週間アイデアを集め、支持が20に届いたものに市が回答します。日程と文章は、あとから直せます。',
      en: 'Collect ideas for five weeks; the city answers those with 20 supports. Dates and texts can be changed.',
    },
    title: { ja: '〔駅前広場〕のアイデア募集', en: 'Ideas for 〔the station square〕' },
    summary: {
      ja: '〔駅前広場〕をもっと使いやすくするアイデアを募集します。支持が集まったものには、市が回答します。',
      en: 'We collect ideas for 〔the station square〕. The city answers those that many people support.',
    },
    description: {
      ja: '## なぜ、いま考えるのか\n\n〔きっかけと、これまでの経緯を書きます。〕\n\n## いただいたアイデアのゆくえ\n\nすべて公開し、担当課が読みます。支持が20に届いたアイデアには、30日以内に理由を添えて回答します。',
      en: '## Why now\n\n〔What led to this, and what has been done so far.〕\n\n## What becomes of your ideas\n\nAll of them are public and read by the office in charge. Those with 20 supports are answered within 30 days, with reasons.',
    },
    ask: {
      decided: { ja: '〔駅前広場〕を、どのように使うか。', en: 'How to use 〔the station square〕.' },
      changeable: {
        ja: '〔置くもの、使える時間、使い方のきまり。〕',
        en: '〔What stands there, at which hours, under which rules.〕',
      },
      fixed: { ja: '〔広さと予算の上限。〕', en: '〔Its size, and the budget.〕' },
      decider: {
        ja: '〔担当課が案をつくり、市長が決めます。〕',
        en: '〔The office drafts a plan; the mayor decides.〕',
      },
      deadline: { ja: '〔来年3月まで。〕', en: '〔By next March.〕' },
      wanted: {
        ja: '「いつ、だれが、何に困るか」がわかる具体的な場面。短くてもかまいません。',
        en: 'When, who and what: a real situation. It may be short.',
      },
      promise: 'INVOLVE',
    },
    phases: [
      {
        key: 'ideas',
        from: 0,
        until: 35,
        allows: ['create', 'support', 'comment'],
        title: { ja: 'アイデア募集', en: 'Collecting ideas' },
        text: { ja: 'アイデアを出し合い、支持し、話し合います。', en: 'Propose, support and discuss.' },
        callToAction: { ja: 'アイデアを提案する', en: 'Propose an idea' },
      },
      {
        key: 'answers',
        from: 35,
        until: 65,
        allows: ['comment'],
        title: { ja: '市の回答', en: 'Answers of the city' },
        text: {
          ja: '支持が20に届いたアイデアに、市が理由を添えて回答します。',
          en: 'The city answers each idea with 20 supports, with reasons.',
        },
        callToAction: { ja: '市の回答を読む', en: 'Read the answers' },
      },
      {
        key: 'results',
        from: 65,
        until: null,
        allows: [],
        title: { ja: '結果のお知らせ', en: 'Results' },
        text: {
          ja: '決まったことと、採り入れたアイデアをお知らせします。',
          en: 'What was decided, and which ideas were taken up.',
        },
      },
    ],
    component: {
      title: { ja: 'アイデア', en: 'Ideas' },
      intro: { ja: 'ひとり5件まで支持できます。', en: 'You can support up to five ideas.' },
      settings: [
        { key: 'threshold', value: '20' },
        { key: 'answerDays', value: '30' },
        { key: 'supportsPerPerson', value: '5' },
      ],
    },
  },
];
