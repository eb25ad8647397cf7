import { at, text } from '../text.ts';
import type { DemoSpace } from '../types.ts';

/** Troubles with the city's notices, asked in very plain Japanese. */
export const plainNotices: DemoSpace = {
  slug: 'plain-notices',
  title: { ja: '市の おしらせを わかりやすく', en: 'Make the City’s Notices Easy to Read' },
  kana: 'しのおしらせをわかりやすく',
  summary: {
    ja: '市から とどく 手紙や おしらせで、こまったことを おしえてください。みんなで なおします。',
    en: 'Tell us what troubles you in letters and notices from the city. We will mend them together.',
  },
  description: {
    ja: text`
      市の 手紙は むずかしい と、よく いわれます。
      どこが むずかしいか、わたしたち だけでは わかりません。

      だから、おしえてください。どの 手紙ですか。どこで こまりましたか。
      なおしかたは、かかなくても いいです。日本語が まちがっていても だいじょうぶです。
      英語で かいても いいです。

      おおくの 人が こまっている ものから、なおします。`,
    en: text`
      People tell us that our letters are hard to understand. We cannot see by ourselves where.

      So please tell us: which letter was it, and where did you get stuck?
      You need not know how to mend it. Mistakes in Japanese do not matter, and English is welcome.

      We begin with what troubles the most people.`,
  },
  office: 'planning',
  state: 'PUBLISHED',
  publishedAt: at(-14, '09:00'),
  featured: false,
  askCard: {
    decision: { ja: 'どの おしらせから、どう なおすか。', en: 'Which notices to mend first, and how.' },
    canChange: {
      ja: 'ことば、字の 大きさ、絵、ならべかた、とどけかた。',
      en: 'Words, size of letters, pictures, order and the way of sending.',
    },
    cannotChange: {
      ja: '法律で きまっている ことば（せつめいは つけられます）。お金を はらう 日。',
      en: 'Words fixed by law (we can explain them) and dates of payment.',
    },
    whoDecides: { ja: '企画課が きめます。', en: 'The Planning Office decides.' },
    byWhen: { ja: 'こえを あつめおわってから 30日のうちに きめます。', en: 'Within 30 days after this phase closes.' },
    byWhenAt: at(63, '00:00'),
    input: {
      ja: 'こまったこと。どの おしらせか。なんかい こまったか。',
      en: 'Your trouble: which notice, and how often.',
    },
    promise: 'INVOLVE',
  },
  phases: [
    {
      key: 'tell',
      title: { ja: 'こまったことを あつめる', en: 'Tell us your trouble' },
      text: {
        ja: 'こまったことを かいてください。おなじことで こまっている人は、「支持」を おしてください。',
        en: 'Write what troubles you. If you have the same trouble as someone else, press “support”.',
      },
      opensAt: at(-12, '09:00'),
      closesAt: at(33, '00:00'),
      callToAction: { ja: 'こまったことを かく', en: 'Write your trouble' },
    },
    {
      key: 'answer',
      title: { ja: '市が こたえる', en: 'The city answers' },
      text: {
        ja: 'なにを なおすか、なぜ なおせないかを こたえます。',
        en: 'We say what we mend, and why something stays.',
      },
      opensAt: at(33, '00:00'),
      closesAt: at(63, '00:00'),
    },
    {
      key: 'show',
      title: { ja: 'なおした おしらせを みる', en: 'See the new notices' },
      text: {
        ja: 'まえの おしらせと、なおした おしらせを ならべて みせます。',
        en: 'Old and new notices side by side.',
      },
      opensAt: at(63, '00:00'),
    },
  ],
};
