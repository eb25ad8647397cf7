import { at } from './text.ts';
import type { DemoPerson } from './types.ts';

type Participant = Omit<DemoPerson, 'mail' | 'role' | 'language'> & Partial<Pick<DemoPerson, 'language'>>;

const mailOf = (key: string): string => `${key}@example.jp`;

const participant = (person: Participant): DemoPerson => ({
  language: 'ja',
  role: 'PARTICIPANT',
  mail: mailOf(person.key),
  ...person,
});

const official = (
  role: DemoPerson['role'],
  key: string,
  displayName: string,
  office?: string,
  about?: string,
): DemoPerson => ({
  key,
  displayName,
  mail: mailOf(key),
  role,
  language: 'ja',
  joinedAt: at(-400, '09:00'),
  office,
  about,
});

/** The one password of all demo log-ins. */
export const password = 'bench-by-the-river';

/** The one base32 secret from which all demo log-ins of staff take their second factor. */
export const totpSecret = 'HIROBAHIROBAHIROBAHIROBAHIROBADE';

/** The people of the city: participants first, then those who work for it. */
export const people: readonly DemoPerson[] = [
  participant({
    key: 'hana',
    displayName: '小川 はな',
    handle: 'hana_ogawa',
    joinedAt: at(-336, '19:12'),
    about: '舟留に住んで12年。子どもふたりと、よく川沿いを歩きます。',
  }),
  participant({
    key: 'kenta',
    displayName: '山田 健太',
    joinedAt: at(-335, '21:40'),
    about: '駅まで自転車で通勤しています。',
  }),
  participant({ key: 'misaki', displayName: '𠮷田 美咲', joinedAt: at(-335, '08:05') }),
  participant({
    key: 'makoto',
    displayName: '髙橋 誠',
    joinedAt: at(-334, '12:31'),
    about: '鐘守町で金物店をしています。三代目です。',
  }),
  participant({
    key: 'lan',
    displayName: 'Nguyễn Thị Lan',
    joinedAt: at(-333, '22:10'),
    about: 'ベトナムから きました。介護の しごとを しています。',
  }),
  participant({
    key: 'maria',
    displayName: 'Maria Santos',
    language: 'en',
    joinedAt: at(-332, '20:00'),
    about: 'From Cebu, in Minatogawa since my daughter was born.',
  }),
  participant({
    key: 'jonas',
    displayName: 'Jonas Müller',
    handle: 'jonas_m',
    language: 'en',
    joinedAt: at(-170, '18:22'),
    about: 'Teaches at the language school by the north exit.',
  }),
  participant({ key: 'rin', displayName: '凛', joinedAt: at(-331, '16:45'), about: '高校2年。放送部です。' }),
  participant({ key: 'moku', displayName: '杢', joinedAt: at(-168, '06:30'), about: '庭木の手入れをしています。' }),
  participant({
    key: 'yukiko',
    displayName: '佐藤 由紀子',
    joinedAt: at(-330, '10:15'),
    about: '車いすを使っています。段差の話はおまかせください。',
  }),
  participant({ key: 'takashi', displayName: '齋藤 隆', joinedAt: at(-330, '14:02') }),
  participant({ key: 'chihiro', displayName: '渡邉 千尋', joinedAt: at(-329, '23:18'), about: '保育士です。' }),
  participant({
    key: 'koi',
    displayName: '川の鯉',
    handle: 'kawanokoi',
    joinedAt: at(-166, '05:50'),
    about: '毎朝、鐘見橋から川をのぞいています。',
  }),
  participant({
    key: 'furuhon',
    displayName: '駅前の古本屋',
    handle: 'furuhon_e',
    joinedAt: at(-165, '11:11'),
    about: '灯台通りの古本屋です。猫がいます。',
  }),
  participant({ key: 'youta', displayName: '阿部 陽太', joinedAt: at(-328, '18:40') }),
  participant({
    key: 'setsuko',
    displayName: '田中 節子',
    joinedAt: at(-328, '09:25'),
    about: '78歳。孫に教わりながら書いています。',
  }),
  participant({ key: 'michiru', displayName: '小林 みちる', joinedAt: at(-164, '13:00') }),
  participant({ key: 'ayano', displayName: '森 あや乃', joinedAt: at(-163, '20:34') }),
  participant({
    key: 'masao',
    displayName: '井上 正男',
    joinedAt: at(-327, '07:48'),
    about: '帆積地区の自主防災会で世話役をしています。',
  }),
  participant({ key: 'minori', displayName: '石井 みのり', joinedAt: at(-162, '15:20') }),
  participant({ key: 'eunju', displayName: '金 恩珠', joinedAt: at(-161, '19:59') }),
  participant({ key: 'zhiming', displayName: '陳 志明', joinedAt: at(-160, '12:07') }),
  participant({ key: 'yui', displayName: '佐々木 結', joinedAt: at(-159, '21:21') }),
  participant({
    key: 'fumio',
    displayName: '長尾 文雄',
    joinedAt: at(-158, '05:15'),
    about: '釣りと散歩。定年して5年になります。',
  }),
  participant({
    key: 'hiroko',
    displayName: 'おかのうえのひろこ',
    handle: 'okanoue',
    joinedAt: at(-157, '17:17'),
    about: 'ひばり坂のてっぺんに住んでいます。坂、つらいです。',
  }),
  official('STAFF', 'ohno', '大野 真理', 'planning', '市民の声の受付と、総合計画を担当しています。'),
  official('STAFF', 'kawabata', '川端 修', 'parks', '公園と緑道の整備を担当しています。'),
  official('STAFF', 'sakaki', '榊 祐一', 'urban', '駅前広場の再整備を担当しています。'),
  official('ADMIN', 'fujii', '藤井 さやか'),
  official('MODERATOR', 'miura', '三浦 ひとみ'),
  official('MODERATOR', 'ishibashi', '石橋 健'),
];
