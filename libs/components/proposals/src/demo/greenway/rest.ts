import { at, text } from '@hiroba/demo';
import type { DemoProposal } from '../types.ts';

/** Proposals about benches, water and toilets. */
export const restProposals: readonly DemoProposal[] = [
  {
    key: 'benches',
    author: 'hana',
    state: 'PUBLISHED',
    topic: 'rest',
    at: at(-147, '20:40'),
    title: '土手のベンチを、日なたと日かげの両方に',
    body: text`
      舟留橋から鐘見橋まで、義母と歩くと20分かかります。途中で座れるのは1か所で、そこは夏は熱く、冬は風が当たります。
      夏は木かげ、冬は日なたに座りたいので、200メートルごとに向きの違うベンチを2つ、組にして置いてはどうでしょうか。
      川の音が聞こえる向きだと、待つ時間も楽しみになります。`,
    supports: 24,
    thresholdAt: at(-108, '12:20'),
    answer: {
      status: 'ACCEPTED',
      office: 'parks',
      at: at(-27, '10:00'),
      text: {
        ja: text`
          ご提案のとおり、200メートルごとに日なたと日かげの2つを組にして置きます。全部で16組、32基です。
          1年目は舟留橋から鐘見橋までの6組を置き、残りは2年に分けます。
          座る面は地元の杉を使い、高さは42センチ、ひじ掛けを付けます。場所は、一緒に歩いて決めた印のとおりです。`,
        en: text`
          We will place pairs of benches, one in sun and one in shade, every 200 metres: 16 pairs, 32 benches in all.
          Six pairs between Funadome and Kanemi bridges come in the first year, the rest in the two years after.
          Seats are of local cedar, 42 cm high, with armrests, at the places we marked together.`,
      },
      reason: { ja: '多くの人が使い、予算のなかで実現できるため。', en: 'Many will use it and it fits the budget.' },
      cost: {
        yen: 4800000,
        note: { ja: '1年目の6組12基の材料と工事', en: 'Six pairs in the first year, with installation' },
      },
    },
    comments: [
      { author: 'setsuko', at: at(-145, '09:50'), body: '200メートルは、わたしの足でちょうど休みたくなる長さです。' },
      {
        author: 'fumio',
        at: at(-140, '06:10'),
        body: '増えすぎると草刈りの邪魔になります。組を400メートルごとにして、間は1つにしては？',
        replies: [
          {
            author: 'hana',
            at: at(-140, '20:15'),
            body: '草刈りのことは考えていませんでした。どのくらい邪魔になるのでしょう。',
            replies: [
              {
                author: 'kawabata',
                office: 'parks',
                at: at(-138, '11:20'),
                body: '機械の幅は1.2メートルです。ベンチを道の端から30センチ以内に寄せれば、200メートルごとでも問題なく刈れます。',
                replies: [
                  {
                    author: 'fumio',
                    at: at(-138, '17:40'),
                    body: '専門のかたが言うなら安心です。200で賛成に回ります。',
                  },
                ],
              },
            ],
          },
        ],
      },
      {
        author: 'hana',
        at: at(-26, '21:20'),
        body: '回答を読みました。義母に見せたら、もう座る場所を選んでいます。印を付けた日の雨も、いい思い出です。',
      },
    ],
  },
  {
    key: 'toilets',
    author: 'fumio',
    state: 'PUBLISHED',
    topic: 'rest',
    at: at(-146, '05:40'),
    title: '鐘見橋のそばに、いつでも使えるトイレを',
    body: text`
      3.2キロのうち、トイレは帆波公園の入口に1つだけです。年をとると、それだけで散歩をあきらめる人がいます。
      鐘見橋の下手に市の資材置き場があります。あそこなら水道も来ていますし、家からも離れています。`,
    supports: 19,
    thresholdAt: at(-110, '21:05'),
    answer: {
      status: 'ACCEPTED',
      office: 'parks',
      at: at(-25, '14:00'),
      text: {
        ja: text`
          鐘見橋の資材置き場を片づけ、男女別の個室と、車いすで使える広い個室を1つずつつくります。
          夜も使えるよう、外の灯りを人の動きに合わせて点けます。
          工事は2年目です。それまでは、緑道で催しのある日に仮設のトイレを置きます。`,
        en: text`
          We will clear the storage yard at Kanemi Bridge and build toilets with one wide cubicle for wheelchairs.
          They will be open at night, with lights that respond to movement. Work is in the second year.
          Until then there will be temporary toilets on days with events.`,
      },
      reason: { ja: '水道があり、市の土地で工事ができるため。', en: 'Water is at hand and the land is ours.' },
      cost: { yen: 31000000, note: { ja: '建物、水道と下水、外の灯り', en: 'Building, plumbing and outdoor lights' } },
    },
    comments: [
      {
        author: 'yukiko',
        at: at(-144, '13:15'),
        body: '広い個室は、入口の前も平らにしてください。扉の前で坂になっていると、開けながら下がってしまいます。',
      },
      {
        author: 'makoto',
        at: at(-143, '22:00'),
        body: '3千万円あれば、ベンチがいくつ置けるかと考えてしまいます。橋の近くの店で借りる約束では足りませんか。',
        replies: [
          { author: 'fumio', at: at(-142, '05:30'), body: '店が閉まっている朝5時に歩く人が、けっこういるのです。' },
        ],
      },
      {
        author: 'kawabata',
        office: 'parks',
        at: at(-24, '09:30'),
        body: '入口の前は、奥行き1.5メートルの平らな場所をとります。図面ができたら、ここに載せます。',
      },
    ],
  },
  {
    key: 'dog-water',
    author: 'minori',
    state: 'PUBLISHED',
    topic: 'rest',
    at: at(-131, '18:55'),
    title: '犬も飲める水飲み場',
    body: '夏の夕方、犬の散歩をする人が多い道です。人の蛇口の下に、犬が飲める低い皿があれば、ペットボトルを持ち歩かずにすみます。',
    supports: 8,
    answer: {
      status: 'PARTLY',
      office: 'parks',
      at: at(-22, '10:30'),
      text: {
        ja: text`
          帆波公園の入口の水飲み場を、低い皿の付いたものに取り替えます。
          鐘見橋には水を引けますが、排水が川へ流れるため、足もとの皿は置けません。こちらは人の蛇口だけにします。`,
        en: text`
          The fountain at the gate of Honami Park will be replaced by one with a low bowl.
          At Kanemi Bridge the water would run off into the river, so there will be a tap for people only.`,
      },
      reason: { ja: '排水の向きにより、置ける場所が限られるため。', en: 'Drainage allows it in one place only.' },
      cost: { yen: 620000, note: { ja: '水飲み場2か所', en: 'Two fountains' } },
    },
    comments: [
      {
        author: 'eunju',
        at: at(-128, '19:10'),
        body: '犬が苦手な子もいます。人の蛇口と少し離してもらえるとありがたいです。',
      },
    ],
  },
  {
    key: 'barbecue',
    author: 'youta',
    state: 'PUBLISHED',
    topic: 'rest',
    at: at(-126, '22:22'),
    title: '河原にバーベキューのできる広場を',
    body: '帆波公園の手前の河原は広くて水も近いです。区画と時間を決め、片づけを約束した人だけが使えるようにすれば、若い人も川に来ます。',
    supports: 6,
    answer: {
      status: 'REJECTED',
      office: 'parks',
      at: at(-20, '16:30'),
      text: {
        ja: text`
          川に親しむ場所を増やしたいという思いは、大切に受けとめました。
          ただ、この河原は県が管理し、火を使うことが禁じられています。また、3年に2回ほど水につかるため、
          炭や道具が流れるおそれがあります。このため、広場はつくりません。
          火を使わない食事の場所として、堤防の上に机を4台置きます（ベンチの工事に含めます）。`,
        en: text`
          We value the wish to bring people to the river. But the gravel bank is managed by the prefecture, open fire is
          forbidden there, and it floods two years in three. We will not build a barbecue area.
          As part of the bench work we will place four picnic tables on the levee.`,
      },
      reason: { ja: '県の管理する河原で、火を使えないため。', en: 'Fire is not allowed on the river bank.' },
    },
    comments: [
      { author: 'moku', at: at(-124, '06:40'), body: '炭は土に還りません。去年、河原で二袋ぶん拾いました。' },
      {
        author: 'youta',
        at: at(-19, '20:10'),
        body: '机だけでもうれしいです。火の要らない弁当を持って行きます。',
      },
    ],
  },
];
