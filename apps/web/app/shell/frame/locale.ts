import { isLocale, locales, type Locale } from '@hiroba/kernel';

/** The language an address asks for, or the first we have. */
export function localeOf(pathname: string): Locale {
  const first = pathname.split('/')[1];
  return isLocale(first) ? first : locales[0];
}

/** The language to greet somebody in: the one they chose, else the first their browser wishes that we have. */
export function preferredLocale(chosen: string, accepted: string | null): Locale {
  if (isLocale(chosen)) return chosen;
  const wishes = (accepted ?? '')
    .split(',')
    .map((wish) => {
      const [tag = '', quality = 'q=1'] = wish.trim().split(/\s*;\s*/);
      return { language: tag.slice(0, 2).toLowerCase(), weight: Number(quality.slice(2)) || 0 };
    })
    .filter(({ language, weight }) => isLocale(language) && weight > 0)
    .sort((a, b) => b.weight - a.weight);
  const best = wishes[0]?.language;
  return isLocale(best) ? best : locales[0];
}
