import { fold, localized } from '@hiroba/kernel';
import { headingsOf } from './categories.ts';

/** What somebody looks for among many options. */
export interface Look {
  readonly heading: string;
  readonly q: string;
  /** Only what they have chosen so far. */
  readonly chosen: boolean;
}

/** From so many options on a list can be narrowed. */
export const MANY = 10;

/** What a form or an address says of what is looked for. */
export const lookOf = (said: (name: string) => string | null | undefined): Look =>
  ({ heading: said('heading') ?? '', q: (said('q') ?? '').trim(), chosen: said('look') === 'chosen' });

/** Whether anything is left out. */
export const isNarrow = ({ heading, q, chosen }: Look): boolean => heading !== '' || q !== '' || chosen;

type Words = Parameters<typeof localized>[0];

interface Findable {
  readonly code: string;
  readonly title: Words;
  readonly text: Words;
  readonly category?: string | null | undefined;
  readonly spot?: { readonly address: string } | null | undefined;
}

const wordsOf = ({ title, text, category, spot }: Findable, locale: string): string =>
  fold([localized(title, locale).text, localized(text, locale).text, category ?? '', spot?.address ?? ''].join(' '));

/** The options that are looked for; whoever looks at what they have chosen sees all of it. */
export function lookedFor<O extends Findable>(options: readonly O[], look: Look, chosen: (code: string) => boolean, locale: string): readonly O[] {
  if (look.chosen) return options.filter(({ code }) => chosen(code));
  const words = fold(look.q).split(/\s+/).filter(Boolean);
  return options.filter((option) => {
    if (look.heading !== '' && !headingsOf(option.category).includes(look.heading)) return false;
    const text = words.length === 0 ? '' : wordsOf(option, locale);
    return words.every((word) => text.includes(word));
  });
}
