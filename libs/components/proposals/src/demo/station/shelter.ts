import { at, text } from '@hiroba/demo';
import type { DemoProposal } from '../types.ts';

/** Ideas about waiting, shade, rain and rest. */
export const shelterProposals: readonly DemoProposal[] = [
  {
    key: 'shade',
    author: 'setsuko',
    state: 'PUBLISHED',
    topic: 'green',
    at: at(-19, '10:20'),
    title: 'バスを待つ場所に、木陰とベンチを',
    body: text`
      病院へ行くのに、3番乗り場から週に2回バスに乗ります。次のバスまで25分あくことがあり、夏はその間ずっと日なたに立っています。
      去年の8月、となりに並んでいたかたが座りこんでしまいました。

      立派な建物はいりません。枝の広がる木が1本と、背もたれのあるベンチがあれば十分です。
      ベンチは、立ち上がるときに手をつけるように、ひじ掛けのあるものだと助かります。`,
    supports: 22,
    thresholdAt: at(-6, '18:42'),
    comments: [
      {
        author: 'yukiko',
        at: at(-18, '09:14'),
        body: 'ひじ掛けに賛成です。ただ、ベンチの横に車いすが1台入るすき間も空けてください。並んで待てるとうれしいです。',
        replies: [
          {
            author: 'setsuko',
            at: at(-18, '20:03'),
            body: 'それは気がつきませんでした。ぜひ並んで待ちましょう。',
            replies: [
              {
                author: 'chihiro',
                at: at(-17, '12:40'),
                body: 'すき間はベビーカーにも使えますね。幅は90センチくらいでしょうか。',
              },
            ],
          },
        ],
      },
      {
        author: 'moku',
        at: at(-16, '06:12'),
        body: text`
          木を選ぶなら、落ち葉の時期と根の張り方も見てください。けやきは立派ですが、舗装を持ち上げます。
          えごのきや、ななかまどなら、根がおとなしく、木陰もやわらかいです。`,
        replies: [
          {
            author: 'makoto',
            at: at(-16, '21:30'),
            body: '商店街としては落ち葉の掃除が心配です。当番を決めれば続くかな。秋だけなら手伝えます。',
            replies: [
              {
                author: 'moku',
                at: at(-15, '06:05'),
                body: '剪定と掃除の相談なら乗ります。落ち葉は堆肥にもできますよ。',
                replies: [{ author: 'hana', at: at(-15, '21:48'), body: '堆肥、舟留の花壇で引き取れます！' }],
              },
            ],
          },
        ],
      },
      {
        author: 'kenta',
        at: at(-11, '19:25'),
        body: '木が育つまで10年かかります。最初の数年は、布の日よけも一緒に考えてはどうでしょう。',
      },
      {
        author: 'takashi',
        at: at(-9, '13:37'),
        body: '木が大きくなると、バスの運転席から横断歩道が見えにくくなりませんか。そこだけ気になります。',
        replies: [
          {
            author: 'sakaki',
            office: 'urban',
            at: at(-8, '10:05'),
            body: text`
              ご指摘ありがとうございます。横断歩道の手前10メートルは、見通しを保つ区間として高い木を植えない決まりです。
              3番乗り場はその区間の外にあり、植える場所は6か所ほど考えられます。図面は来週ここに載せます。`,
            replies: [{ author: 'takashi', at: at(-8, '19:51'), body: 'よくわかりました。それなら賛成です。' }],
          },
        ],
      },
    ],
  },
  {
    key: 'dry-way',
    author: 'ayano',
    state: 'PUBLISHED',
    topic: 'walking',
    at: at(-18, '22:31'),
    title: '雨の日に、ぬれずにバス停まで行けるように',
    body: text`
      改札から7番乗り場まで、屋根のない所が約40メートルあります。雨の朝は、みんな傘をさして走り、曲がり角でぶつかりそうになります。
      屋根を全部つなげなくても、改札から一番近い乗り場まで、一本だけぬれない道があれば助かります。
      そこから先は、屋根の下をつたって行けるはずです。`,
    supports: 20,
    thresholdAt: at(-2, '08:17'),
    comments: [
      { author: 'eunju', at: at(-17, '08:20'), body: '子どもを抱いていると傘がさせません。一本だけでも、ぜひ。' },
      {
        author: 'furuhon',
        at: at(-13, '15:02'),
        body: '屋根をのばすと、鐘の塔が広場から見えなくなりませんか。高さと色は考えてほしいです。',
        replies: [
          { author: 'ayano', at: at(-13, '22:10'), body: '透ける屋根なら、塔も空も見えると思います。' },
          {
            author: 'youta',
            at: at(-12, '12:22'),
            body: '透ける屋根は夏に暑くなるのが難点です。通勤先の駅がそうでした。北側だけ透明にする手もあります。',
          },
        ],
      },
      {
        author: 'jonas',
        language: 'en',
        at: at(-7, '18:40'),
        body: 'Agreed. And please let the roof drain into the planting beds, not onto the heads of people waiting at stop 5.',
      },
    ],
  },
  {
    key: 'nursing',
    author: 'chihiro',
    state: 'PUBLISHED',
    topic: 'children',
    at: at(-17, '23:05'),
    title: '授乳とおむつ替えのできる小さな部屋',
    body: text`
      北口には、おむつを替えられる場所がありません。駅の中の多目的トイレは一つだけで、いつも並んでいます。
      保育園の帰りに、ベンチの上で替えている親御さんを何度も見ました。
      2畳ほどの部屋に、台と椅子と、お湯の出る蛇口があれば足ります。お父さんも入れる部屋にしてください。`,
    supports: 7,
    answer: {
      status: 'EVALUATING',
      office: 'urban',
      at: at(-4, '15:00'),
      text: {
        ja: text`
          ご提案をもとに、置ける場所を調べています。水道と下水を引ける候補は、案内所の裏と2番乗り場の横の2か所です。
          案づくりの段階で、広さと費用を並べてお示しします。`,
        en: text`
          We are looking for a place. Water and sewer can be reached behind the information desk and beside stop 2.
          We will show both, with size and cost, when we draw the plans.`,
      },
      reason: { ja: '場所と費用を調べているため。', en: 'Place and cost are being examined.' },
    },
    comments: [
      { author: 'hana', at: at(-16, '21:15'), body: '5年前に欲しかったです。いまの親御さんのために応援します。' },
      {
        author: 'fumio',
        at: at(-14, '08:44'),
        body: '必要なのはわかりますが、部屋の掃除と見回りはどなたが？　夜の使われ方も心配です。',
        replies: [
          {
            author: 'chihiro',
            at: at(-14, '22:19'),
            body: '案内所が開いている9時から19時だけでも十分です。保育園の送り迎えの時間に重なります。',
          },
        ],
      },
    ],
  },
  {
    key: 'soft-light',
    author: 'rin',
    state: 'PUBLISHED',
    topic: 'walking',
    at: at(-12, '17:33'),
    title: '夜の広場は、明るすぎない灯りで',
    body: text`
      部活の帰りは19時を過ぎます。いまの広場は、まぶしい照明の下と、まっ暗な所が交互にあって、暗い所がよけいに怖いです。
      低い位置にやわらかい灯りが続いていたら、顔も段差も見えて安心できます。星も少し見えるといいな。`,
    supports: 3,
    comments: [
      {
        author: 'michiru',
        at: at(-10, '20:20'),
        body: '「明るい所のとなりが暗い」という話、よくわかります。明るさより、むらのなさですね。',
      },
    ],
  },
];
