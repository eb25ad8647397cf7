import { at, text } from '@hiroba/demo';
import type { DemoProposal } from '../types.ts';

/** Ideas about getting there and finding the way. */
export const wayProposals: readonly DemoProposal[] = [
  {
    key: 'push-bikes',
    author: 'kenta',
    state: 'PUBLISHED',
    topic: 'walking',
    at: at(-18, '07:10'),
    title: '自転車は押して歩く広場に',
    body: text`
      私は自転車通勤ですが、広場の中は押して歩くべきだと思います。
      朝は1分に20台ほどが、歩く人のあいだを走り抜けています。`,
    edits: [
      {
        at: at(-18, '07:22'),
        title: '朝と夕方は、自転車を押して歩く広場に',
        body: text`
          私は自転車通勤ですが、混む時間だけでも、広場の中は押して歩くべきだと思います。
          朝は1分に20台ほどが、歩く人のあいだを走り抜けています。`,
      },
      {
        at: at(-18, '07:38'),
        title: '朝と夕方は、自転車を押して歩く広場に',
        body: text`
          私は自転車通勤ですが、混む時間だけでも、広場の中は押して歩くべきだと思います。
          先週の朝8時に数えたら、1分に14台が歩く人のあいだを走り抜けていました（はじめ「20台ほど」と書きましたが、数え直しました）。

          7時から9時、17時から19時だけ押して歩く。それ以外は、西側の通路だけ乗ってよい。地面の色で道を分ければ、看板は少なくてすみます。`,
      },
    ],
    supports: 7,
    comments: [
      {
        author: 'zhiming',
        at: at(-16, '08:33'),
        body: '押すと2分余計にかかります。2分のために全員が守るとは思えません。走れる細い道を1本つくるほうが現実的では。',
        replies: [
          {
            author: 'kenta',
            at: at(-16, '12:15'),
            body: 'たしかに、守られない決まりは意味がないですね。西側の通路がその1本のつもりです。',
            replies: [
              {
                author: 'zhiming',
                at: at(-15, '08:41'),
                body: '西側なら遠回りにならないので、私も守れそうです。',
                replies: [
                  { author: 'yukiko', at: at(-15, '10:02'), body: '色分けの境目に、さわってわかる線もお願いします。' },
                ],
              },
            ],
          },
        ],
      },
      {
        author: 'masao',
        at: at(-10, '06:55'),
        body: '見守りの当番で毎朝立っていますが、声をかけると7割は降りてくれます。',
      },
    ],
  },
  {
    key: 'long-title',
    author: 'takashi',
    state: 'PUBLISHED',
    topic: 'information',
    at: at(-15, '14:48'),
    title:
      '北口を出てすぐ右の柱に、次のバスがどの乗り場から何分後に出るのかを歩きながらでもはっきり読める大きな文字で出してください',
    body: text`
      いまの表示は、7番乗り場の屋根の下にしかありません。そこまで行って、初めて2番乗り場だったと知ります。
      改札を出た所で行き先と番号と残り時間がわかれば、走る人が減ります。文字は、白内障の目でも読める大きさで。`,
    supports: 3,
    comments: [
      { author: 'setsuko', at: at(-13, '16:26'), body: '白内障の目、わたしもです。黄色い字に白い地は読めません。' },
      {
        author: 'yui',
        at: at(-12, '09:09'),
        body: '音声も流れますか？　弟は目が見えないので、番号を声で知りたいです。',
        replies: [
          {
            author: 'sakaki',
            office: 'urban',
            at: at(-10, '11:30'),
            body: text`
              押しボタンで読み上げる方式を、バスの会社と相談しています。
              いつも流すと近くの家に響くため、必要な人が聞ける形を考えています。`,
            replies: [
              {
                author: 'yui',
                at: at(-10, '21:00'),
                body: 'ありがとうございます。ボタンの場所が毎回同じだと助かります。',
              },
            ],
          },
        ],
      },
    ],
  },
  {
    key: 'signs',
    author: 'jonas',
    language: 'en',
    state: 'PUBLISHED',
    topic: 'information',
    at: at(-14, '20:12'),
    title: 'Signs that a newcomer can read',
    body: text`
      When I arrived three years ago I could not read a single sign in the square. I asked a high-school student for the
      bus to Hibarizaka, and she walked me to the stop. That was lovely, but she missed her own bus.

      Please number the stops in large figures, write place names in kana and Latin letters under the kanji, and put the
      map so that “up” is the direction you are facing. My mother-in-law, who was born here, asked for the same thing.`,
    supports: 6,
    comments: [
      { author: 'lan', at: at(-13, '22:02'), body: '漢字の 下に ひらがなが あると、わたしも 読めます。さんせいです。' },
      {
        author: 'maria',
        language: 'en',
        at: at(-12, '19:44'),
        body: 'Yes! The map with north on top turned me around every single time.',
        replies: [
          {
            author: 'rin',
            at: at(-11, '17:50'),
            body: '道を教えた高校生、わたしの先輩かもしれません。地図の向きは、日本人でもまちがえます。',
          },
        ],
      },
      {
        author: 'makoto',
        at: at(-9, '22:22'),
        body: '文字の種類を増やすと板が大きくなります。番号とひらがなにしぼるほうが、だれにも見やすいと思うのですが。',
        replies: [
          {
            author: 'jonas',
            language: 'en',
            at: at(-8, '18:05'),
            body: 'Fair point. If I had to choose, I would keep the numbers and drop the rest from the poles.',
          },
        ],
      },
    ],
  },
  {
    key: 'step-map',
    author: 'yukiko',
    state: 'PUBLISHED',
    topic: 'walking',
    at: at(-13, '11:00'),
    title: '車いすの目の高さで、段差の地図をつくる',
    body: text`
      広場には、図面にのらない段差がたくさんあります。2センチの段でも、前の小さな車輪は止まります。
      工事の前に、車いす、ベビーカー、杖の人が一緒に歩き、引っかかった所を地図にしませんか。
      その地図を工事の人に渡せば、直す順番を決めるときに役立ちます。2時間あれば一周できます。私も行きます。`,
    supports: 7,
    comments: [
      { author: 'hiroko', at: at(-12, '18:35'), body: '杖の係で参加します。日よけのある時間にしてね。' },
      {
        author: 'sakaki',
        office: 'urban',
        at: at(-6, '14:20'),
        body: '歩く会の資料として、ぜひ使わせてください。職員も一緒に歩きます。日程が決まったら、ここでお知らせします。',
        replies: [
          {
            author: 'yukiko',
            at: at(-6, '19:12'),
            body: 'よろしくお願いします。雨の日のすべり方も見てほしいので、予備日は雨でもかまいません。',
          },
        ],
      },
    ],
  },
  {
    key: 'kiss-and-ride',
    author: 'michiru',
    state: 'PUBLISHED',
    topic: 'walking',
    at: at(-9, '21:16'),
    title: '送り迎えの車が並ぶ列を短くしたい',
    body: text`
      18時ごろ、迎えの車の列が灯台通りまで続きます。バスが入れず、歩く人は車のすき間を横断しています。
      南口の市営駐車場を20分だけ無料にすれば、そちらで待つ人が出ると思います。`,
    supports: 1,
  },
  {
    key: 'underground',
    author: 'zhiming',
    state: 'PUBLISHED',
    topic: 'walking',
    at: at(-17, '13:13'),
    title: '駐輪場を地下につくる',
    body: '地上の駐輪場をなくして地下に入れれば、広場がもっと広く使えます。よその街では機械で出し入れしているそうです。',
    supports: 1,
    answer: {
      status: 'REJECTED',
      office: 'urban',
      at: at(-7, '16:00'),
      text: {
        ja: text`
          地上を広く使いたいというお考えは、市も同じです。
          ただ、北口の地下は深さ2メートルで地下水が出ます。また、下水の太い管が広場を横切っています。
          地下につくると、試算で9億円を超え、全体の上限の3分の2を使います。このため、地下の駐輪場はつくりません。
          代わりに、線路沿いの市の土地に2段式の駐輪場を置けないか、鉄道の会社と話しています。`,
        en: text`
          We share the wish for open space above. But groundwater stands two metres below the north exit, and a main sewer
          crosses the square. The estimate is more than 900 million yen, two thirds of the whole budget.
          We will not build underground. We are discussing a two-level rack on city land along the railway instead.`,
      },
      reason: {
        ja: '地下水と下水管があり、費用が上限に合わないため。',
        en: 'Groundwater, a sewer and the cost rule it out.',
      },
    },
    comments: [
      {
        author: 'zhiming',
        at: at(-6, '08:30'),
        body: '残念ですが、数字で説明してもらえて納得しました。線路沿いの案も、ここで見せてもらえますか。',
      },
    ],
  },
];
