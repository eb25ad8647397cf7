import { at, text } from '@hiroba/demo';
import type { DemoProposal } from '../types.ts';

/** Proposals about trees, creatures and signs. */
export const natureProposals: readonly DemoProposal[] = [
  {
    key: 'fruit-trees',
    author: 'hiroko',
    state: 'PUBLISHED',
    topic: 'green',
    at: at(-139, '17:40'),
    title: '弱った桜のあとに、実のなる木を',
    body: text`
      桜並木のうち、20本ほどに支えが付いています。植えかえるとき、全部を桜にせず、ぐみ、山桃、柿を混ぜませんか。
      花の春だけでなく、実の夏と秋にも歩く楽しみができます。拾った実で、子どもと小さなジャムの日もできます。`,
    supports: 11,
    answer: {
      status: 'PARTLY',
      office: 'parks',
      at: at(-19, '13:20'),
      text: {
        ja: text`
          植えかえる22本のうち、7本をぐみと山桃にします。花の並木を楽しみにする声も多いため、残る15本は病気に強い桜にします。
          柿は、熟した実に熊や猿が寄るおそれがあり、今回は見送ります。`,
        en: text`
          Of 22 trees to be replaced, seven become silverberry and bayberry. Many people love the blossom, so fifteen
          will be cherries of a hardier kind. Persimmons could attract bears and monkeys and are left out.`,
      },
      reason: {
        ja: '花を楽しむ声と、獣を寄せない配慮のため。',
        en: 'Blossom is loved, and ripe fruit attracts wild animals.',
      },
      cost: { yen: 3960000, note: { ja: '伐採と植えかえ22本', en: 'Felling and planting of 22 trees' } },
    },
    comments: [
      { author: 'misaki', at: at(-136, '12:12'), body: '桜が減るのはさびしいです。花見の場所は桜のままにしてほしい。' },
      { author: 'hiroko', at: at(-18, '17:00'), body: '熊は考えていませんでした。ぐみが入っただけでも大満足です。' },
    ],
  },
  {
    key: 'creature-signs',
    author: 'misaki',
    state: 'PUBLISHED',
    topic: 'children',
    at: at(-129, '20:05'),
    title: '川の生きものの看板を、子どもたちの絵で',
    body: text`
      舟留小学校の4年生は、毎年この川で生きものを調べています。けれど、その成果は教室に貼られて終わりです。
      調べた子が描いた絵と言葉を、見つけた場所に看板として置けたら、大人も立ち止まると思います。
      5年に一度描きかえれば、川の変化の記録にもなります。`,
    supports: 12,
    answer: {
      status: 'ACCEPTED',
      office: 'parks',
      at: at(-18, '15:10'),
      text: {
        ja: text`
          舟留小学校に相談したところ、来年度の4年生が8枚を描くことになりました。
          看板は地面から80センチの高さに置き、名前は載せず「4年生」とだけ書きます。
          描きかえは5年ごとです。古い絵は、この広場の資料として残します。`,
        en: text`
          Funadome Elementary School is glad to join: next year's fourth-graders will paint eight signs.
          They stand 80 cm above the ground and carry no names, only “fourth grade”. They are repainted every five years,
          and the old pictures are kept here.`,
      },
      reason: { ja: '学校の協力が得られ、少ない費用でできるため。', en: 'The school joins in and the cost is small.' },
      cost: { yen: 480000, note: { ja: '看板8枚の印刷と設置', en: 'Printing and placing eight signs' } },
    },
    comments: [
      {
        author: 'koi',
        at: at(-127, '05:55'),
        body: 'どこに何がいるか、地図を作るなら手伝います。鯉の出番は少なめでよいです。',
      },
      { author: 'rin', at: at(-125, '17:40'), body: '7年前に調べた一人です。カワムツの絵、まだ家にあります。' },
    ],
  },
  {
    key: 'distance',
    author: 'maria',
    language: 'en',
    state: 'PUBLISHED',
    topic: 'information',
    at: at(-122, '21:10'),
    title: 'Mark the distance on the path',
    body: text`
      My doctor told me to walk two kilometres a day. I never know where two kilometres are.
      A small number in the ground every 100 metres, counting from Funadome Bridge, would be enough.
      It would also help when you call an ambulance and have to say where you are.`,
    supports: 7,
    answer: {
      status: 'ACCEPTED',
      office: 'parks',
      at: at(-15, '10:00'),
      text: {
        ja: text`
          緑道の端に、100メートルごとの数字を埋めこみます。同じ番号を消防本部に渡し、119番のときに場所を伝えられるようにします。
          数字は、触ってもわかるように浮き彫りにします。`,
        en: text`
          We will set a number into the edge of the path every 100 metres. The fire department gets the same numbers, so
          you can tell them where you are when you call 119. The figures are raised and can be read by touch.`,
      },
      reason: { ja: '健康づくりと救急の両方に役立つため。', en: 'It helps both health and rescue.' },
      cost: { yen: 260000, note: { ja: '数字33枚', en: '33 markers' } },
    },
    comments: [
      {
        author: 'masao',
        at: at(-120, '07:00'),
        body: '救急のときの話は、防災会でも困っていました。これは良い案です。',
      },
      {
        author: 'maria',
        language: 'en',
        at: at(-14, '20:30'),
        body: 'Thank you! I will be the first to walk from 0 to 20 and back.',
      },
    ],
  },
  {
    key: 'fishing-rail',
    author: 'takashi',
    state: 'PUBLISHED',
    topic: 'rest',
    at: at(-90, '14:25'),
    title: '釣り人と歩く人のための手すり',
    body: '鐘見橋の下手は護岸が急で、釣りの人がよく足をすべらせます。腰の高さの手すりを10メートルだけ付けてください。',
    supports: 2,
  },
];
