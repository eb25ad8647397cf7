import { at } from '@hiroba/demo';
import type { DemoVote } from './types.ts';

/** The name of the new footbridge: a naming poll with its result. */
export const bridge: DemoVote = {
  key: 'bridge',
  office: 'parks',
  title: { ja: '新しい歩道橋の名前はどれがよいですか', en: 'Which name should the new footbridge have?' },
  intro: {
    ja: '緑道のまん中に、来年の春、歩いて渡る橋ができます。学校と自治会から集まった42の名前から、4つにしぼりました。選ばれた名前は、橋の両側の銘板に刻みます。',
    en: 'Next spring a footbridge opens in the middle of the path. Schools and neighbours sent 42 names; these four are left. The chosen one is cut into the plates at both ends.',
  },
  type: 'single',
  method: 'plurality',
  options: [
    { title: { ja: 'ほたる橋', en: 'Firefly Bridge' }, text: { ja: '橋の下は、ホタルの幼虫がいる浅瀬です。', en: 'Fireflies live in the shallows below.' } },
    { title: { ja: '舟見橋', en: 'Funami Bridge' }, text: { ja: '昔、ここから荷を積んだ舟を見送りました。', en: 'People once watched the cargo boats leave from here.' } },
    { title: { ja: 'ゆうやけ橋', en: 'Sunset Bridge' }, text: { ja: '橋の上から、海に沈む夕日が見えます。', en: 'From the bridge you see the sun go down over the sea.' } },
    { title: { ja: 'みなと川歩道橋', en: 'Minato River Footbridge' }, text: { ja: '図面の上の名前です。', en: 'The name on the drawings.' } },
  ],
  announcedAt: at(-30, '10:00'),
  opensAt: at(-22, '09:00'),
  closesAt: at(-6, '17:00'),
  castFrom: at(-21, '08:10'),
  ballots: {
    hana: '"1"', kenta: '"3"', misaki: '"1"', makoto: '"2"', lan: '"1"', maria: '"3"', jonas: '"1"', rin: '"3"', moku: '"1"', yukiko: '"2"', takashi: '"2"',
    chihiro: '"1"', furuhon: '"2"', youta: '"3"', setsuko: '"1"', michiru: '"3"', ayano: '"1"', masao: '"2"', minori: '"1"', eunju: '"3"', zhiming: '"1"',
    yui: '"3"', fumio: '"1"', hiroko: '"1"',
  },
  resultAt: at(-4, '11:00'),
};
