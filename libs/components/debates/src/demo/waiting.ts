import { at } from '@hiroba/demo';
import type { DemoDebate } from './types.ts';

/** A question that a participant asked the others. */
export const waiting: DemoDebate = {
  key: 'waiting',
  author: 'hana',
  question: 'バスを待つ20分を、みなさんはどこで過ごしていますか',
  background: '子どもと待つとき、いつも場所に困ります。新しい広場を考える前に、いま、みんながどこで待っているのかを知りたいです。',
  layout: 'SINGLE',
  alignment: 'OFF',
  at: at(-9, '20:30'),
  comments: [
    { author: 'rin', at: at(-9, '21:05'), body: '改札の中のベンチです。定期があるので。夏は涼しいし、冬はあったかい。' },
    { author: 'setsuko', at: at(-8, '10:10'), body: '古本屋さんの店先です。椅子を出してくださっています。' ,
      replies: [{ author: 'furuhon', at: at(-8, '11:40'), body: 'どうぞ、買わなくてもかまいません。猫もいます。' }] },
    { author: 'lan', at: at(-7, '22:30'), body: 'コンビニの 前です。でも、すわる ところが ありません。' },
    { author: 'jonas', language: 'en', at: at(-6, '19:20'), body: 'On the stairs of the pedestrian bridge. It is the only shade after three o’clock.' },
  ],
};
