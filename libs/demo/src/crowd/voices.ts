import type { Dice } from './dice.ts';
import {
  closings, details, english, families, givens, matters, nicknames, openings, places, reactions, replies, thoughts, type Matter,
} from './phrases.ts';

/** A text somebody wrote. */
export interface CrowdText {
  readonly title: string;
  readonly body: string;
  readonly category: string;
  readonly locale: 'ja' | 'en';
}

const days = ['月', '火', '水', '木', '金', '土', '日'] as const;

const filled = (dice: Dice, phrase: string): string => phrase
  .replace(/\{place\}/g, () => dice.pick(places))
  .replace(/\{day\}/g, () => dice.pick(days))
  .replace(/\{hour\}/g, () => String(6 + dice.below(16)))
  .replace(/\{minutes\}/g, () => String(10 * (1 + dice.below(6))))
  .replace(/\{years\}/g, () => String(1 + dice.below(30)))
  .replace(/\{count\}/g, () => String(2 + dice.below(40)));

const inEnglish = (dice: Dice): boolean => dice.chance(0.02);

/** Some of them, each once. */
function several<T>(dice: Dice, from: readonly T[], many: number): T[] {
  const order = dice.order(from.length);
  return Array.from({ length: Math.min(many, from.length) }, (_, n) => from[order[n] ?? 0] as T);
}

function titleOf(dice: Dice, thing: string, wish: string): string {
  const place = dice.chance(0.6) ? `${dice.pick(places)}の` : '';
  return dice.pick([
    `${place}${thing}をよくしたい`, `${place}${thing}を見直しませんか`, `${place}${thing}について`, `${place}${thing}：${wish}`,
    `${place}${thing}のことで困っています。力を貸してください`, thing,
  ]);
}

/** What somebody writes about one thing. */
function section(dice: Dice, { troubles, wishes, effects }: Matter, thing: string): { readonly paragraphs: readonly string[]; readonly wish: string } {
  const more = Math.min(20, Math.floor(dice.spread(2.2, 1)));
  const [first = '', ...others] = several(dice, troubles, 1 + Math.ceil(more / 4));
  const [wish = '', ...further] = several(dice, wishes, 1 + Math.floor(more / 6));
  const told = [...several(dice, details, more).map((sentence) => filled(dice, sentence)), ...others.map((trouble) => `また、${trouble}。`)];
  return {
    wish,
    paragraphs: [
      `${filled(dice, dice.pick(openings))}${thing}のことです。${first}。`,
      ...Array.from({ length: Math.ceil(told.length / 5) }, (_, n) => told.slice(n * 5, n * 5 + 5).join('')),
      [wish, ...further].map((sentence) => `${sentence}。`).join('') + (dice.chance(0.7) ? `そうすれば、${dice.pick(effects)}。` : ''),
    ],
  };
}

/** The text of a proposal: a few sentences as a rule, now and then a page. */
export function proposalText(dice: Dice): CrowdText {
  const matter = dice.pick(matters);
  const { category, things } = matter;
  if (inEnglish(dice)) {
    const body = several(dice, english.bodies, 2 + dice.below(5)).map((sentence) => filled(dice, sentence));
    return { title: filled(dice, dice.pick(english.titles)), body: body.join(' '), category, locale: 'en' };
  }
  const told = several(dice, things, dice.chance(0.06) ? 2 + dice.below(3) : 1);
  const sections = told.map((thing) => section(dice, matter, thing));
  const paragraphs = sections.flatMap(({ paragraphs: each }) => each);
  const body = `${paragraphs.join(paragraphs.length > 3 ? '\n\n' : '')}${dice.pick(closings)}`;
  return { title: titleOf(dice, told[0] ?? '', sections[0]?.wish ?? ''), body, category, locale: 'ja' };
}

/** The text of a comment: most are short, some go on. */
export function commentText(dice: Dice, isReply: boolean): { readonly body: string; readonly locale: 'ja' | 'en' } {
  if (inEnglish(dice)) return { body: filled(dice, dice.pick(english.comments)), locale: 'en' };
  const more = Math.min(14, Math.floor(dice.spread(1.1, 0.9)));
  const sentences = Array.from({ length: more }, () => filled(dice, dice.pick(thoughts)));
  return { body: [dice.pick(isReply ? replies : reactions), ...sentences].join(''), locale: 'ja' };
}

/** What somebody calls themselves: two thirds a name, the others something else. */
export function displayName(dice: Dice): string {
  const number = dice.chance(0.3) ? String(1 + dice.below(99)) : '';
  return dice.chance(0.66) ? `${dice.pick(families)} ${dice.pick(givens)}` : `${dice.pick(nicknames)}${number}`;
}
