import { at, text } from '@hiroba/demo';
import type { DemoProposal } from '../types.ts';

/** Proposals about the path itself, its light and its crossings. */
export const pathProposals: readonly DemoProposal[] = [
  {
    key: 'low-lights',
    author: 'ayano',
    state: 'PUBLISHED',
    topic: 'walking',
    at: at(-143, '23:20'),
    title: '夜の灯りは足もとだけに',
    body: text`
      夜勤の日は緑道を歩いて帰ります。暗い区間が3か所あり、段差につまずきます。
      でも、高い照明を並べると、虫や鳥が困り、向かいの家の窓にも光が入ります。
      ひざより低い灯りを10メートルおきに置いて、足もとだけを照らしてください。`,
    supports: 17,
    thresholdAt: at(-96, '23:41'),
    answer: {
      status: 'PARTLY',
      office: 'parks',
      at: at(-24, '11:00'),
      text: {
        ja: text`
          暗い3区間のうち2区間（合わせて420メートル）に、足もとの灯りを置きます。夜10時から朝5時までは、明るさを半分にします。
          残る1区間は堤防の斜面にあり、県の決まりで線を埋めることができません。
          ここには、昼の光をためて光る、埋めこまない目印を置いて、1年様子を見ます。`,
        en: text`
          Two of the three dark sections (420 m in all) will get low lights, dimmed by half from 10 p.m. to 5 a.m.
          The third lies on the slope of the levee, where no cable may be buried.
          There we will try glowing markers that store daylight, and look at the result after one year.`,
      },
      reason: { ja: '堤防の斜面には線を埋められないため。', en: 'No cable may be buried in the slope of the levee.' },
      cost: { yen: 2350000, note: { ja: '灯り42基と目印', en: '42 lights and the markers' } },
    },
    comments: [
      {
        author: 'takashi',
        at: at(-139, '12:45'),
        body: '低い灯りは、いたずらで壊されませんか。高い灯りのほうが防犯にもなると思います。',
        replies: [
          {
            author: 'rin',
            at: at(-138, '17:15'),
            body: '高い灯りだと、木の陰が真っ黒になります。わたしは低いほうが安心です。',
          },
          { author: 'ayano', at: at(-138, '23:30'), body: '壊れにくい、石に埋めこむ形があるそうです。' },
        ],
      },
      {
        author: 'koi',
        at: at(-60, '05:45'),
        body: '夜に光を嫌うのは鳥だけではありません。鮎も上ってくる川です。水面に光が落ちない向きでお願いします。',
        replies: [
          {
            author: 'kawabata',
            office: 'parks',
            at: at(-58, '13:10'),
            body: '現地で確かめました。笠を付けて、川の側へ光が出ない向きにします。',
          },
        ],
      },
    ],
  },
  {
    key: 'underpass',
    author: 'masao',
    state: 'PUBLISHED',
    topic: 'walking',
    at: at(-144, '07:05'),
    title: '舟留橋の下をくぐる歩道がほしい',
    body: text`
      緑道は舟留橋で車道にぶつかり、信号まで150メートル遠回りをします。子どもは待ちきれずに車道を渡ってしまいます。
      橋の下には、人が通れる高さがあります。水の少ない季節だけでも、くぐれる歩道があれば安心です。`,
    supports: 16,
    thresholdAt: at(-101, '19:00'),
    answer: {
      status: 'EVALUATING',
      office: 'parks',
      at: at(-26, '17:00'),
      text: {
        ja: text`
          橋の下は県が管理しているため、県と話し合っています。水が増えたときに通行を止める方法を示すよう求められました。
          約束した期日に間に合わない見込みで、申し訳ありません。県の返事が届きしだい、その日のうちにここでお知らせします。`,
        en: text`
          The space below the bridge is managed by the prefecture. They ask us to show how we would close the path at high
          water. We are sorry that we will miss the date we promised. We report here on the day their reply arrives.`,
      },
      reason: { ja: '県との話し合いが続いているため。', en: 'Talks with the prefecture continue.' },
    },
    comments: [
      {
        author: 'chihiro',
        at: at(-141, '21:50'),
        body: '散歩の列を連れて渡るのは、毎回ひやひやします。くぐれたらどんなに楽か。',
      },
      {
        author: 'masao',
        at: at(-9, '06:25'),
        body: '約束の期日を過ぎました。県への返事には、雨の日の見回りなら自治会もできると書いてください。',
        replies: [
          {
            author: 'kawabata',
            office: 'parks',
            at: at(-8, '16:40'),
            body: '遅れており、申し訳ありません。お申し出を県に伝えました。来週、現地で立ち会う日を決めます。',
            replies: [{ author: 'masao', at: at(-7, '06:30'), body: 'ありがとう。立ち会いには私も行きます。' }],
          },
        ],
      },
    ],
  },
  {
    key: 'two-lanes',
    author: 'zhiming',
    state: 'PUBLISHED',
    topic: 'cycling',
    at: at(-137, '08:15'),
    title: '自転車の道と歩く道を分ける',
    body: text`
      通勤の自転車と散歩の人が、同じ3メートルの道を使っています。朝は危ない場面が毎日あります。
      線を引いて、川側を歩く人、町側を自転車にしてください。`,
    supports: 13,
    answer: {
      status: 'REJECTED',
      office: 'parks',
      at: at(-23, '15:00'),
      text: {
        ja: text`
          線を引いて分けるには、国の基準で4メートル以上の幅が要ります。緑道は平均3メートルで、堤防の上は広げられません。
          狭い道に線だけを引くと、自転車の速さが上がることもわかっています。このため、道は分けません。
          通勤の自転車には、並行する市道2号に青い矢印を付け、そちらへ案内します。緑道では「歩く人が先」の板を6か所に置きます。`,
        en: text`
          Separate lanes need four metres by the national standard; the path has three and the levee cannot be widened.
          Lines on a narrow path are known to make cycling faster. We will not divide it.
          Commuters will be guided to City Road 2 by blue arrows, and six signs on the path will say “Walkers first”.`,
      },
      reason: { ja: '幅が足りず、分けるとかえって危ないため。', en: 'Too narrow: dividing it would add danger.' },
    },
    comments: [
      {
        author: 'hiroko',
        at: at(-133, '16:10'),
        body: '後ろから無言で抜かれるのが怖いです。ベルでなく「通ります」の一声があれば。',
      },
      {
        author: 'zhiming',
        at: at(-22, '08:20'),
        body: '市道2号は路上駐車が多くて走れません。矢印を付けるなら、駐車の見回りも組にしてください。',
        replies: [
          {
            author: 'kawabata',
            office: 'parks',
            at: at(-20, '10:15'),
            body: 'おっしゃるとおりです。警察署と都市計画課に伝え、矢印を付ける日に合わせて見回りを始めるよう調整します。',
          },
        ],
      },
    ],
  },
  {
    key: 'earth-path',
    author: 'moku',
    state: 'PUBLISHED',
    topic: 'walking',
    at: at(-134, '06:50'),
    title: '全部を舗装せず、土の道を残す',
    body: text`
      土の道は夏に涼しく、ひざにやさしく、草の名前を子どもに教えられます。
      鐘見橋から帆波公園までの1.4キロだけは、舗装をしないでください。傷んだ所に砂利と土を足せば十分です。`,
    supports: 9,
    answer: {
      status: 'PARTLY',
      office: 'parks',
      at: at(-21, '11:45'),
      text: {
        ja: text`
          この区間は、幅3メートルのうち町側の1.8メートルを車いすで通れる固い土舗装にし、川側の1.2メートルを土のまま残します。
          土の部分の手入れは、年に2回、参加したい人と一緒に行います。`,
        en: text`
          On this section 1.8 m on the town side becomes firm stabilised soil that wheelchairs can use; 1.2 m on the river
          side stays earth. Twice a year we will look after it together with anyone who wants to join.`,
      },
      reason: { ja: '車いすの通行と、土の道の両方を生かすため。', en: 'To serve both wheelchairs and the earth path.' },
      cost: { yen: 9400000, note: { ja: '1.4キロの土舗装', en: '1.4 km of stabilised soil' } },
    },
    comments: [
      {
        author: 'yukiko',
        at: at(-132, '10:30'),
        body: '土の道は、雨の翌日、車輪が埋まって動けません。気持ちのよい道なのはわかるので、通れる幅だけ固めてもらえませんか。',
        replies: [
          {
            author: 'moku',
            at: at(-132, '19:45'),
            body: '考えが足りませんでした。半分ずつなら、私も賛成です。',
            replies: [
              { author: 'yukiko', at: at(-131, '09:10'), body: 'うれしいです。固い側から、草の名前を教えてください。' },
            ],
          },
        ],
      },
    ],
  },
];
