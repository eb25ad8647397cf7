import type { Signal, Span } from './signal.ts';

/** A link in a text and the host it leads to. */
export interface Link extends Span {
  readonly host: string;
}

const VERSION = 1;
const MANY = 3;
const LINK =
  /(?:https?:\/\/|www\.)[^\s<>"「」『』（）、。]+|(?<![@\p{L}\p{N}.-])(?:[\p{L}\p{N}-]{1,63}\.){1,4}(?:com|net|org|jp|info|biz|xyz|top|site|online|shop|club|link|ly|gl|io|me|co|cn|ru)(?:\/[^\s<>"「」『』（）、。]*)?(?![\p{L}\p{N}])/giu;

/** Services behind whose addresses anything can stand. */
const SHORTENERS = new Set(
  'bit.ly t.co goo.gl tinyurl.com ow.ly is.gd buff.ly cutt.ly rb.gy t.ly lnkd.in x.gd qr.paps.jp ux.nu onl.la onl.tw amzn.to'.split(
    ' ',
  ),
);

const LOOK_ALIKE = new Map(
  Array.from('аaеeоoрpсcуyхxіiѕsԁdһhкkмmтtвbнhαaοoρpνvτtκkιiɡgı1'.matchAll(/../gu), ([pair]) => [
    pair.charAt(0),
    pair.charAt(1),
  ]),
);
const ALPHABETS = ['Latin', 'Cyrillic', 'Greek'].map((script) => new RegExp(`\\p{Script=${script}}`, 'u'));

// One skeleton for all that is drawn alike.
const skeleton = (host: string): string =>
  Array.from(host.toLowerCase(), (letter) => LOOK_ALIKE.get(letter) ?? letter)
    .join('')
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w')
    .replace(/[l1|]/g, 'i')
    .replace(/0/g, 'o');

/** The links of a text, with and without `https://`. */
export function linksIn(text: string): readonly Link[] {
  return [...text.matchAll(LINK)].map(({ 0: found, index: from }) => {
    const address = found.replace(/[.,!?)\]]+$/, '');
    const host = address
      .replace(/^https?:\/\//i, '')
      .replace(/[/?#:].*$/su, '')
      .replace(/^www\./i, '')
      .toLowerCase();
    return { host, from, to: from + address.length };
  });
}

/** A text without its links: what it says. */
export const withoutLinks = (text: string): string => text.replace(LINK, ' ');

const isLookAlike = (host: string, own: readonly string[]): boolean =>
  host.split('.').some((label) => ALPHABETS.filter((alphabet) => alphabet.test(label)).length > 1) ||
  own.some((each) => host !== each && !host.endsWith(`.${each}`) && skeleton(host) === skeleton(each));

/** A hint where links are many, hidden or disguised; those to the hosts of the city are its own. */
export function linkSignal(text: string, own: readonly string[] = []): Signal | undefined {
  const links = linksIn(text).filter(({ host }) => !own.includes(host));
  const short = links.filter(({ host }) => SHORTENERS.has(host)).length;
  const disguised = links.filter(({ host }) => isLookAlike(host, own)).length;
  const score = Math.max(disguised > 0 ? 0.9 : 0, short > 0 ? 0.6 : 0, links.length >= MANY ? 0.6 : 0);
  if (score === 0) return undefined;
  return {
    id: 'LINKS',
    version: VERSION,
    score,
    spans: links.map(({ from, to }) => ({ from, to })),
    facts: { links: links.length, short, disguised },
  };
}
