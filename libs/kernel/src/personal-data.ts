import { isCorporateNumber, isMyNumber, passesLuhn } from './check-digits.ts';

/** What can be told of a person by its form alone. */
export const personalDataKinds = ['MY_NUMBER', 'CARD', 'PHONE', 'MAIL', 'POSTAL_ADDRESS'] as const;
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
const DASH = /[-\u00ad\u2010-\u2015\u2043\u2212\u2500\u2501\u30fc\ufe58\ufe63\uff0d\uff70]/;
const KANJI_DIGITS = '〇一二三四五六七八九';
// Digits of both kinds with one sign between them at most: long enough, they are a number and not a word.
const NUMBER_RUN = /[0-9〇零一二三四五六七八九](?:[-. ]?[0-9〇零一二三四五六七八九]){6,}/g;

function plainOf(typed: string): Plain {
  let text = '';
  const origins: number[] = [];
  let at = 0;
  for (const character of typed) {
    if (!INVISIBLE.test(character)) {
      const folded = DASH.test(character) ? '-' : /\s/u.test(character) ? (character === '\n' ? '\n' : ' ') : character.normalize('NFKC').toLowerCase();
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
  `${NUMBER}丁目 ?${NUMBER}(?:番地?|-)(?: ?の?${NUMBER})?号?`, `${NUMBER}番地(?:の?${NUMBER})?`, `${NUMBER}番 ?${NUMBER}号`,
  '[1-9]\\d{0,3}-\\d{1,4}(?:-\\d{1,4}){0,2}(?![\\d-])',
].join('|');
const TOWN = '[\\p{Script=Han}\\p{Script=Katakana}の]';

// Municipality, town, number of the house.
const ADDRESS = new RegExp(
  `(?:〒? ?\\d{3}-?\\d{4} ?)?[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]{1,8}[都道府県市区町村郡]${TOWN}{0,16}?(?:${HOUSE})(?! ?(?:号線|号車|対|点|年|月|人|円|票))`, 'gu');
const LABELLED = new RegExp(`(?:住所|自宅|実家|家は|うちは)[^。\\n]{0,15}?(?:${HOUSE})`, 'gu');
const POSTED = /〒? ?\d{3}-\d{4} ?\n? ?[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{1,8}[都道府県市区町村郡][\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{1,10}/gu;
const YEARS = /(?:19|20)\d\d-(?:(?:19|20)?\d\d)(?:-\d\d?)?$/;

const MOBILE = /(?<![\d-])(?:\+ ?81[- ]?(?:\(0\))?|\(?0)[5-9]0\)?[- .]{0,2}[1-9]\d{3}[- .]{0,2}\d{4}(?![\d-])/g;
const FIXED = /(?<![\d-])(?:\+ ?81[- ]?(?:\(0\) ?)?[1-9]\d{0,3}|\(?0[1-9]\d{0,3}\)?)[-(). ]{1,2}\d{1,4}[-). ]{1,2}\d{4}(?![\d-])/g;
const CALLED = /(?:電話|でんわ|tel|連絡先|携帯)[^\d\n]{0,8}(0[1-9]\d{8})(?!\d)/g;
const SERVICE = /^0(?:120|570|800|990)/;

const MAIL = /(?<![a-z0-9._%+-])[a-z0-9][a-z0-9._%+-]{0,63} ?(?:@|\(at\)|\[at\]|\{at\}) ?[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,6}\.[a-z]{2,24}/g;
const LONG_NUMBER = /(?<![\d-])\d(?:[- ]?\d){11,18}(?![\d-])/g;
const MY_NUMBER_NAMED = /マイナンバ|個人番号|my ?number/;

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
    return national.length !== length || SERVICE.test(national) ? [] : [{ kind: 'PHONE' as const, start, end: start + s.length }];
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

function addressesIn(text: string): Found[] {
  return [...text.matchAll(ADDRESS), ...text.matchAll(LABELLED), ...text.matchAll(POSTED)].flatMap(({ 0: s, index: start }) =>
    (YEARS.test(s) ? [] : [{ kind: 'POSTAL_ADDRESS' as const, start, end: start + s.length }]));
}

const mailsIn = (text: string): Found[] =>
  [...text.matchAll(MAIL)].map(({ 0: s, index: start }) => ({ kind: 'MAIL', start, end: start + s.length }));

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
  for (const found of [...numbersIn(text), ...phonesIn(text), ...mailsIn(text), ...addressesIn(text)]) {
    const isFree = taken.every(({ start, end }) => found.end <= start || end <= found.start);
    if (isFree && !isAllowed(text.slice(found.start, found.end))) taken.push(found);
  }
  return taken.sort((a, b) => a.start - b.start).map(({ kind, start, end }) =>
    ({ kind, from: origins[start] ?? 0, to: origins[end] ?? typed.length }));
}
