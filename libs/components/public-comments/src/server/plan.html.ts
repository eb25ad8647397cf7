import type { ParsedUnit, UnitKind } from '../domain/plan.ts';
import { piecesOf, unescaped } from './plan.xml.ts';

const blocks: Readonly<Record<string, UnitKind>> = {
  p: 'PARAGRAPH', div: 'PARAGRAPH', blockquote: 'PARAGRAPH', pre: 'PARAGRAPH', section: 'PARAGRAPH', article: 'PARAGRAPH', li: 'ITEM', dt: 'ITEM', dd: 'ITEM',
  tr: 'ROW', caption: 'CAPTION', figcaption: 'CAPTION',
};
const silent = new Set(['script', 'style', 'head', 'title', 'rt', 'rp', 'template', 'noscript', 'svg', 'textarea', 'iframe']);
const others = new Set(['ul', 'ol', 'dl', 'table', 'tbody', 'thead', 'hr', 'body', 'html', 'main']);

/** The units of HTML: headings, paragraphs, items, rows of tables; nothing of it is ever shown as HTML. */
export function unitsOfHtml(html: string): ParsedUnit[] {
  const units: ParsedUnit[] = [];
  let [kind, level, text, inRow, quiet] = ['PARAGRAPH' as UnitKind, 0, '', false, 0];
  const flush = (next: UnitKind = 'PARAGRAPH', nextLevel = 0): void => {
    if (text.trim() !== '') units.push({ kind, level, text: text.trim(), page: null });
    [kind, level, text] = [next, nextLevel, ''];
  };
  for (const { tag: written, end, alone, text: words } of piecesOf(html)) {
    const tag = written?.toLowerCase();
    if (tag !== undefined && silent.has(tag)) quiet = Math.max(0, quiet + (end ? -1 : alone ? 0 : 1));
    else if (quiet > 0) continue;
    else if (words !== undefined) text += unescaped(words).replace(/\s+/g, ' ').replace(/^ /, text === '' || text.endsWith('\n') ? '' : ' ');
    else if (tag === 'br') text += '\n';
    else if (tag === 'td' || tag === 'th') text = end || text.trim() === '' ? text : `${text.trimEnd()} | `;
    else if (tag && /^h[1-6]$/.test(tag)) flush(end ? 'PARAGRAPH' : 'HEADING', end ? 0 : Number(tag[1]));
    else if (tag === 'tr') {
      inRow = !end;
      flush(end ? 'PARAGRAPH' : 'ROW');
    } else if (tag && inRow && tag in blocks) text += text === '' || text.endsWith(' ') ? '' : ' ';
    // A paragraph inside of an item is the item.
    else if (tag === 'p' && kind === 'ITEM' && !end && text.trim() === '') continue;
    else if (tag && (tag in blocks || others.has(tag))) flush(end ? 'PARAGRAPH' : (blocks[tag] ?? 'PARAGRAPH'));
  }
  flush();
  return units;
}
