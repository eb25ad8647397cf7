import { RuleBook, type PolicyRule } from './rules.ts';

type Row = Omit<PolicyRule, 'version'>;

const rows: readonly Row[] = [
  {
    id: 'R1',
    severity: 'CRITICAL',
    grounds: 'LAW',
    default: 'HIDE',
    allowed: ['HIDE', 'SUPPRESS', 'SUSPEND', 'BLOCK'],
    dsaCategory: 'VIOLENCE',
    title: { ja: '脅し', en: 'Illegal threats' },
    text: {
      ja: '人を傷つける、物を壊すなどと脅す文章は載せられません。',
      en: 'Texts that threaten to hurt people or to destroy things are not published.',
    },
  },
  {
    id: 'R2',
    severity: 'HIGH',
    grounds: 'RULES',
    default: 'HIDE',
    allowed: ['HIDE', 'REDACT', 'STRIKE', 'SUSPEND', 'BLOCK'],
    dsaCategory: 'ILLEGAL_OR_HARMFUL_SPEECH',
    title: { ja: '差別・憎しみをあおる表現', en: 'Hate and discrimination' },
    text: {
      ja: '国籍、民族、性別、障がい、年齢、病気、住んでいる所などを理由に、人をおとしめる文章は載せられません。',
      en: 'Texts that degrade people for their nationality, origin, gender, disability, age, illness or where they live are not published.',
    },
  },
  {
    id: 'R3',
    severity: 'HIGH',
    grounds: 'RULES',
    default: 'REDACT',
    allowed: ['HIDE', 'REDACT', 'SUPPRESS', 'STRIKE'],
    dsaCategory: 'DATA_PROTECTION_AND_PRIVACY_VIOLATIONS',
    title: { ja: 'ほかの人の個人情報', en: 'Personal data of others' },
    text: {
      ja: 'ほかの人の住所、電話番号、マイナンバーなど、本人が公開していない個人情報は載せられません。',
      en: 'Addresses, telephone numbers, My Numbers and other personal data that people have not made public themselves are not published.',
    },
  },
  {
    id: 'R4',
    severity: 'MEDIUM',
    grounds: 'RULES',
    default: 'EDIT_REQUEST',
    allowed: ['HIDE', 'REDACT', 'EDIT_REQUEST'],
    dsaCategory: 'DATA_PROTECTION_AND_PRIVACY_VIOLATIONS',
    title: { ja: '書いた人自身の個人情報', en: 'One’s own personal data' },
    text: {
      ja: '書いた人を守るため、本人の住所や電話番号などを伏せることがあります。違反とは数えません。',
      en: 'To protect the writer, their own address or telephone number may be hidden. This does not count as a breach.',
    },
  },
  {
    id: 'R5',
    severity: 'HIGH',
    grounds: 'RULES',
    default: 'HIDE',
    allowed: ['HIDE', 'REDACT', 'STRIKE', 'SUSPEND', 'BLOCK'],
    dsaCategory: 'CYBER_VIOLENCE',
    title: { ja: '嫌がらせ', en: 'Harassment' },
    text: {
      ja: '特定の人をしつこく攻撃したり、ののしったりする文章は載せられません。市や議員の仕事への批判は、これに当たりません。',
      en: 'Texts that attack or insult a person again and again are not published. Criticism of the work of the city or of officials in office is not harassment.',
    },
  },
  {
    id: 'R6',
    severity: 'HIGH',
    grounds: 'RULES',
    default: 'HIDE',
    allowed: ['HIDE', 'STRIKE', 'SUSPEND', 'BLOCK'],
    dsaCategory: 'SCAMS_AND_FRAUD',
    title: { ja: 'なりすまし', en: 'Impersonation' },
    text: {
      ja: 'ほかの人や団体、市の職員をよそおう文章は載せられません。',
      en: 'Texts that pretend to come from another person, an organisation or the city’s staff are not published.',
    },
  },
  {
    id: 'R7',
    severity: 'MEDIUM',
    grounds: 'RULES',
    default: 'HIDE',
    allowed: ['HIDE', 'STRIKE', 'SUSPEND', 'BLOCK'],
    dsaCategory: 'SCAMS_AND_FRAUD',
    title: { ja: '宣伝・迷惑な投稿', en: 'Spam and advertising' },
    text: {
      ja: '商品やサービスの宣伝、同じ文章の大量の投稿は載せられません。',
      en: 'Advertising and the same text posted in large numbers are not published.',
    },
  },
  {
    id: 'R8',
    severity: 'LOW',
    grounds: 'RULES',
    default: 'MOVE',
    allowed: ['MOVE', 'LABEL'],
    dsaCategory: 'OTHER_VIOLATION_TC',
    title: { ja: 'この場の話題ではないもの', en: 'Off topic here' },
    text: {
      ja: '話題に合う場所へ移します。話題がちがうことを理由に、非表示にはしません。',
      en: 'It is moved to where it belongs. It is not withheld for being off topic.',
    },
  },
  {
    id: 'R9',
    severity: 'LOW',
    grounds: 'RULES',
    default: 'MERGE_DUPLICATE',
    allowed: ['MERGE_DUPLICATE', 'LABEL'],
    dsaCategory: 'OTHER_VIOLATION_TC',
    title: { ja: '重複', en: 'Duplicate' },
    text: { ja: '同じ内容の投稿は、一つにまとめます。', en: 'Texts that say the same are put together.' },
  },
  {
    id: 'R10',
    severity: 'HIGH',
    grounds: 'RULES',
    default: 'SUSPEND',
    allowed: ['HIDE', 'SUSPEND', 'BLOCK'],
    dsaCategory: 'NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS',
    title: { ja: 'にせのアカウント・票の操作', en: 'Fake accounts, vote manipulation' },
    text: {
      ja: '一人で何人分ものアカウントを使い、支持や投票の数を動かすことはできません。',
      en: 'Nobody may use several accounts to move the numbers of supports or votes.',
    },
  },
  {
    id: 'R11',
    severity: 'MEDIUM',
    grounds: 'LAW',
    default: 'HIDE',
    allowed: ['HIDE', 'REDACT'],
    dsaCategory: 'NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS',
    title: { ja: '選挙の法律に触れるもの', en: 'Limits of election law' },
    text: {
      ja: '選挙の期間中など、法律で認められていない選挙運動に当たる文章は載せられません。',
      en: 'Texts that are campaigning which election law does not allow, for example on election day, are not published.',
    },
  },
  {
    id: 'R12',
    severity: 'CRITICAL',
    grounds: 'LAW',
    default: 'SUPPRESS',
    allowed: ['HIDE', 'SUPPRESS', 'SUSPEND', 'BLOCK'],
    dsaCategory: 'PROTECTION_OF_MINORS',
    title: { ja: '子どもを守るため', en: 'Protection of minors' },
    text: {
      ja: '子どもを危険にさらす文章や画像は載せられません。',
      en: 'Texts and pictures that put children in danger are not published.',
    },
  },
  {
    id: 'R13',
    severity: 'MEDIUM',
    grounds: 'LAW',
    default: 'HIDE',
    allowed: ['HIDE', 'REDACT'],
    dsaCategory: 'INTELLECTUAL_PROPERTY_INFRINGEMENTS',
    title: { ja: '著作権', en: 'Copyright' },
    text: {
      ja: 'ほかの人の文章、写真、図などを、許しを得ずに載せることはできません。',
      en: 'Texts, photos and drawings of others are not published without their leave.',
    },
  },
];

/** The rules every city begins with, as version 1: what decisions cited is never changed here, a city publishes a new version. */
export const starterRules: readonly PolicyRule[] = rows.map((row) => ({ ...row, version: 1 }));

/** The rules of a city that has changed nothing. */
export const starterBook = new RuleBook([{ version: 1, effectiveAt: new Date(0), rules: starterRules }]);
