import { text } from './text.ts';
import type { DemoLegalPage } from './types.ts';

const terms: DemoLegalPage = {
  kind: 'TERMS',
  title: { ja: '利用のきまり', en: 'Terms of use' },
  sections: [
    {
      heading: { ja: 'だれでも読めます', en: 'Anyone may read' },
      body: {
        ja: text`
          この広場の内容は、登録しなくても読めます。提案、支持、コメントには登録が必要です。
          市内に住む人だけでなく、通勤や通学をする人、みなと川市に関心のある人も参加できます。`,
        en: text`
          Everything here can be read without an account. Proposing, supporting and commenting need one.
          You may take part if you live, work or study in Minatogawa, or simply care about it.`,
      },
    },
    {
      heading: { ja: '書いたものの扱い', en: 'What you write' },
      body: {
        ja: text`
          書いた人の権利は、書いた人に残ります。市は、内容を公開し、検討の資料として使い、
          CC BY 4.0 のオープンデータとして提供します。ほかの人の文章や写真は、許しを得てから載せてください。

          提案は公開してから30分のあいだ直せます。それより後は、コメントで補足できます。`,
        en: text`
          What you write stays yours. The city publishes it, uses it in its deliberations and offers it as open data
          under CC BY 4.0. Please ask before you post texts or pictures of others.

          A proposal can be edited for 30 minutes after it is published. After that, add to it by a comment.`,
      },
    },
    {
      heading: { ja: '市の約束', en: 'What the city promises' },
      body: {
        ja: text`
          必要な支持が集まった提案には、期日までに市が回答します。期日を過ぎたときは、その事実も公開します。
          きまりを変えるときは、変える2週間前までにお知らせし、理由を添えて記録に残します。`,
        en: text`
          The city answers every proposal that reaches the required number of supports, by a published date.
          If we are late, that is public too. Changes to these terms are announced two weeks before and kept on record
          with the reason.`,
      },
    },
  ],
};

const privacy: DemoLegalPage = {
  kind: 'PRIVACY',
  title: { ja: '個人情報の取扱い', en: 'Privacy' },
  sections: [
    {
      heading: { ja: 'お預かりするもの', en: 'What we keep' },
      body: {
        ja: text`
          メールアドレス、表示名、パスワードから計算した値、使う言語をお預かりします。
          本名、住所、電話番号は登録に必要ありません。表示名は公開されます。`,
        en: text`
          We keep your e-mail address, display name, a value computed from your password and your language.
          Your legal name, address and phone number are not needed. Your display name is public.`,
      },
    },
    {
      heading: { ja: '使いみち', en: 'What we use it for' },
      body: {
        ja: text`
          ご本人の確認と、お知らせの送付だけに使います。広告や追跡には使わず、外部の事業者にも渡しません。
          だれがどの提案を支持したかは、公開しません。`,
        en: text`
          Only to recognise you and to send the notices you asked for. There is no advertising, no tracking and no sale
          of data. Who supported which proposal is never published.`,
      },
    },
    {
      heading: { ja: '見る、取り出す、消す', en: 'See it, take it, delete it' },
      body: {
        ja: text`
          自分のデータは「わたしの参加」からいつでも取り出せます。退会すると個人情報は消えます。
          公開した提案とコメントは「退会した参加者」のものとして残ります。
          お問い合わせは企画課（0790-00-0010）へどうぞ。`,
        en: text`
          You can download your data at any time from “My participation”. When you close your account, personal data
          is erased; published proposals and comments stay, under “former participant”.
          Questions? Call the Planning Office on 0790-00-0010.`,
      },
    },
  ],
};

const moderation: DemoLegalPage = {
  kind: 'MODERATION',
  title: { ja: '書きこみの見守り方針', en: 'Moderation policy' },
  sections: [
    {
      heading: { ja: '市への批判は歓迎します', en: 'Criticism of the city is welcome' },
      body: {
        ja: text`
          市の考えに反対する意見を、そのことだけで隠すことはありません。まちがいの指摘は、ありがたい助けです。`,
        en: text`
          We never hide a text because it disagrees with the city. Telling us where we are wrong is a real help.`,
      },
    },
    {
      heading: { ja: '公開を止めるもの', en: 'What we withhold' },
      body: {
        ja: text`
          ・人を傷つけることば、差別、おどし
          ・本人の承諾のない個人情報
          ・同じ文面のくり返し、商品の宣伝
          ・法律に反するもの`,
        en: text`
          - Insults, discrimination and threats
          - Personal details of others without their consent
          - The same text over and over, and advertising
          - Anything against the law`,
      },
    },
    {
      heading: { ja: '止めるときの手順', en: 'How it is done' },
      body: {
        ja: text`
          判断するのは人です。どのきまりに当たるか、なぜそう考えたかを書いた人に知らせ、その場所に印を残します。
          納得できないときは30日以内に申し立てができます。申し立ては、最初に判断した人とは別の人が確かめます。`,
        en: text`
          People decide, not machines. The author is told which rule applies and why, and a mark stays in the place.
          Within 30 days the author may appeal; someone else than the first moderator decides the appeal.`,
      },
    },
  ],
};

const accessibility: DemoLegalPage = {
  kind: 'ACCESSIBILITY',
  title: { ja: 'アクセシビリティ', en: 'Accessibility' },
  sections: [
    {
      heading: { ja: '目標', en: 'Our aim' },
      body: {
        ja: text`
          だれもが同じように読み、書けることを目標にしています。WCAG 2.2 の達成基準 AA を目安に、
          キーボードだけの操作、読み上げ、文字を200%にした表示、JavaScript を使わない表示を確かめています。`,
        en: text`
          Everyone should be able to read and write here alike. We work towards WCAG 2.2 level AA and check the pages
          by keyboard alone, with screen readers, with text at 200 % and without JavaScript.`,
      },
    },
    {
      heading: { ja: '困ったときは', en: 'If something does not work' },
      body: {
        ja: text`
          使いにくいところがあれば、企画課（0790-00-0010、ファクス 0790-00-0001）へお知らせください。
          5開庁日以内に、直す予定か、ほかの方法をお返事します。
          画面で書くことが難しいかたは、電話や窓口でお話しください。職員が代わりに入力します。`,
        en: text`
          Tell the Planning Office (phone 0790-00-0010, fax 0790-00-0001) what gets in your way.
          Within five working days we reply with a date for the repair or with another way.
          If writing on a screen is hard for you, tell us by phone or at the counter and we enter it for you.`,
      },
    },
  ],
};

/** The legal pages of the city. */
export const legalPages: readonly DemoLegalPage[] = [terms, privacy, moderation, accessibility];
