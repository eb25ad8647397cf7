import { at, text } from '@hiroba/demo';
import type { DemoProposal } from '../types.ts';

/** The proposals for places for children, all answered. */
export const childrenProposals: readonly DemoProposal[] = [
  {
    key: 'quiet-room',
    author: 'rin',
    state: 'PUBLISHED',
    topic: 'indoors',
    at: at(-316, '18:20'),
    title: 'なにもしない部屋',
    body: text`
      宿題をしなさい、友だちをつくりなさい、と言われない部屋がほしいです。
      床に寝ころべて、まんがが少しあって、話しかけられない。帰りたくなったら帰る。それだけの部屋。
      大人は、いてもいいけど、気配を消していてください。`,
    supports: 11,
    thresholdAt: at(-279, '17:55'),
    answer: {
      status: 'ACCEPTED',
      office: 'planning',
      at: at(-184, '10:00'),
      text: {
        ja: text`
          帆積公民館の和室を、平日の15時から19時まで「なにもしない部屋」にします。
          大人は1人、廊下にいます。声をかけるのは、具合の悪そうな人を見たときだけです。決まりは、来た人が月に一度見直します。`,
        en: text`
          A tatami room of the Hozumi community hall becomes the “room for doing nothing”, weekdays from 3 to 7 p.m.
          One adult stays in the corridor and speaks only to those who look unwell. Visitors review the rules monthly.`,
      },
      reason: { ja: '空いている部屋があり、すぐ始められるため。', en: 'A free room was at hand.' },
      cost: { yen: 1150000, note: { ja: '畳の張りかえと1年分の見守り', en: 'New tatami and one year of supervision' } },
    },
    comments: [
      {
        author: 'chihiro',
        at: at(-310, '22:15'),
        body: '大人としては、ほうっておくのは少し心配です。いじめがあったとき、だれが気づくのでしょう。',
        replies: [
          {
            author: 'rin',
            at: at(-309, '19:30'),
            body: '廊下に一人いてくれたら、呼びに行けます。部屋の中でなければ大丈夫です。',
          },
        ],
      },
      {
        author: 'setsuko',
        at: at(-305, '10:40'),
        body: '気配を消すのは得意です。必要なら廊下で編みものをしています。',
      },
    ],
  },
  {
    key: 'study-seats',
    author: 'misaki',
    state: 'PUBLISHED',
    topic: 'indoors',
    at: at(-311, '20:50'),
    title: '図書館の自習席を夜8時まで',
    body: '塾に行かない子は、図書館が5時半に閉まると行く所がありません。本を借りる窓口は閉めてもよいので、席だけ8時まで開けてください。',
    supports: 12,
    thresholdAt: at(-288, '21:30'),
    answer: {
      status: 'ACCEPTED',
      office: 'planning',
      at: at(-181, '14:30'),
      text: {
        ja: '1階の自習席48席を、火曜から土曜まで夜8時に延ばします。窓口は5時半で閉め、返す本は箱に入れてください。',
        en: 'The 48 study seats on the ground floor stay open until 8 p.m., Tuesday to Saturday. The desk closes at 5:30.',
      },
      reason: { ja: '席だけなら、少ない人数で開けられるため。', en: 'Seats alone need few staff.' },
      cost: { yen: 3240000, note: { ja: '1年分の見守りと光熱費', en: 'Supervision and energy for a year' } },
    },
    comments: [
      { author: 'youta', at: at(-300, '19:05'), body: '冬は5時で真っ暗です。帰り道の灯りと組で考えてください。' },
    ],
  },
  {
    key: 'ball-lot',
    author: 'takashi',
    state: 'PUBLISHED',
    topic: 'outdoors',
    at: at(-306, '13:30'),
    title: 'ひばり坂に、ボールを使える空き地を',
    body: text`
      ひばり坂の公園は4つとも「ボール遊び禁止」です。孫は道でけっています。
      坂の上の市営住宅の跡地に網を張れば、家に球が飛びません。夕方まででよいので、使わせてください。`,
    supports: 11,
    thresholdAt: at(-266, '09:40'),
    answer: {
      status: 'PARTLY',
      office: 'planning',
      at: at(-176, '11:00'),
      text: {
        ja: '跡地の半分に高さ5メートルの網を張り、日が暮れるまで使えるようにします。もう半分は、井戸と防災倉庫のために空けておきます。',
        en: 'Half of the lot gets a five-metre net and may be used until dusk. The other half is kept for a well and emergency stores.',
      },
      reason: { ja: '跡地の半分を防災に使うため。', en: 'Half of the lot is needed for emergencies.' },
      cost: { yen: 5700000, note: { ja: '網と地面の整備', en: 'Net and ground' } },
    },
    comments: [
      {
        author: 'masao',
        at: at(-299, '07:20'),
        body: '跡地は避難のときの集合場所です。網で出入りがふさがらないようにしてください。',
        replies: [{ author: 'takashi', at: at(-298, '12:50'), body: '出入口を二つにすれば、両方いけそうですね。' }],
      },
    ],
  },
  {
    key: 'summer-lunch',
    author: 'maria',
    language: 'en',
    state: 'PUBLISHED',
    topic: 'food',
    at: at(-301, '20:45'),
    title: 'Lunch in the summer holidays',
    body: text`
      In the holidays there is no school lunch, and many parents work. My daughter ate bread alone for three weeks.
      Could the community halls open their kitchens at noon, so that children cook and eat together?
      I can come on Wednesdays and teach them pancit.`,
    supports: 9,
    answer: {
      status: 'ACCEPTED',
      office: 'planning',
      at: at(-170, '13:00'),
      text: {
        ja: '夏休みの平日、3つの公民館で昼食の場を開きます。1食200円、払えないときは無料です。料理を教えてくださるかたを募ります。',
        en: 'On weekdays in the summer holidays three halls serve lunch: 200 yen, free for those who cannot pay. Cooks are welcome.',
      },
      reason: { ja: '公民館の台所を使えるため。', en: 'The kitchens of the halls are free at noon.' },
      cost: { yen: 1980000, note: { ja: '食材と保険、ひと夏分', en: 'Food and insurance for one summer' } },
    },
  },
  {
    key: 'south-shop',
    author: 'kenta',
    state: 'PUBLISHED',
    topic: 'indoors',
    at: at(-296, '22:10'),
    title: '南口の空き店舗を、放課後の場所に',
    body: '南口の元の文具店が3年空いています。駅に近く、雨でも行けます。棚を残して、まんがとボードゲームを置きませんか。',
    supports: 8,
    answer: {
      status: 'REJECTED',
      office: 'planning',
      at: at(-165, '15:30'),
      text: {
        ja: '持ち主の協力を得て調べましたが、柱と壁が地震に耐える強さに足りませんでした。直すと4千万円を超えるため、使いません。別の場所を探します。',
        en: 'With the owner’s help we examined the building. It would not withstand a strong earthquake, and repairs exceed 40 million yen. We are looking elsewhere.',
      },
      reason: { ja: '建物の強さが足りないため。', en: 'The building is not safe enough.' },
    },
  },
  {
    key: 'sandpit',
    author: 'yukiko',
    state: 'PUBLISHED',
    topic: 'outdoors',
    at: at(-288, '11:35'),
    title: '車いすの子も使える砂場',
    body: '座ったまま手の届く、机の高さの砂場を一つつくってください。立って遊ぶ子とも、同じ目の高さになります。',
    supports: 6,
    answer: {
      status: 'PARTLY',
      office: 'parks',
      at: at(-160, '09:30'),
      text: {
        ja: '帆波公園の砂場を直すときに、机の高さの台を一つ加えます。工事は来年度になります。',
        en: 'When the sandpit in Honami Park is rebuilt next fiscal year, one raised table will be added.',
      },
      reason: { ja: '砂場の工事に合わせて行うため。', en: 'It is joined to work already planned.' },
      cost: { yen: 430000, note: { ja: '台1つ', en: 'One raised table' } },
    },
  },
  {
    key: 'river-raft',
    author: 'youta',
    state: 'PUBLISHED',
    topic: 'outdoors',
    at: at(-281, '23:00'),
    title: '夏だけの、いかだの日',
    body: '川の流れのゆるい所で、年に一日、子どもがいかだで遊べる日をつくりたい。見守りの大人は自分たちで集めます。',
    supports: 5,
    answer: {
      status: 'REJECTED',
      office: 'parks',
      at: at(-158, '16:20'),
      text: {
        ja: '川底に深みがあり、見守りがあっても安全を確かめられませんでした。代わりに、プールの最終日にいかだの日を開けるよう、学校と話しています。',
        en: 'The river bed has deep holes and we could not make it safe. We are asking a school to host a raft day in its pool instead.',
      },
      reason: { ja: '川の深みが危ないため。', en: 'Deep holes make the river unsafe.' },
    },
  },
];
