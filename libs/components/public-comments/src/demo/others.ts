import { at, text } from '@hiroba/demo';
import type { DemoRound } from './types.ts';

/** A plan for greenery: announced. */
export const greenery: DemoRound = {
  key: 'greenery',
  office: 'parks',
  title: 'みなと川市緑の基本計画（改定案）',
  titleKana: 'みなとがわしみどりのきほんけいかく（かいていあん）',
  summary: text`
    公園、街路樹、川べりの緑を、これから10年でどう守りふやすかの計画を改めます。
    夏の暑さをやわらげる木陰と、歩いて10分で行ける公園に力を入れる案です。`,
  subjectType: 'BASIC_PLAN',
  policyField: '環境',
  ask: {
    decided: { ja: '10年間の緑の計画。', en: 'The plan for greenery for ten years.' },
    changeable: { ja: '力を入れる地区、木の種類、公園の使い方のきまり。', en: 'Priority areas, kinds of trees, rules for using parks.' },
    fixed: { ja: '公園の総面積の目標（1人あたり10平方メートル）。', en: 'The target of ten square metres of park for each person.' },
    decider: { ja: '市長が決めます。', en: 'The mayor decides.' },
    deadline: { ja: '来年度の6月に決めます。', en: 'Next June.' },
    wanted: { ja: '夏に日陰がなくて困る道。使いにくい公園とその理由。', en: 'Streets without shade in summer; parks that are hard to use, and why.' },
  },
  clause: '第4条第1項第1号',
  at: at(-15, '13:00'),
  opensAt: at(6, '09:00'),
  closesAt: at(42, '00:00'),
  plan: `# 第1章 なぜ改めるのか

この10年で、夏に35度をこえる日が年に9日から23日にふえました。日陰のない通学路は41か所あります。

# 第2章 目標

歩いて10分で行ける公園がある世帯を、いまの72%から90%にします。

# 第3章 すること

街路樹の植え替えでは、落ち葉の量よりも木陰の広さを先に考えます。

学校の校庭の周りに、毎年3校ずつ木を植えます。`,
  steps: [
    { do: 'approve', at: at(-9, '11:00'), by: 'ohno' },
    { do: 'approve', at: at(-8, '11:20'), by: 'sakaki' },
  ],
};

/** Rules for the square: closed, being answered. */
export const square: DemoRound = {
  key: 'square',
  office: 'urban',
  title: 'みなと川駅前広場条例（骨子案）',
  titleKana: 'みなとがわえきまえひろばじょうれい（こっしあん）',
  summary: text`
    新しい駅前広場を、だれがどのように使えるかを定める条例の骨子案です。
    催しの申し込み、使える時間、音の大きさ、使用料について定めます。`,
  subjectType: 'DUTY_ORDINANCE',
  policyField: 'まちづくり',
  ask: {
    decided: { ja: '広場を使うときのきまり。', en: 'The rules for using the square.' },
    changeable: { ja: '使える時間、申し込みの方法、使用料の減らし方。', en: 'Hours, how to apply, how fees are reduced.' },
    fixed: { ja: '広場の広さと、バスの乗り場の位置。', en: 'The size of the square and where buses stop.' },
    decider: { ja: '市議会が議決します。', en: 'The city council decides.' },
    deadline: { ja: '次の定例会で。', en: 'In its next session.' },
    wanted: { ja: '広場でしてみたいこと。近くに住む方の夜の様子。', en: 'What you would like to do there; what nights are like for neighbours.' },
  },
  clause: '第4条第1項第3号',
  at: at(-52, '14:00'),
  opensAt: at(-48, '09:00'),
  closesAt: at(-15, '00:00'),
  plan: `# 第1 目的

駅前広場を、歩く人が休み、集まり、催しを楽しむ場所として使えるようにします。

# 第2 使える時間

催しに使える時間は、午前8時から午後9時までとします。音の大きさは、広場の端で65デシベルまでとします。

# 第3 使用料

1時間1平方メートルにつき10円とします。町内会、学校、福祉の団体は半額とします。`,
  steps: [
    { do: 'approve', at: at(-50, '10:00'), by: 'ohno' },
    { do: 'approve', at: at(-49, '15:00'), by: 'kawabata' },
    { do: 'extend', at: at(-20, '14:00'), until: at(-9, '00:00'), reason: '町内会の説明会が台風で1週間延びたため' },
  ],
};

/** A plan for records: answered, with nothing submitted, and adopted. */
export const records: DemoRound = {
  key: 'records',
  office: 'planning',
  title: 'みなと川市公文書管理計画（案）',
  titleKana: 'みなとがわしこうぶんしょかんりけいかく（あん）',
  summary: text`
    市の文書を、どのように作り、残し、見られるようにするかの計画の案です。
    紙で残っている昭和の文書4万冊の目録を、5年で公開します。`,
  subjectType: 'SECTOR_PLAN',
  policyField: '行政',
  ask: {
    decided: { ja: '公文書の管理の計画。', en: 'The plan for the city’s records.' },
    changeable: { ja: '目録を公開する順番、見る手続き。', en: 'The order in which catalogues are opened, and how to see records.' },
    fixed: { ja: '法律で定まっている保存の期間。', en: 'Periods of keeping that the law sets.' },
    decider: { ja: '市長が決めます。', en: 'The mayor decides.' },
    deadline: { ja: '3か月後に決めます。', en: 'In three months.' },
    wanted: { ja: '調べものをしたときに困ったこと。', en: 'What was hard when you looked something up.' },
  },
  clause: '第4条第1項第2号',
  at: at(-52, '13:00'),
  opensAt: at(-50, '13:00'),
  closesAt: at(-18, '00:00'),
  plan: `# 第1章 目録の公開

紙で残っている昭和の文書4万冊の目録を、5年で公開します。

# 第2章 見る手続き

申請から5日以内に見られるようにします。

# 第3章 新しい文書

令和9年度から、新しい文書は電子で作ることを原則とします。`,
  steps: [
    { do: 'approve', at: at(-51, '10:00'), by: 'kawabata' },
    { do: 'approve', at: at(-51, '16:00'), by: 'sakaki' },
    { do: 'closeTail', at: at(-14, '09:30') },
    { do: 'propose', at: at(-11, '10:00'), text: '提出された意見はありませんでした。説明会で出た質問をふまえ、見る手続きの日数の書き方を直しました。' },
    { do: 'approveResult', at: at(-10, '10:00'), by: 'kawabata' },
    { do: 'approveResult', at: at(-9, '10:00'), by: 'sakaki' },
    { do: 'publish', at: at(-8, '10:00') },
    {
      do: 'final', at: at(-4, '10:00'),
      text: `# 第1章 目録の公開

紙で残っている昭和の文書4万冊の目録を、5年で公開します。

# 第2章 見る手続き

申請から5日以内（閉庁日を除きます）に見られるようにします。

# 第3章 新しい文書

令和9年度から、新しい文書は電子で作ることを原則とします。

目録は、だれでも機械で読める形でも公開します。`,
    },
    { do: 'adopt', at: at(-3, '10:00'), day: -3, text: '見る手続きの日数に「閉庁日を除きます」を加え、第3章に目録の公開の形を書き足して決定しました。' },
  ],
};

/** A change too small to ask about. */
export const renamed: DemoRound = {
  key: 'renamed',
  office: 'planning',
  title: '引用する法律の名前を直す規則の改正',
  titleKana: 'いんようするほうりつのなまえをなおすきそくのかいせい',
  summary: '法律の名前が変わったため、市の規則12本の中の名前を直します。内容は変わりません。',
  subjectType: 'OTHER',
  policyField: '行政',
  ask: greenery.ask,
  clause: '',
  at: at(-45, '09:00'),
  steps: [{ do: 'notHeld', at: at(-44, '09:00'), exemption: 'MINOR', reason: '法律の名前が変わったことにともない、言葉を置きかえるだけの改正のため。' }],
};
