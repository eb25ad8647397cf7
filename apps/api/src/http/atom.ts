/** An entry of an Atom feed. */
export interface AtomEntry {
  readonly id: string;
  readonly title: string;
  readonly at: Date;
  /** Where it can be read; none where it no longer can. */
  readonly href?: string | undefined;
  readonly summary?: string | undefined;
  readonly author?: string | undefined;
}

/** An Atom feed: the newest entry first. */
export interface AtomFeed {
  readonly self: string;
  /** The page it belongs to. */
  readonly page: string;
  readonly next?: string | undefined;
  readonly locale: string;
  readonly title: string;
  readonly author: string;
  readonly rights: string;
  readonly entries: readonly AtomEntry[];
}

const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it stands in XML, in elements and attributes alike; what XML cannot hold is left out. */
export const xmlText = (text: string): string => text.replace(forbidden, '').replace(/[&<>"']/g, (sign) => named[sign] ?? '');

const element = (name: string, text: string | undefined): string => (text ? `<${name}>${xmlText(text)}</${name}>` : '');
const link = (rel: string, type: string, href: string | undefined): string =>
  href ? `<link rel="${rel}" type="${type}" href="${xmlText(href)}"/>` : '';

const entryOf = ({ id, title, at, href, summary, author }: AtomEntry): string => [
  '<entry>', element('id', id), `<title>${xmlText(title)}</title>`, element('published', at.toISOString()), element('updated', at.toISOString()),
  link('alternate', 'text/html', href), author ? `<author>${element('name', author)}</author>` : '',
  element('summary', summary), '</entry>',
].join('');

/** A feed as Atom (RFC 4287). */
export function atomOf({ self, page, next, locale, title, author, rights, entries }: AtomFeed): string {
  const updated = entries[0]?.at ?? new Date(0);
  return [
    '<?xml version="1.0" encoding="utf-8"?>', `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xmlText(locale)}">`,
    element('id', self), element('title', title), element('updated', updated.toISOString()),
    link('self', 'application/atom+xml', self), link('alternate', 'text/html', page), link('next', 'application/atom+xml', next),
    `<author>${element('name', author)}</author>`, element('rights', rights), ...entries.map(entryOf), '</feed>', '',
  ].filter(Boolean).join('\n');
}
