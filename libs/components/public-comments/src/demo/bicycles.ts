import { at, text } from '@hiroba/demo';
import type { DemoRound } from './types.ts';

/** A plan for cycling: open now. */
export const bicycles: DemoRound = {
  key: 'bicycles',
  office: 'urban',
  title: 'みなと川市自転車活用推進計画（案）',
  titleKana: 'みなとがわしじてんしゃかつようすいしんけいかく（あん）',
  summary: text`
    自転車で安心して走れる道を、10年で18kmふやす計画の案です。駅、学校、病院、港を結ぶ4つの道を先に整えます。
    自転車に乗る方にも、歩く方にも、車を使う方にも関係があります。

    とくに、どの道を先にするか、歩道と自転車の分け方、駐輪場の置き場所について、ご意見をお寄せください。`,
  easySummary: text`
    自転車の 道を つくる 計画です。10年で 18km つくります。
    どの 道を 先に つくるか、意見を 聞かせてください。日本語でも、ほかの ことばでも いいです。`,
  subjectType: 'SECTOR_PLAN',
  policyField: '交通',
  ask: {
    decided: { ja: '10年間の自転車の道と駐輪場の計画。', en: 'Cycle routes and parking for the next ten years.' },
    changeable: { ja: '道の順番、歩道との分け方、駐輪場の場所と数、案内の見せ方。', en: 'The order of routes, how they are kept apart from pavements, where parking goes, how signs look.' },
    fixed: { ja: '国道の幅、今年度に工事を始めている区間。', en: 'The width of national roads and stretches already under construction.' },
    decider: { ja: '市長が決めます。', en: 'The mayor decides.' },
    deadline: { ja: '今年度中に決めます。', en: 'By the end of this fiscal year.' },
    wanted: { ja: 'ふだん通る道で、こわいと思う場所とその時間。荷物や子どもを乗せるときに困ること。', en: 'Where and when you feel unsafe on your usual way; what is hard with luggage or children.' },
  },
  clause: '第4条第1項第2号',
  at: at(-21, '09:30'),
  opensAt: at(-7, '09:00'),
  closesAt: at(24, '00:00'),
  plan: `# 第1章 計画の目的

みなと川市は、坂と川と港のまちです。駅から港までは平らで、自転車に向いています。けれども、通勤や通学で自転車を使う方の6割が「車道を走るのがこわい」と答えました。

この計画は、自転車に乗る人、歩く人、車を運転する人が、たがいに安心して通れる道をふやすために定めます。

# 第2章 いまの様子

## 2-1 走る人の数

平日の朝7時から9時に、舟留橋を通る自転車は412台、歩行者は638人でした。5年前より自転車は1.3倍になりました。

## 2-2 事故

自転車がかかわる事故は、5年間で187件ありました。そのうち71件は、駅から港までの市道1号線で起きています。

多いのは、次の3つの形です。

- 左折する車に巻き込まれる
- 止まっている車のドアが開く
- 歩道で歩行者とぶつかる

# 第3章 つくる道

## 3-1 先につくる4つの道

次の4つの道、合わせて18kmを、10年でつくります。

| 道 | 長さ | 始める年度 |
| --- | --- | --- |
| 駅と港を結ぶ道 | 4.2km | 令和9年度 |
| 駅と市立病院を結ぶ道 | 3.6km | 令和10年度 |
| 中学校3校を結ぶ道 | 6.1km | 令和12年度 |
| 川沿いの道 | 4.1km | 令和14年度 |

## 3-2 歩道との分け方

幅が3m以上とれるところでは、縁石で車道とも歩道とも分けた自転車の道にします。とれないところでは、車道の左端に1.5m以上の帯を青く塗ります。

歩道を自転車と分け合う方法は、ほかに方法がないところだけにします。

## 3-3 夜の明るさ

道の面の明るさは、平均5ルクス以上とします。川沿いの道では、生きものに光が届きにくい低い灯りを使います。

# 第4章 とめる場所

駅の駐輪場を、いまの1,200台から1,800台にふやします。子ども用の座席がついた自転車をとめる広い場所を、1割もうけます。

商店街には、車1台分の場所に自転車10台をとめる「まちかど駐輪場」を、希望する店の前に20か所つくります。

# 第5章 確かめ方

毎年11月に、通る自転車と歩行者の数、事故の数、こわいと感じる人の割合を調べて公表します。

5年目に計画を見直します。そのときも、意見を募集します。`,
  steps: [
    { do: 'approve', at: at(-14, '10:10'), by: 'ohno' },
    { do: 'approve', at: at(-12, '16:40'), by: 'kawabata' },
  ],
};
