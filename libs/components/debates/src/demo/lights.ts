import { at, text } from '@hiroba/demo';
import type { DemoDebate } from './types.ts';

/** What to do with the lights of the greenway at night; closed and concluded. */
export const lights: DemoDebate = {
  key: 'lights',
  office: 'parks',
  question: '緑道の灯りは、夜10時から朝5時まで暗くしてよいか',
  background: text`
    緑道には36基の灯りがあります。「足もとが暗い」という声と、「川の生きものと、沿道の家の窓に明るすぎる」という声の両方をいただきました。
    夜10時から朝5時まで明るさを3割にすると、電気代は年におよそ48万円下がります。`,
  ask: {
    decided: { ja: '夜10時から朝5時まで、緑道の灯りを3割の明るさにするか。', en: 'Whether the lights of the greenway are dimmed to 30 % from 10 p.m. to 5 a.m.' },
    changeable: { ja: '暗くする時間、暗くする区間、人が通ったときだけ明るくするか。', en: 'The hours, the stretches, and whether lights brighten when somebody passes.' },
    fixed: { ja: '灯りの数。橋の上と階段は、いつも明るくします。', en: 'The number of lights. Bridges and stairs always stay bright.' },
    decider: { ja: '公園緑地課が決めます。', en: 'The Parks and Greenery Office decides.' },
    deadline: { ja: '工事の設計が終わるまでに。', en: 'Before the works are designed.' },
    wanted: { ja: '夜の緑道を歩くときの様子。沿道に住む方の夜の様子。', en: 'How it is to walk there at night, and how it is to live beside it.' },
    promise: 'CONSULT',
  },
  layout: 'SINGLE',
  alignment: 'FOR_NEUTRAL_AGAINST',
  at: at(-70, '10:00'),
  closesAt: at(-35, '00:00'),
  comments: [
    { author: 'ayano', side: 'AGAINST', at: at(-69, '01:20'), body: '夜勤の帰りは夜中の1時です。暗い区間では、走って通ります。人がいるときだけでも明るくしてほしいです。' },
    { author: 'fumio', side: 'FOR', at: at(-68, '05:00'), body: '夜は川にホタルの幼虫がいます。明るいと水から上がってきません。3割でも、まだ明るいくらいです。',
      replies: [{ author: 'ayano', at: at(-68, '23:50'), body: 'ホタルのことは知りませんでした。区間を分けられるとよいですね。' }] },
    { author: 'masao', side: 'NEUTRAL', at: at(-66, '08:10'), body: '防災会の見回りでは、足もとが見えれば十分です。上を照らす灯りより、低い灯りを増やすほうがよいと思います。' },
    { author: 'jonas', language: 'en', side: 'FOR', at: at(-60, '19:30'), body: 'My bedroom window faces lamp 14. I would be glad about 30 % after ten.' },
    { author: 'eunju', side: 'AGAINST', at: at(-52, '21:45'), body: '部活の帰りが9時半になる日があります。10時は少し早いです。11時からにできませんか。' },
    { author: 'kawabata', office: 'parks', at: at(-51, '10:30'), body: '時間と区間の両方を変えられる設計にできます。夜10時台に通る人の数を、11月の2週間、数えてみます。' },
    { author: 'minori', side: 'FOR', at: at(-44, '15:10'), body: '人が来たら明るくなる灯りに賛成です。犬の散歩で試しに通ったとなりの町では、こわくありませんでした。' },
  ],
  conclusions: {
    at: at(-20, '11:00'),
    comments: [0, 1, 2, 4, 6],
    text: {
      ja: text`
        【わかったこと】夜10時から11時に通る人は一晩に平均61人、11時から5時は8人でした。こわいという声は3つの暗い区間に集まっていました。
        明るすぎるという声は、川に近い2つの区間と、家の窓に向いた5基についてでした。

        【これからすること】暗くするのは夜11時からにします。舟留橋から鐘見橋までは、人が通ると30秒間明るくなる灯りに替えます。
        川に近い2つの区間は足もとだけを照らす低い灯りにします。家の窓に向いた5基には覆いをつけます。

        【できないこと】全部の灯りを人に反応するものに替えるには1,900万円かかるため、今回は12基とし、3年後に見直します。`,
      en: text`
        What we learnt: between 10 and 11 p.m. 61 people pass on an average night, between 11 p.m. and 5 a.m. eight. Fear gathers on three dark
        stretches; too much light is felt on two stretches by the river and at five lamps that face windows.

        What follows: lights are dimmed from 11 p.m. Between Funadome and Kanemi bridge they brighten for 30 seconds when somebody passes.
        Two stretches by the river get low lights, five lamps get shades.

        What we cannot do now: changing all lamps would cost 19 million yen; we begin with twelve and look again in three years.`,
    },
  },
};
