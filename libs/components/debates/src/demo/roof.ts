import { at, text } from '@hiroba/demo';
import type { DemoDebate } from './types.ts';

/** For or against one large roof over the north square. */
export const roof: DemoDebate = {
  key: 'roof',
  office: 'urban',
  question: '北口広場に、雨と日差しをよける大きな屋根をかけるか',
  background: text`
    昨年の調査で、広場で困ることの上位は「雨にぬれる」（412人）と「日陰がない」（387人）でした。
    市は、バス停をつなぐ高さ6メートル、長さ48メートルの屋根を考えています。費用はおよそ3億2千万円で、事業費の中におさまります。

    屋根をかけると、雨の日も乗り場まで歩けます。一方で、空が見えにくくなり、屋根の下には大きな木を植えられません。
    かけない場合は、同じ費用で木を40本植え、ベンチの上に小さな屋根を14か所つけられます。`,
  ask: {
    decided: { ja: '北口広場に、バス停をつなぐ大きな屋根をかけるか、かけないか。', en: 'Whether to build one large roof that joins the bus stops of the north square.' },
    changeable: { ja: '屋根をかけるかどうか。かける場合の長さ、光の通し方。', en: 'Whether it is built at all; its length, and how much light it lets through.' },
    fixed: { ja: '事業費の上限（14億円）。バス乗り場の数と位置。', en: 'The budget ceiling (1.4 billion yen). The number and place of the bus stops.' },
    decider: { ja: '市長が整備案に入れるかどうかを決めます。', en: 'The mayor decides whether it becomes part of the plan.' },
    deadline: { ja: 'アイデア募集が終わってから1か月のうちに。', en: 'Within a month after the collection of ideas.' },
    wanted: { ja: '雨の日や暑い日に、どこで、何に困ったか。屋根がない今のよさ。', en: 'Where rain or heat was a trouble to you, and what you like about the open sky.' },
    promise: 'INVOLVE',
  },
  layout: 'FOR_AGAINST',
  alignment: 'FOR_AGAINST',
  at: at(-14, '10:00'),
  closesAt: at(25, '00:00'),
  news: [
    { at: at(-6, '11:30'), text: '屋根の模型（100分の1）を、駅の改札前に置きました。12月まで、朝7時から夜9時まで見られます。' },
  ],
  comments: [
    { author: 'chihiro', side: 'FOR', at: at(-14, '12:40'), body: '保育園の子どもたちと電車に乗る日、雨だと傘と手つなぎが両方できません。屋根があれば、改札からバスまで列のまま歩けます。',
      replies: [{ author: 'michiru', at: at(-14, '20:15'), body: '双子を連れていると、本当にそうです。ベビーカーに傘はさせません。' }] },
    { author: 'moku', side: 'AGAINST', at: at(-13, '06:10'), body: '屋根の下では木が育ちません。いまの2本のケヤキは、夏に下の温度を4度くらい下げています。40本植えるほうが、10年あとの子どもに残ります。',
      replies: [
        { author: 'rin', at: at(-13, '17:20'), body: '木が大きくなるまでの10年、雨の日はどうしますか。' },
        { author: 'moku', at: at(-12, '05:50'), body: '小さな屋根14か所で待てます。歩く間は、ぬれます。正直に言うと、そこは負けます。' },
      ] },
    { author: 'setsuko', side: 'FOR', at: at(-12, '09:05'), body: '杖をついていると、傘をさせません。雨の日は病院に行くのをやめてしまいます。' },
    { author: 'makoto', side: 'AGAINST', at: at(-12, '13:30'), body: '商店街から駅が見えなくなるのが心配です。高さ6メートルの屋根は、店の2階の看板をちょうど隠します。',
      replies: [{ author: 'sakaki', office: 'urban', at: at(-11, '10:20'), body: '見え方の図を、商店街の3か所からつくりました。来週、この議論のお知らせに載せます。看板が隠れるのは、灯台通りの入口から見た場合です。' }] },
    { author: 'kenta', side: 'FOR', at: at(-11, '22:05'), body: '毎朝、自転車置き場から改札までの120メートルでぬれます。全部でなくても、その道すじだけあれば十分です。' },
    { author: 'maria', language: 'en', side: 'FOR', at: at(-10, '20:40'), body: 'In summer I wait for the bus with my daughter at 38 degrees. There is no shade at stop 4. A roof would help on the first day, a tree only in ten years.' },
    { author: 'fumio', side: 'AGAINST', at: at(-10, '05:25'), body: '3億円あれば、と考えます。広場の空は、みなと川でいちばん広い空です。駅を出て空が見えると、帰ってきたと思います。' },
    { author: 'youta', side: 'AGAINST', at: at(-8, '18:55'), body: '大きな屋根は、50年たつと直すのにまた数億円かかります。隣の市は、直せずに網をかけたままです。',
      replies: [{ author: 'kenta', at: at(-8, '21:40'), body: '直す費用も、先に出してほしいですね。市に聞きたいです。' },
        { author: 'sakaki', office: 'urban', at: at(-7, '09:15'), body: '塗り直しが15年ごとに約2,400万円、屋根材の取り替えが30年後に約9,000万円です。内訳は受付でご覧いただけます。' }] },
    { author: 'yui', side: 'FOR', at: at(-7, '21:10'), body: '目の見えない弟は、雨の音で足もとの音が聞こえなくなります。屋根の下なら、点字ブロックの上を迷わず歩けます。' },
    { author: 'hiroko', side: 'AGAINST', at: at(-5, '17:30'), body: '半分だけかけるのではだめですか。バス停の1番から4番までは屋根、その先は木。' ,
      replies: [{ author: 'chihiro', at: at(-5, '19:00'), body: 'それなら賛成です。子どもたちが使うのは1番と2番です。' }, { author: 'moku', at: at(-4, '06:00'), body: '半分なら、ケヤキは切らずにすみます。' }] },
    { author: 'zhiming', side: 'FOR', at: at(-3, '12:15'), body: '賛成ですが、光を通す屋根にしてください。冬は太陽がほしいです。' },
  ],
};
