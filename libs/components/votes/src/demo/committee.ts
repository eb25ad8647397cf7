import { at } from '@hiroba/demo';
import type { DemoVote } from './types.ts';

/** The election of a committee by ranking, which opens in a few days. */
export const committee: DemoVote = {
  key: 'committee',
  office: 'urban',
  title: { ja: '広場を見守る委員3人に、だれを選びますか', en: 'Who should be the three members of the square committee?' },
  intro: {
    ja: '委員は、工事のあいだ毎月1回集まり、図面と費用を確かめて、話し合いの記録を公開します。任期は2年です。よいと思う順に順位をつけてください。',
    en: 'The committee meets each month during the works, checks plans and costs, and publishes its minutes. Members serve two years. Please rank them.',
  },
  type: 'ranked',
  method: 'stv',
  parameters: { seats: 3 },
  lotSource: { ja: '締め切りの翌日の日経平均株価の終値', en: 'The closing value of the Nikkei 225 on the day after the end' },
  options: [
    { title: { ja: '石塚 はるみ', en: 'Harumi Ishizuka' }, text: { ja: '灯台通りで文房具店を営む。広場の朝市の世話人。', en: 'Runs a stationery shop; organises the morning market.' } },
    { title: { ja: '大村 健太郎', en: 'Kentaro Omura' }, text: { ja: '車いすで毎日駅を使う。点字ブロックの調査をした。', en: 'Uses the station by wheelchair every day; surveyed the tactile paving.' } },
    { title: { ja: 'グエン・ティ・ホア', en: 'Nguyen Thi Hoa' }, text: { ja: '看護師。夜勤のあとのバスを待つ人の声を集めている。', en: 'A nurse who collects what people waiting after night shifts say.' } },
    { title: { ja: '野口 正', en: 'Tadashi Noguchi' }, text: { ja: '元造園技師。街路樹の手入れを40年。', en: 'A retired gardener who cared for street trees for 40 years.' } },
    { title: { ja: '三浦 楓', en: 'Kaede Miura' }, text: { ja: '高校2年。駅前の居場所づくりの会の代表。', en: 'A student who leads a group for a place to be near the station.' } },
  ],
  announcedAt: at(-3, '10:00'),
  opensAt: at(6, '09:00'),
  closesAt: at(20, '17:00'),
};
