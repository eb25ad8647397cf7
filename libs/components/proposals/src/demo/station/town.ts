import { at, text } from '@hiroba/demo';
import type { DemoProposal } from '../types.ts';

/** Ideas about shops, memory, water and safety. */
export const townProposals: readonly DemoProposal[] = [
  {
    key: 'koi',
    author: 'koi',
    state: 'PUBLISHED',
    topic: 'green',
    at: at(-16, '05:58'),
    title: '鯉',
    body: '駅前の水路に、もう一度、鯉を泳がせたいです。',
    supports: 8,
    comments: [
      {
        author: 'setsuko',
        at: at(-15, '15:30'),
        body: '昔は本当にいましたよ。麩を買って、孫の父親とよく見に行きました。',
      },
      {
        author: 'yui',
        at: at(-14, '12:00'),
        body: '水路はいま、ふたの下です。ふたを外すと、そのぶん歩く所が狭くなりませんか。',
        replies: [
          {
            author: 'koi',
            at: at(-13, '05:52'),
            body: '全部でなくてよいのです。3メートルだけ、のぞける窓があれば。',
            replies: [{ author: 'yui', at: at(-13, '12:10'), body: '窓、すてきです。それなら両立しますね。' }],
          },
        ],
      },
      {
        author: 'moku',
        at: at(-9, '06:20'),
        body: '水が浅いと、夏に水温が上がって鯉は弱ります。木陰の提案と場所を合わせるとよいと思います。',
      },
    ],
  },
  {
    key: 'bell',
    author: 'furuhon',
    state: 'PUBLISHED',
    topic: 'shops',
    at: at(-15, '11:40'),
    title: '鐘の塔と、5時の鐘を残してほしい',
    body: text`
      広場のまん中の鐘の塔は、昭和の終わりに商店街の寄付で建ちました。
      図面では「撤去または移設」とありますが、5時の鐘を聞いて店じまいをする人、帰る子どもがいます。
      塔を動かすことには反対しません。鐘だけは、広場で鳴り続けてほしいのです。`,
    supports: 6,
    comments: [
      {
        author: 'makoto',
        at: at(-14, '21:05'),
        body: 'うちの祖父も寄付した一人です。名前の板も一緒に残してください。',
      },
      {
        author: 'ayano',
        at: at(-12, '23:50'),
        body: '正直に言うと、夜勤明けに鐘で起こされます。残すなら、音の向きか大きさを考えてもらえませんか。',
        replies: [
          {
            author: 'furuhon',
            at: at(-11, '11:20'),
            body: 'そういうお宅があるとは知りませんでした。音を小さくするのは賛成です。',
          },
          {
            author: 'sakaki',
            office: 'urban',
            at: at(-9, '09:40'),
            body: '塔の傷みを、来月調べます。結果と、鐘の音の大きさを測った値を、ここに載せます。残すかどうかは、まだ決めていません。',
          },
        ],
      },
      {
        author: 'minori',
        at: at(-11, '10:10'),
        body: 'あの塔、待ち合わせに便利なんですよね。「鐘の下で」で通じます。',
        deletedAt: at(-10, '22:45'),
        replies: [{ author: 'rin', at: at(-10, '18:04'), body: 'わかります。高校生もみんなそう言います。' }],
      },
    ],
  },
  {
    key: 'book-market',
    author: 'makoto',
    state: 'PUBLISHED',
    topic: 'shops',
    at: at(-11, '22:40'),
    title: '月に一度、古本と道具の小さな市',
    body: text`
      灯台通りの店が、机ひとつずつ広場に持ち寄る市を開きたいです。うちは金物の研ぎ直し、となりは古本、向かいは豆を焼きます。
      必要なのは、机を10台並べられる平らな場所と、電気の口が2つ、雨のときに逃げこめる軒だけです。
      許可の申し込みが1枚ですむと、とても助かります。`,
    supports: 5,
    comments: [
      { author: 'furuhon', at: at(-10, '11:05'), body: '机なら売るほどあります。店番の猫は、たぶん来ません。' },
      {
        author: 'fumio',
        at: at(-8, '08:15'),
        body: '車で来る人が増えると、18時の列がまたのびませんか。午前中だけならよさそうですが。',
        replies: [{ author: 'makoto', at: at(-8, '21:55'), body: '朝8時から昼まで、と考えています。' }],
      },
    ],
  },
  {
    key: 'gathering-place',
    author: 'masao',
    state: 'PUBLISHED',
    topic: 'safety',
    at: at(-10, '06:40'),
    title: '電車が止まった夜、広場で待てるように',
    body: text`
      3年前の大雨では、電車が止まり、およそ600人が駅で夜を明かしました。広場には水もトイレも、座る所もありませんでした。
      ふだんはベンチ、いざというときは中に毛布と水が入っている箱。ふだんは灯り、いざというときは充電できる柱。
      そういう「二つの顔」を持った道具をそろえてはどうでしょうか。`,
    supports: 3,
    comments: [
      {
        author: 'eunju',
        at: at(-9, '20:00'),
        body: 'あの夜、わたしも駅にいました。何が一番つらかったかというと、いつまで待つのか知らされないことでした。',
        replies: [{ author: 'masao', at: at(-8, '06:30'), body: '大事な点です。知らせる板と、マイクも要りますね。' }],
      },
    ],
  },
  {
    key: 'play-water',
    author: 'hana',
    state: 'PUBLISHED',
    topic: 'children',
    at: at(-8, '21:30'),
    title: '足を入れられる浅い水場',
    body: text`
      夏、広場の石は素足で歩けないほど熱くなります。
      深さ5センチくらいの水が流れる所があれば、小さい子が遊び、大人は足を冷やせます。
      水は夕方に止めて、冬は平らな床として使えるとよいと思います。`,
    supports: 2,
    comments: [
      { author: 'youta', at: at(-6, '07:45'), body: '水の管理にはお金がかかります。井戸水なら安くすむのでは。' },
    ],
  },
  {
    key: 'smoking',
    author: 'youta',
    state: 'WITHDRAWN',
    topic: 'walking',
    at: at(-14, '23:12'),
    title: '北口に、囲いのある喫煙所をもう一つ',
    body: text`
      吸う人が交番の裏に集まり、煙が通り道に流れています。囲いのある場所を一つ増やせば、流れる煙は減ると思います。`,
    supports: 0,
    withdrawnAt: at(-9, '23:40'),
    comments: [
      {
        author: 'chihiro',
        at: at(-13, '22:40'),
        body: '保育園の散歩道のすぐ横です。増やすより、南口の1か所にまとめてもらえませんか。',
      },
      {
        author: 'youta',
        at: at(-9, '23:38'),
        body: '話を聞いて、場所を増やすより案内を直すほうがよいと思いました。取り下げます。ありがとうございました。',
      },
    ],
  },
  {
    key: 'draft-music',
    author: 'hana',
    state: 'DRAFT',
    topic: 'children',
    at: at(-2, '22:05'),
    title: '中学生の吹奏楽を広場で',
    body: '日曜の午後、ひばり坂中学校の吹奏楽部が広場で演奏できたら。椅子は何脚いるか、先生に聞いてから書く。',
    supports: 0,
  },
];
