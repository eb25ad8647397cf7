import { isCorporateNumber, isMyNumber, passesLuhn } from './check-digits.ts';
import { LICENCE_PLATE } from './licence-plates.ts';

/** What can be told of a person by its form alone. */
export const personalDataKinds = [
  'MY_NUMBER', 'CARD', 'BANK_ACCOUNT', 'PHONE', 'MAIL', 'POSTAL_ADDRESS', 'LICENCE_PLATE', 'NAME',
] as const;
export type PersonalDataKind = (typeof personalDataKinds)[number];

/** Where in a text something personal stands: from and to, in code units of the text as it was typed. */
export interface PersonalData {
  readonly kind: PersonalDataKind;
  readonly from: number;
  readonly to: number;
}

/** A text made equal in width, dashes and blanks, and for each of its code units where it came from. */
interface Plain {
  readonly text: string;
  readonly origins: readonly number[];
}

const INVISIBLE = /[\p{Cf}\ufe00-\ufe0f\u{e0100}-\u{e01ef}\u034f]/u;
const DASH = /[-\u00ad\u2010-\u2015\u2043\u2212\u2500\u2501\ufe58\ufe63\uff0d]/;
// The long vowel of kana; after a digit it stands for a dash.
const LONG_VOWEL = /[\u30fc\uff70]/;
const DIGIT = /[0-9〇零一二三四五六七八九]$/;
const KANJI_DIGITS = '〇一二三四五六七八九';
// Digits of both kinds with one sign between them at most: long enough, they are a number and not a word.
const NUMBER_RUN = /[0-9〇零一二三四五六七八九](?:[-. ]?[0-9〇零一二三四五六七八九]){6,}/g;

function plainOf(typed: string): Plain {
  let text = '';
  const origins: number[] = [];
  let at = 0;
  for (const character of typed) {
    if (!INVISIBLE.test(character)) {
      const isDash = DASH.test(character) || (LONG_VOWEL.test(character) && DIGIT.test(text.trimEnd()));
      const folded = isDash ? '-' : /\s/u.test(character) ? (character === '\n' ? '\n' : ' ') : character.normalize('NFKC').toLowerCase();
      text += folded;
      for (let unit = 0; unit < folded.length; unit += 1) origins.push(at);
    }
    at += character.length;
  }
  origins.push(at);
  const digits = text.replace(NUMBER_RUN, (run) => run.replace(/[〇零一二三四五六七八九]/g, (digit) => String(Math.max(KANJI_DIGITS.indexOf(digit), 0))));
  return { text: digits, origins };
}

const digitsIn = (s: string): string => s.replace(/\D/g, '');
const NUMBER = '[0-9〇一二三四五六七八九十百]{1,5}';
const HOUSE = [
  `${NUMBER}条${NUMBER}丁目(?: ?${NUMBER}番)?(?: ?${NUMBER}号)?`, `${NUMBER}丁目 ?${NUMBER}(?:番地?|-)(?: ?の?${NUMBER})?号?`, `${NUMBER}番地(?:の?${NUMBER})?`, `${NUMBER}番 ?${NUMBER}号`,
  '[1-9]\\d{0,3}-\\d{1,4}(?:-\\d{1,4}){0,2}(?![\\d-])',
].join('|');
const TOWN = '(?:[\\p{Script=Han}\\p{Script=Katakana}のヶ]|が(?=[丘岡台谷原浜崎島]))';

// Municipality, town, number of the house.
const ADDRESS = new RegExp(
  `(?:〒? ?\\d{3}-?\\d{4} ?)?[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]{1,8}[都道府県市区町村郡]${TOWN}{0,16}?(?:${HOUSE})(?! ?(?:号線|号車|対|点|年|月|人|円|票|章|節|割|台|件|回|本|つ))`, 'gu');
const LABELLED = new RegExp(`(?:住所|自宅|実家|家は|うちは)[^。\\n]{0,15}?(?:${HOUSE})`, 'gu');
const POSTED = /〒? ?\d{3}-\d{4} ?\n? ?[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{1,8}[都道府県市区町村郡][\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{1,10}/gu;
const YEARS = /(?:19|20)\d\d-(?:(?:19|20)?\d\d)(?:-\d\d?)?$/;

const MOBILE = /(?<![\d=-])(?:\+ ?81[- ]?(?:\(0\))?|\(?0)[5-9]0\)?[- .]{0,2}[1-9]\d{3}[- .]{0,2}\d{4}(?![\d-])/g;
const FIXED = /(?<![\d-])(?:\+ ?81[- ]?(?:\(0\) ?)?[1-9]\d{0,3}|\(?0[1-9]\d{0,3}\)?)[-(). ]{1,2}\d{1,4}[-). ]{1,2}\d{4}(?![\d-])/g;
const CALLED = /(?:電話|でんわ|tel|連絡先|携帯)[^\d\n]{0,8}(0[1-9]\d{8})(?!\d)/g;
const SERVICE = /^0(?:120|570|800|990)/;

const MAIL = /(?<![a-z0-9._%+-])[a-z0-9][a-z0-9._%+-]{0,63} ?(?:@|\(at\)|\[at\]|\{at\}) ?[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,6}\.[a-z]{2,24}/g;
const LONG_NUMBER = /(?<![\d-])\d(?:[- ]?\d){11,18}(?![\d-])/g;
const MY_NUMBER_NAMED = /マイナンバ|個人番号|my ?number/;

const BANK = '(?:銀行|信用金庫|信金|信用組合|信組|労働金庫|労金|ろうきん|農業協同組合|農協|ja|ゆうちょ)';
const ACCOUNT = new RegExp(`[\\p{Script=Han}\\p{Script=Katakana}]{0,8}${BANK}[^。\\n]{0,40}?(?:普通|当座|貯蓄|口座|番号|\\(普\\))[^。\\d\\n]{0,12}\\d(?:[- ]?\\d){6}(?![\\d人円台件])`, 'gu');

const WORD = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}々ー]{1,8}';
const LABEL = '(?:ご?連絡|電話|でんわ|携帯|番号|ご?住所|メール|アドレス|マイナンバー|生年)';
const NAMED = new RegExp(`(?:氏名|名前|なまえ)[\\])】」:=/…. ]*は?[:=/…. ]*(?!${LABEL})(${WORD}(?: (?!${LABEL})${WORD})?)`, 'gu');
const AFTER_NAME = /(?:です|さん|さま|様|で|と|が)$/u;
// So near to a name something else makes it one.
const NEAR = 60;

interface Found {
  readonly kind: PersonalDataKind;
  readonly start: number;
  readonly end: number;
}

function phonesIn(text: string): Found[] {
  const all = [...text.matchAll(MOBILE), ...text.matchAll(FIXED)].map(({ 0: s, index }) => ({ s, start: index }));
  const named = [...text.matchAll(CALLED)].map(({ 0: s, 1: number = '', index }) => ({ s: number, start: index + s.length - number.length }));
  return [...all, ...named].flatMap(({ s, start }) => {
    const national = s.startsWith('+') ? digitsIn(s).replace(/^810?/, '0') : digitsIn(s);
    const length = /^0[5-9]0[1-9]/.test(national) ? 11 : 10;
    if (national.length !== length || SERVICE.test(national)) return [];
    const isOpen = s.startsWith('(') && !s.includes(')');
    return [{ kind: 'PHONE' as const, start: start + (isOpen ? 1 : 0), end: start + s.length }];
  });
}

function numbersIn(text: string): Found[] {
  return [...text.matchAll(LONG_NUMBER)].flatMap(({ 0: s, index: start }): Found[] => {
    const digits = digitsIn(s);
    const found = { start, end: start + s.length };
    if (isMyNumber(digits)) {
      const near = text.slice(Math.max(0, start - 30), start + s.length + 30);
      if (/^\d{4}([- ])\d{4}\1\d{4}$/.test(s) || MY_NUMBER_NAMED.test(near)) return [{ kind: 'MY_NUMBER', ...found }];
    }
    const isCard = digits.length >= 13 && /^[3-6]/.test(digits) && passesLuhn(digits) && !isCorporateNumber(digits);
    return isCard ? [{ kind: 'CARD', ...found }] : [];
  });
}

// What leads up to an address or goes on after it, and is no part of it.
const BEFORE_TOWN = /^[^都道府県市区町村郡]*[はのにでをと](?=[\p{Script=Han}〒])/u;
const AFTER_TOWN = /(?:です|[のにでへ])$/u;

function addressesIn(text: string): Found[] {
  return [...text.matchAll(ADDRESS), ...text.matchAll(LABELLED), ...text.matchAll(POSTED)].flatMap(({ 0: s, index }) => {
    if (YEARS.test(s)) return [];
    const start = index + (BEFORE_TOWN.exec(s)?.[0].length ?? 0);
    return [{ kind: 'POSTAL_ADDRESS' as const, start, end: index + s.replace(AFTER_TOWN, '').length }];
  });
}

const matchesOf = (kind: PersonalDataKind, pattern: RegExp, text: string): Found[] =>
  [...text.matchAll(pattern)].map(({ 0: s, index: start }) => ({ kind, start, end: start + s.length }));

/** What follows the word for a name, where something else that is personal stands near it. */
function namesIn(text: string, others: readonly Found[]): Found[] {
  return [...text.matchAll(NAMED)].flatMap(({ 0: s, 1: name = '', index }) => {
    const start = index + s.length - name.length;
    const next = others.find((other) => other.start > start && other.start < start + name.length);
    const end = start + name.slice(0, next && next.start - start).trimEnd().replace(AFTER_NAME, '').length;
    const isBeside = others.some((other) => other.start <= end + NEAR && other.end >= start - NEAR);
    return isBeside ? [{ kind: 'NAME' as const, start, end }] : [];
  });
}

/** What may stand in any text: numbers and addresses that the organisation gives out itself. */
const sameAs = (allowed: readonly string[]) => {
  const known = new Set(allowed.map((s) => plainOf(s).text.replace(/[^a-z0-9@]/g, '')));
  return (s: string): boolean => known.has(s.replace(/[^a-z0-9@]/g, ''));
};

/** Finds in a text what tells who or where somebody is, in order; nothing is kept of it. `allowed` may stand there. */
export function personalDataIn(typed: string, allowed: readonly string[] = []): PersonalData[] {
  const { text, origins } = plainOf(typed);
  const isAllowed = sameAs(allowed);
  const taken: Found[] = [];
  const take = (all: readonly Found[]) => {
    for (const found of all) {
      const isFree = taken.every(({ start, end }) => found.end <= start || end <= found.start);
      if (isFree && !isAllowed(text.slice(found.start, found.end))) taken.push(found);
    }
  };
  take([...matchesOf('BANK_ACCOUNT', ACCOUNT, text), ...numbersIn(text), ...phonesIn(text), ...matchesOf('MAIL', MAIL, text)]);
  take([...addressesIn(text), ...matchesOf('LICENCE_PLATE', LICENCE_PLATE, text)]);
  take(namesIn(text, taken));
  return taken.sort((a, b) => a.start - b.start).map(({ kind, start, end }) =>
    ({ kind, from: origins[start] ?? 0, to: origins[end] ?? typed.length }));
}
