import type { LegalSlug } from '../../domain/organisation.ts';
import type { Answered } from '../words.ts';

/** A legal page to begin with: what a city must say itself stands in brackets 〔…〕. */
export interface LegalTemplate {
  readonly title: Answered;
  readonly body: Answered;
}

const contact = { ja: '〔担当課と電話番号〕', en: '〔office and phone number〕' };

/** What the four legal pages may begin with; no city is bound by them before it publishes its own. */
export const legalTemplates: Readonly<Record<LegalSlug, LegalTemplate>> = {
  terms: {
    title: { ja: '利用のきまり', en: 'Terms of use' },
    body: {
      ja: `## だれでも読めます

この広場の内容は、登録しなくても読めます。提案、支持、コメントには登録が必要です。

## 書いたものの扱い

書いた人の権利は、書いた人に残ります。市は、内容を公開し、検討の資料として使い、CC BY 4.0 のオープンデータとして提供します。ほかの人の文章や写真は、許しを得てから載せてください。

公開したものには編集できる期間があります。公開したすべての版が残ります。

## 市の約束

回答を約束した提案には、期日までに市が回答します。期日を過ぎたときは、その事実も公開します。

このきまりを変えるときは、事前にお知らせし、前の版も読めるようにします。

## お問い合わせ

${contact.ja}`,
      en: `## Anyone may read

Everything here can be read without an account. Proposing, supporting and commenting need one.

## What you write

What you write stays yours. The city publishes it, uses it in its deliberations and offers it as open data under CC BY 4.0. Please ask before you post texts or pictures of others.

There is a time in which you can edit what you published. All published versions stay readable.

## What the city promises

Proposals that were promised an answer get one by the published date. If we are late, that is public too.

Changes to these terms are announced before; earlier versions stay readable.

## Contact

${contact.en}`,
    },
  },
  privacy: {
    title: { ja: '個人情報の取扱い', en: 'Privacy' },
    body: {
      ja: `## お預かりするもの

メールアドレス、表示名、パスワードから計算した値、使う言語をお預かりします。本名、住所、電話番号は登録に必要ありません。表示名は公開されます。

## 使いみち

ご本人の確認と、お知らせの送付だけに使います。広告や追跡には使わず、外部の事業者にも渡しません。だれがどの提案を支持したかは、公開しません。

## 根拠と保存の期間

〔根拠となる法律や条例と、保存する期間を書きます。〕

## 見る、取り出す、消す

自分のデータは「わたしのアカウント」からいつでも取り出せます。退会すると個人情報は消えます。公開した提案とコメントは「退会した参加者」のものとして残ります。

## お問い合わせ

${contact.ja}`,
      en: `## What we keep

Your mail address, display name, a value computed from your password and your language. Your legal name, address and phone number are not needed. Your display name is public.

## What we use it for

Only to recognise you and to send the notices you asked for. There is no advertising, no tracking and no sale of data. Who supported which proposal is never published.

## Legal basis and how long

〔The law or ordinance it rests on, and how long it is kept.〕

## See it, take it, delete it

You can download your data at any time from “My account”. When you close your account, personal data is erased; published proposals and comments stay, under “former participant”.

## Contact

${contact.en}`,
    },
  },
  moderation: {
    title: { ja: '書きこみの見守り方針', en: 'Moderation policy' },
    body: {
      ja: `## 市への批判は歓迎します

市の考えに反対する意見を、そのことだけで隠すことはありません。

## 公開を止めるもの

- 人を傷つけることば、差別、おどし
- 本人の承諾のない個人情報
- 同じ文面のくり返し、商品の宣伝
- 法律に反するもの

## 止めるときの手順

判断するのは人です。どのきまりに当たるか、なぜそう考えたかを書いた人に知らせ、その場所に印を残します。納得できないときは申し立てができます。申し立ては、最初に判断した人とは別の人が確かめます。

## お問い合わせ

${contact.ja}`,
      en: `## Criticism of the city is welcome

We never hide a text because it disagrees with the city.

## What we withhold

- Insults, discrimination and threats
- Personal details of others without their consent
- The same text over and over, and advertising
- Anything against the law

## How it is done

People decide, not machines. The author is told which rule applies and why, and a mark stays in the place. The author may appeal; someone else than the first moderator decides the appeal.

## Contact

${contact.en}`,
    },
  },
  accessibility: {
    title: { ja: 'アクセシビリティ', en: 'Accessibility' },
    body: {
      ja: `## 目標

だれもが同じように読み、書けることを目標にしています。WCAG 2.2 の達成基準 AA（JIS X 8341-3）を目安に、キーボードだけの操作、読み上げ、文字を200%にした表示、JavaScript を使わない表示を確かめています。

## 困ったときは

使いにくいところがあれば、お知らせください。〔5開庁日〕以内に、直す予定か、ほかの方法をお返事します。画面で書くことが難しいかたは、電話や窓口でお話しください。職員が代わりに入力します。

## お問い合わせ

${contact.ja}`,
      en: `## Our aim

Everyone should be able to read and write here alike. We work towards WCAG 2.2 level AA (JIS X 8341-3) and check the pages by keyboard alone, with screen readers, with text at 200 % and without JavaScript.

## If something does not work

Tell us what gets in your way. Within 〔five working days〕 we reply with a date for the repair or with another way. If writing on a screen is hard for you, tell us by phone or at the counter and we enter it for you.

## Contact

${contact.en}`,
    },
  },
};
