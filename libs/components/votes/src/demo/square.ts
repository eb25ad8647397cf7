import { at } from '@hiroba/demo';
import type { DemoVote } from './types.ts';

/** A participatory budget for the square, open now. */
export const square: DemoVote = {
  key: 'square',
  office: 'urban',
  title: { ja: '300万円で、広場に何を置きますか', en: 'What should stand on the square for 3 million yen?' },
  intro: {
    ja: '整備が終わるまでの2年間、広場の使い方を試します。集まったアイデアから、市がすぐに実現できる8つを選びました。合計が300万円をこえないように、賛成するものを選んでください。予算は一人ひとりに等しく分けて数えるので、人数の少ない声も届きます。',
    en: 'For two years, until the works are done, we try out the square. These eight ideas can be carried out at once. Choose what you approve of, up to 3 million yen. The budget is shared equally among all voters, so smaller groups are heard, too.',
  },
  type: 'knapsack',
  method: 'mesCostAdd1Utilitarian',
  parameters: { budget: '3000000', minPercent: 30 },
  options: [
    { title: { ja: '日よけの帆（3張）', en: 'Three sun sails' }, text: { ja: '乗り場の列に日陰をつくります。夏だけ張ります。', en: 'Shade for the queues, in summer only.' }, cost: '960000', category: '日陰' },
    { title: { ja: '背もたれのあるベンチ（6台）', en: 'Six benches with backs' }, text: { ja: 'ひじ掛けがあり、立ち上がりやすい高さです。', en: 'With armrests, at a height that is easy to rise from.' }, cost: '720000', category: '座る' },
    { title: { ja: '水飲み場', en: 'A drinking fountain' }, text: { ja: '車いすでも使える高さと、水筒に入れる口があります。', en: 'Within reach of wheelchairs, with a tap for bottles.' }, cost: '540000', category: '水' },
    { title: { ja: '鉢植えの木（10本）', en: 'Ten trees in tubs' }, text: { ja: '動かせるので、よい場所を探せます。', en: 'They can be moved until the best place is found.' }, cost: '680000', category: '日陰' },
    { title: { ja: '子どもの遊び石', en: 'Stones to play on' }, text: { ja: '川の石を並べます。すべりにくく加工します。', en: 'River stones with a rough surface.' }, cost: '430000', category: '遊ぶ' },
    { title: { ja: '夜の足もと灯（12基）', en: 'Twelve low lights' }, text: { ja: '改札から自転車置き場までの道を照らします。', en: 'For the way from the gates to the bicycles.' }, cost: '610000', category: '夜' },
    { title: { ja: '朝市の屋台（4台）', en: 'Four market stalls' }, text: { ja: '週末に貸し出します。折りたたんでしまえます。', en: 'For hire at weekends; they fold away.' }, cost: '880000', category: '集まる' },
    { title: { ja: '音で知らせる時計', en: 'A clock that can be heard' }, text: { ja: '目の見えない人にも、時刻とバスの番号がわかります。', en: 'It tells the time and the bus to those who cannot see.' }, cost: '350000', category: '知らせる' },
  ],
  paper: true,
  announcedAt: at(-20, '10:00'),
  opensAt: at(-8, '09:00'),
  closesAt: at(12, '17:00'),
  castFrom: at(-7, '07:40'),
  ballots: {
    hana: '["1","2","5","8"]', kenta: '["6","2","3"]', misaki: '["1","4","2"]', makoto: '["7","2","6"]', lan: '["2","6","3"]', maria: '["1","3","5"]',
    jonas: '["4","1","3"]', rin: '["7","6","2"]', moku: '["4","1","5"]', yukiko: '["2","3","8"]', chihiro: '["1","5","3"]', setsuko: '["2","8","1"]',
    yui: '["8","2","6"]', masao: '["6","2","8"]', fumio: '["4","3","5"]',
  },
};
