import { describe, expect, it } from '@jest/globals';
import { isCorporateNumber, isMyNumber, passesLuhn } from './check-digits.ts';
import { impersonal, personal } from './personal-data.corpus.ts';
import { personalDataIn } from './personal-data.ts';

const found = (text: string, allowed: readonly string[] = []): string[] =>
  personalDataIn(text, allowed).map(({ kind, from, to }) => `${kind} ${text.slice(from, to)}`);

describe('check digits', () => {
  it.each([['12345678901', 8], ['11111111111', 8], ['98765432109', 3], ['00000000000', 0]])('of the My Number %s is %i', (s, digit) => {
    for (let d = 0; d < 10; d += 1) expect(isMyNumber(`${s}${d}`)).toBe(d === digit);
  });
  it.each(['4111111111111111', '5555555555554444', '378282246310005'])('of the card %s passes', (s) => expect(passesLuhn(s)).toBe(true));
  it('of others do not', () => {
    expect([passesLuhn('4111111111111112'), passesLuhn(''), isMyNumber('123'), isCorporateNumber('7000012050003')]).toEqual([false, false, false, false]);
    expect(isCorporateNumber('7000012050002')).toBe(true);
  });
});

describe('something personal', () => {
  it.each([
    ['私の携帯は090-1234-5678です', 'PHONE 090-1234-5678'],
    ['080-1234-5678までお願いします', 'PHONE 080-1234-5678'],
    ['07012345678', 'PHONE 07012345678'],
    ['060-1234-5678', 'PHONE 060-1234-5678'],
    ['IP電話 050-1234-5678', 'PHONE 050-1234-5678'],
    ['０９０－１２３４－５６７８', 'PHONE ０９０－１２３４－５６７８'],
    ['０９０１２３４５６７８に電話を', 'PHONE ０９０１２３４５６７８'],
    ['０９０ー１２３４ー５６７８', 'PHONE ０９０ー１２３４ー５６７８'],
    ['090‐1234‐5678', 'PHONE 090‐1234‐5678'],
    ['090—1234—5678', 'PHONE 090—1234—5678'],
    ['090−1234−5678', 'PHONE 090−1234−5678'],
    ['090 1234 5678', 'PHONE 090 1234 5678'],
    ['090　1234　5678', 'PHONE 090　1234　5678'],
    ['090.1234.5678', 'PHONE 090.1234.5678'],
    ['(090)1234-5678', 'PHONE (090)1234-5678'],
    ['（０９０）１２３４－５６７８', 'PHONE （０９０）１２３４－５６７８'],
    ['090\u200b-1234-\u200b5678', 'PHONE 090\u200b-1234-\u200b5678'],
    ['〇九〇-一二三四-五六七八', 'PHONE 〇九〇-一二三四-五六七八'],
    ['〇九〇一二三四五六七八へ', 'PHONE 〇九〇一二三四五六七八'],
    ['①②の件は090-1234-5678', 'PHONE 090-1234-5678'],
    ['+81 90-1234-5678', 'PHONE +81 90-1234-5678'],
    ['＋81-90-1234-5678', 'PHONE ＋81-90-1234-5678'],
    ['+81-79-000-1234', 'PHONE +81-79-000-1234'],
    ['03-1234-5678', 'PHONE 03-1234-5678'],
    ['06（1234）5678', 'PHONE 06（1234）5678'],
    ['(03)1234-5678', 'PHONE (03)1234-5678'],
    ['079-000-1234に', 'PHONE 079-000-1234'],
    ['0790-00-1234', 'PHONE 0790-00-1234'],
    ['０７９（０００）１２３４', 'PHONE ０７９（０００）１２３４'],
    ['01267-1-2345', 'PHONE 01267-1-2345'],
    ['電話0790001234です', 'PHONE 0790001234'],
    ['TEL：0312345678', 'PHONE 0312345678'],
    ['ＴＥＬ　０３１２３４５６７８', 'PHONE ０３１２３４５６７８'],
    ['連絡先は0790001234', 'PHONE 0790001234'],
    ['hana@example.jp', 'MAIL hana@example.jp'],
    ['連絡はhana.sato+city@mail.example.co.jpまで', 'MAIL hana.sato+city@mail.example.co.jp'],
    ['ｈａｎａ＠ｅｘａｍｐｌｅ．ｊｐ', 'MAIL ｈａｎａ＠ｅｘａｍｐｌｅ．ｊｐ'],
    ['hana（at）example.jp', 'MAIL hana（at）example.jp'],
    ['hana[at]example.jp', 'MAIL hana[at]example.jp'],
    ['hana @ example.com', 'MAIL hana @ example.com'],
    ['HANA@EXAMPLE.JP', 'MAIL HANA@EXAMPLE.JP'],
    ['架空市本町1丁目2番3号', 'POSTAL_ADDRESS 架空市本町1丁目2番3号'],
    ['架空市本町１丁目２番３号に住んでいます', 'POSTAL_ADDRESS 架空市本町１丁目２番３号'],
    ['架空市本町一丁目二番三号', 'POSTAL_ADDRESS 架空市本町一丁目二番三号'],
    ['架空市本町1-2-3', 'POSTAL_ADDRESS 架空市本町1-2-3'],
    ['架空市本町１－２－３', 'POSTAL_ADDRESS 架空市本町１－２－３'],
    ['架空市本町1ー2ー3', 'POSTAL_ADDRESS 架空市本町1ー2ー3'],
    ['架空県架空市北町2000番地', 'POSTAL_ADDRESS 架空県架空市北町2000番地'],
    ['架空県架空市北町2000番地の5', 'POSTAL_ADDRESS 架空県架空市北町2000番地の5'],
    ['架空市ヶ丘町12番34号', 'POSTAL_ADDRESS 架空市ヶ丘町12番34号'],
    ['さくら市花見台2-15', 'POSTAL_ADDRESS さくら市花見台2-15'],
    ['架空市一の谷町3-4-5', 'POSTAL_ADDRESS 架空市一の谷町3-4-5'],
    ['架空郡山中村字奥123番地', 'POSTAL_ADDRESS 架空郡山中村字奥123番地'],
    ['〒999-0001 架空県架空市本町1-2-3', 'POSTAL_ADDRESS 〒999-0001 架空県架空市本町1-2-3'],
    ['〒９９９－０００１　架空県架空市本町', 'POSTAL_ADDRESS 〒９９９－０００１　架空県架空市本町'],
    ['999-0001 架空県架空市本町', 'POSTAL_ADDRESS 999-0001 架空県架空市本町'],
    ['住所は本町2丁目3番4号です', 'POSTAL_ADDRESS 本町2丁目3番4号'],
    ['自宅（北在家5番地）の前', 'POSTAL_ADDRESS 自宅（北在家5番地'],
    ['東京都架空区中央3丁目4-5', 'POSTAL_ADDRESS 東京都架空区中央3丁目4-5'],
    ['マイナンバーは123456789018です', 'MY_NUMBER 123456789018'],
    ['マイナンバー：１２３４５６７８９０１８', 'MY_NUMBER １２３４５６７８９０１８'],
    ['個人番号 1111 1111 1118', 'MY_NUMBER 1111 1111 1118'],
    ['1234-5678-9018', 'MY_NUMBER 1234-5678-9018'],
    ['1234　5678　9018', 'MY_NUMBER 1234　5678　9018'],
    ['987654321093（個人番号）', 'MY_NUMBER 987654321093'],
    ['4111111111111111', 'CARD 4111111111111111'],
    ['カードは4111 1111 1111 1111', 'CARD 4111 1111 1111 1111'],
    ['5555-5555-5555-4444', 'CARD 5555-5555-5555-4444'],
    ['３７８２　８２２４６３　１０００５', 'CARD ３７８２　８２２４６３　１０００５'],
  ])('is found in %s', (text, expected) => expect(found(text)).toEqual([expected]));

  it('is found more than once, in the order of the text and without overlap', () => {
    expect(found('𠮷田です。090-1234-5678、hana@example.jp、架空市本町1-2-3。👨‍👩‍👧')).toEqual([
      'PHONE 090-1234-5678', 'MAIL hana@example.jp', 'POSTAL_ADDRESS 架空市本町1-2-3']);
  });

  it('may be what the city itself gives out', () => {
    const own = ['079-000-0000', 'city@example.jp'];
    expect(found('市役所（079-000-0000）か city@example.jp へ', own)).toEqual([]);
    expect(found('市役所（０７９）０００－０００１', own)).toHaveLength(1);
  });
});

describe('nothing personal', () => {
  it.each([
    '賛成です。木陰がほしい。', '2026-11-22に開きます', '2026年11月22日（日）13:00〜15:00', '令和8年11月22日', '22-11-2026', '03-04-2026',
    '10:30-12:00', '1,234,567円', '予算は12,345,678円です', '人口は263,000人', '参加者120人、うち子ども35人', '3-2で勝ちました', '神戸市が3-2で勝った',
    '市民の声 3-2', '平日9-17時', '第3次総合計画2026-2030', '架空市2026-2030計画', '架空市2026-11-22', '国道2号線', '県道118号線の渋滞', '市道123号',
    '駅前1丁目の交差点', '本町2丁目の公園', '本町一丁目自治会', '1番線のホーム', '3号車', '5番目の案', '10番以内', '一番よい案です', '二、三回行きました',
    '〒999-0001', '郵便番号は999-0001', '0120-123-456', '０１２０－１２３－４５６', '0800-123-4567', '0570-012-345', '110番と119番', '119', '#7119に相談',
    '123456789012', '伝票番号123456789018', '受付番号 TEST-P-2026-12', '法人番号7000012050002', '1234-5678-9012', 'マイナンバーカードを持っています',
    'マイナンバーは12桁です', 'ISBN 978-4-00-000000-0', '4111111111111112', '1234567890123456', '品番 0312-45-67', '@hana さんに賛成', '@kenta_1 と @bcdfghjk',
    'https://example.jp/spaces/ekimae?comment=019d4661-5c53-78c7-b884-a11ddb67687e', 'example.jp を見て', '時給1,050円', '0.5〜0.8倍', '100-200メートル',
    '午前8-10時に混む', '5-7歳の子', '十二日と十三日', '〇か×か', '一二三四五', '架空市の人口は26万人', '架空市立図書館の2階', '市役所北館3階301号室', '1-2週間で',
    '架空市議会令和8年3月', '町内会費3000円', '区画整理の12-3の図', '府中の森', '都市計画マスタープラン3-1章', '北緯34.7、東経134.8', '090は携帯の番号です',
    '気温は30-35度', '2対1で可決', '参加費500円×20人=10,000円', '電話で聞きました', 'メールで送ります', 'TELください', '平成31年4月30日', 'R8.11.22', '11/22(日) 13:00',
  ])('is found in %s', (text) => expect(found(text)).toEqual([]));

  it('and time grows with the length only', () => {
    const started = process.cpuUsage();
    for (const part of ['市', '市町', '1-', '0', '090-', '架空市本町', 'a@', '〇', '一丁目', ' ', '住所', '+81', '.a', '1 ']) personalDataIn(part.repeat(20_000 / part.length));
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(3_000);
  });
});

describe('M10 on the corpus', () => {
  const judged = Object.entries(personal).flatMap(([kind, sentences]) =>
    sentences.map((marked) => {
      const text = marked.replace(/[⟦⟧]/g, '');
      const all = personalDataIn(text);
      const spans = all.map(({ from, to }) => text.slice(from, to));
      const marks = [...marked.matchAll(/⟦([^⟧]*)⟧/g)].map(([, s]) => s);
      return { kind, isFound: all.some((each) => each.kind === kind), isExact: spans.join('|') === marks.join('|') };
    }));
  const share = (all: typeof judged, of: 'isFound' | 'isExact'): number => all.filter((each) => each[of]).length / all.length;

  it('there are at least 200 sentences of each sort', () => {
    expect(Math.min(judged.length, impersonal.length)).toBeGreaterThanOrEqual(200);
    expect(new Set(impersonal).size).toBe(impersonal.length);
  });
  it.each(Object.keys(personal))('95 of 100 of %s are found', (kind) =>
    expect(share(judged.filter((each) => each.kind === kind), 'isFound')).toBeGreaterThanOrEqual(0.95));
  it('95 of 100 that are found are personal', () => {
    const right = judged.filter(({ isFound }) => isFound).length;
    const wrong = impersonal.filter((text) => personalDataIn(text).length > 0).length;
    expect(right / (right + wrong)).toBeGreaterThanOrEqual(0.95);
  });
  it('95 of 100 are marked from their first to their last letter', () => expect(share(judged, 'isExact')).toBeGreaterThanOrEqual(0.95));
});
