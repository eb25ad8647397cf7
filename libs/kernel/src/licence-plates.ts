// The offices that register vehicles, and the places that have plates of their own name.
const PLACES =
  '札幌 函館 旭川 室蘭 苫小牧 釧路 知床 帯広 十勝 北見 青森 八戸 弘前 岩手 盛岡 平泉 宮城 仙台 秋田 山形 庄内 福島 会津 郡山 白河 いわき ' +
  '水戸 土浦 つくば 宇都宮 那須 とちぎ 栃木 群馬 前橋 高崎 大宮 川口 所沢 川越 熊谷 春日部 越谷 千葉 成田 習志野 市川 船橋 袖ヶ浦 市原 野田 柏 松戸 ' +
  '品川 世田谷 練馬 杉並 板橋 足立 江東 葛飾 八王子 多摩 横浜 川崎 湘南 相模 山梨 富士山 新潟 長岡 上越 長野 松本 諏訪 安曇野 南信州 富山 石川 金沢 福井 ' +
  '岐阜 飛騨 静岡 浜松 沼津 伊豆 名古屋 豊橋 三河 岡崎 豊田 尾張小牧 一宮 春日井 三重 鈴鹿 四日市 伊勢志摩 滋賀 京都 大阪 なにわ 和泉 堺 奈良 飛鳥 和歌山 ' +
  '神戸 姫路 鳥取 島根 出雲 岡山 倉敷 広島 福山 山口 下関 徳島 香川 高松 愛媛 高知 福岡 北九州 久留米 筑豊 佐賀 長崎 佐世保 熊本 大分 宮崎 鹿児島 奄美 沖縄';

const KANA = '[あいうえかきくけこさすせそたちつてとなにぬねのはひふほまみむめもやゆよらりるれろわを]';

/** Vehicle registration plates in a text of one width: place, class, one hiragana, and one to four digits. */
export const LICENCE_PLATE = new RegExp(
  `(?:${PLACES.split(' ').join('|')}) ?(?:\\d{2,3}|\\d{2}[a-z]) ?${KANA} ?(?:\\d{1,2}-\\d\\d|[・.]{0,3}\\d{1,4})(?![\\d人円件年月日%])`,
  'g',
);
