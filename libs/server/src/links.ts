const OUTER = /^[\p{Z}\p{C}]+/u;

/** The address of a link as it may be shown, or undefined when it leads to anything but web, mail or our pages. */
export function safeLink(typed: string): string | undefined {
  // Browsers skip line breaks and tabs inside an address, and leading controls and blanks.
  const link = trimEnd(typed.replace(/\p{Cc}/gu, '').replace(OUTER, ''));
  if (/[\s\\]/u.test(link) || link === '') return undefined;
  if (link.startsWith('/')) return link.startsWith('//') ? undefined : link;
  if (/^mailto:[^?]+@[^?]+/i.test(link)) return link;
  if (!/^https?:\/\//i.test(link)) return undefined;
  const url = URL.parse(link);
  return url !== null && url.username === '' && url.password === '' ? link : undefined;
}

// By hand: a regular expression for a tail of blanks takes quadratic time on blanks in the middle.
function trimEnd(s: string): string {
  let end = s.length;
  while (end > 0 && /[\p{Z}\p{C}]/u.test(s.charAt(end - 1))) end -= 1;
  return s.slice(0, end);
}
