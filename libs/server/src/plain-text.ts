import type { SafeHtml } from '@hiroba/kernel';
import { safeLink } from './links.ts';
import { sanitize } from './sanitize.ts';

const escaped = (s: string): string => s.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const attribute = (s: string): string => escaped(s).replace(/"/g, '&quot;');

// ASCII only: in Japanese the sentence goes on right behind the address, without a blank.
const ADDRESS = /https?:\/\/[!#$%&'()*+,\-./0-9:;=?@A-Z[\]_a-z~]+/gi;
const TAIL = new Set(".,:;!?'*");
const PAIRS: Readonly<Record<string, string>> = { ')': '(', ']': '[' };

// Punctuation behind an address belongs to the sentence, a closing bracket only if the address opened it.
function addressEnd(address: string): number {
  const open = new Map<string, number>();
  for (const c of address) open.set(c, (open.get(c) ?? 0) + 1);
  let end = address.length;
  for (; end > 0; end -= 1) {
    const c = address.charAt(end - 1);
    const opening = PAIRS[c];
    const surplus = opening !== undefined && (open.get(c) ?? 0) > (open.get(opening) ?? 0);
    if (!TAIL.has(c) && !surplus) break;
    open.set(c, (open.get(c) ?? 0) - 1);
  }
  return end;
}

function withLinks(text: string): string {
  let html = '';
  let done = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = found.slice(0, addressEnd(found));
    const link = safeLink(address);
    if (link === undefined) continue;
    const anchor = `<a href="${attribute(link)}" rel="nofollow ugc noopener">${escaped(address)}</a>`;
    html += escaped(text.slice(done, index)) + anchor;
    done = index + address.length;
  }
  return html + escaped(text.slice(done));
}

/** Typed text as markup: paragraphs, line breaks and links; whatever looks like markup stays text. */
export function fromPlain(text: string): SafeHtml {
  const paragraphs = text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replaceAll('\0', '')
    .split(/\n(?:[^\S\n]*\n)+/);
  const html = paragraphs
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p>${paragraph.split('\n').map(withLinks).join('<br />')}</p>`)
    .join('');
  return html as SafeHtml;
}

const BLOCK_END = /<\/(?:p|blockquote|h[2-4]|table|ul|ol)>/g;
const LINE_END = /<br \/>|<\/(?:li|tr|caption)>/g;
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

/** The text of markup without the markup, for mail, search and exports. */
export function toPlain(html: string): string {
  return sanitize(html, 'staff')
    .replace(BLOCK_END, '\n\n')
    .replace(LINE_END, '\n')
    .replace(/<li>/g, '・')
    .replace(/<\/t[hd]>/g, ' ')
    .replace(/<img [^>]*alt="([^"]*)"[^>]*>/g, '$1')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:amp|lt|gt|quot);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
