import { legalPages } from './legal.ts';
import type { DemoOrganisation } from './types.ts';

/** The fictional city of Minatogawa. */
export const organisation: DemoOrganisation = {
  name: { ja: 'みなと川市', en: 'Minatogawa City' },
  kana: 'みなとがわし',
  municipalityCode: '992011',
  referencePrefix: 'MTG',
  accentColour: '#0b6670',
  zone: 'Asia/Tokyo',
  locales: ['ja', 'en'],
  greeting: {
    ja: '川と港と坂のまち、みなと川。ここは、まちのことを一緒に考える広場です。',
    en: 'A town of river, port and hills. This is the square where we think about it together.',
  },
  contact: {
    office: 'planning',
    address: {
      ja: 'みなと川市鐘守町1番1号　市役所本館3階',
      en: '1-1 Kanemori-cho, Minatogawa City (City Hall, 3rd floor)',
    },
    phone: '0790-00-0000',
    fax: '0790-00-0001',
    mail: 'hiroba@example.jp',
    hours: {
      ja: '平日 8:30～17:15（土日、祝日、年末年始はお休みです）',
      en: 'Weekdays 8:30–17:15 (closed on weekends, public holidays and over New Year)',
    },
  },
  offices: [
    {
      key: 'planning',
      name: { ja: '企画課', en: 'Planning Office' },
      phone: '0790-00-0010',
      mail: 'kikaku@example.jp',
    },
    {
      key: 'parks',
      name: { ja: '公園緑地課', en: 'Parks and Greenery Office' },
      phone: '0790-00-0020',
      mail: 'koen@example.jp',
    },
    {
      key: 'urban',
      name: { ja: '都市計画課', en: 'Urban Planning Office' },
      phone: '0790-00-0030',
      mail: 'toshi@example.jp',
    },
  ],
  legalPages,
};
