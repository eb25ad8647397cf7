import { at, text } from '@hiroba/demo';
import type { DemoProposal } from '../types.ts';

/** Troubles with notices; no solution was asked for. */
export const plainProposals: readonly DemoProposal[] = [
  {
    key: 'garbage-days',
    author: 'lan',
    state: 'PUBLISHED',
    topic: 'words',
    at: at(-11, '22:20'),
    title: 'ごみの日の 紙が よめません',
    body: text`
      「可燃」「不燃」「資源」の ちがいが わかりません。いつも となりの 人に ききます。
      となりの 人が いないとき、ごみを 3週間 出せませんでした。
      わたしの 会社の ベトナムの 人は、8人 みんな こまっています。`,
    supports: 14,
    thresholdAt: at(-5, '21:12'),
    comments: [
      {
        author: 'hana',
        at: at(-10, '21:02'),
        body: 'わたしも こどもに 聞かれて こたえられませんでした。ごみの 写真が のっていたら いいですね。',
        replies: [
          {
            author: 'lan',
            at: at(-10, '22:30'),
            body: 'はい。写真が いちばん わかります。',
            replies: [
              {
                author: 'eunju',
                at: at(-9, '20:11'),
                body: '写真と 色。燃える ごみは 赤、など 色が きまっていると おぼえられます。',
              },
            ],
          },
        ],
      },
      {
        author: 'ohno',
        office: 'planning',
        at: at(-8, '10:45'),
        body: text`
          おしえてくださって ありがとうございます。いま、写真の はいった 紙を つくっています。
          ベトナム語と 英語も つくります。できる まえに、いちど 見てもらえますか。`,
        replies: [{ author: 'lan', at: at(-8, '22:15'), body: 'もちろん 見ます。会社の 人にも 見せます。' }],
      },
      {
        author: 'takashi',
        at: at(-6, '13:20'),
        body: '実は日本人でも、プラスチックの分け方は毎回迷います。ことばだけの問題ではないですね。',
      },
    ],
  },
  {
    key: 'small-letters',
    author: 'setsuko',
    state: 'PUBLISHED',
    topic: 'letters',
    at: at(-10, '09:35'),
    title: '保険料の紙の字が、小さくて読めない',
    body: '大事なことほど小さい字で書いてあります。虫めがねで読んでも、どこに電話すればよいのかが見つかりません。年に4回、孫を呼びます。',
    supports: 9,
    comments: [
      {
        author: 'yui',
        at: at(-8, '12:25'),
        body: '弟は目が見えません。読み上げのためのしるしも、紙の角に付けてもらえませんか。',
      },
      {
        author: 'ohno',
        office: 'planning',
        at: at(-5, '15:30'),
        body: '封筒の中の紙を4枚から2枚に減らし、電話番号をいちばん上に大きくのせる案を考えています。読み上げのしるしも一緒に調べます。',
      },
    ],
  },
  {
    key: 'phone-only',
    author: 'maria',
    language: 'en',
    state: 'PUBLISHED',
    topic: 'sending',
    at: at(-9, '20:50'),
    title: 'The letter says “please telephone”',
    body: text`
      I can read simple Japanese, but I cannot understand it on the phone. The letter about my daughter's health check
      gives only a phone number, weekdays from nine to five. I work at that time. Twice I missed the day.
      This happens about five times a year.`,
    supports: 8,
    comments: [
      {
        author: 'jonas',
        language: 'en',
        at: at(-8, '19:15'),
        body: 'Same here. An e-mail address would already be enough for me.',
      },
      {
        author: 'yukiko',
        at: at(-7, '10:20'),
        body: '耳の聞こえない友人も、同じことで困っています。電話のほかに一つ、書いて送れる方法がほしいです。',
        replies: [
          {
            author: 'maria',
            language: 'en',
            at: at(-7, '21:00'),
            body: 'I had not thought of that. Then it would help many more people than me.',
          },
        ],
      },
    ],
  },
  {
    key: 'year-names',
    author: 'zhiming',
    state: 'PUBLISHED',
    topic: 'words',
    at: at(-7, '08:50'),
    title: '「令和」の年がわかりません',
    body: '書類に「令和」とだけ書いてあると、西暦で何年か計算しなければなりません。一度まちがえて、期限を1年勘ちがいしました。',
    supports: 5,
    comments: [
      {
        author: 'fumio',
        at: at(-5, '07:10'),
        body: '私は逆に、西暦だと自分の年がわからない。両方書くのがいちばんではないでしょうか。',
      },
      { author: 'zhiming', at: at(-5, '08:25'), body: '両方、いいですね。' },
    ],
  },
  {
    key: 'school-letter',
    author: 'eunju',
    state: 'PUBLISHED',
    topic: 'words',
    at: at(-4, '21:40'),
    title: '「ご査収ください」は何をすればよいのですか',
    body: '学校と市の手紙に、ときどき出てきます。何か送り返すのかと思い、次の日に電話で聞きました。読むだけでよいなら、そう書いてください。',
    supports: 4,
  },
  {
    key: 'draft-tax',
    author: 'lan',
    state: 'DRAFT',
    topic: 'words',
    at: at(-3, '23:05'),
    title: '住民税の 手紙',
    body: '6月に きた 手紙。会社で はらっているのに、また きました。なぜですか。',
    supports: 0,
  },
];
