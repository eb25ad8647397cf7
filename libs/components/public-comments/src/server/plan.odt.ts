import type { ParsedUnit, UnitKind } from '../domain/plan.ts';
import { attributeOf, piecesOf, unescaped } from './plan.xml.ts';

const silent = new Set(['text:ruby-text', 'office:annotation', 'text:tracked-changes', 'text:note', 'office:automatic-styles']);

/** The units of an OpenDocument text: readings of words, remarks and tracked changes are left out. */
export function unitsOfOdt(content: string): ParsedUnit[] {
  const units: ParsedUnit[] = [];
  let [page, starts, quiet, items, inText] = [1, 1, 0, 0, false];
  let [text, level, cell, row] = ['', 0, '', undefined as string[] | undefined];
  const ends = (kind: UnitKind): void => {
    if (row) cell += (cell === '' ? '' : '\n') + text;
    else if (text.trim() !== '') units.push({ kind, level, text: text.trim(), page: starts });
    [text, level, inText] = ['', 0, false];
  };
  for (const { tag, end, alone, attributes = '', text: words } of piecesOf(content)) {
    if (tag !== undefined && silent.has(tag)) quiet = Math.max(0, quiet + (end ? -1 : alone ? 0 : 1));
    else if (quiet > 0) continue;
    else if (words !== undefined) text += inText ? unescaped(words).replace(/\s+/g, ' ') : '';
    else if (tag === 'text:h' || tag === 'text:p') {
      if (end) ends(tag === 'text:h' ? 'HEADING' : items > 0 ? 'ITEM' : 'PARAGRAPH');
      else [text, inText, starts, level] = ['', !alone, page, tag === 'text:h' ? Math.min(6, Number(attributeOf(attributes, 'text:outline-level') ?? 1)) : 0];
    } else if (tag === 'text:list-item') items += end ? -1 : 1;
    else if (tag === 'text:line-break') text += '\n';
    else if (tag === 'text:tab') text += '\t';
    else if (tag === 'text:s') text += ' '.repeat(Math.min(80, Number(attributeOf(attributes, 'text:c') ?? 1)));
    else if (tag === 'text:soft-page-break') page += 1;
    else if (tag === 'table:table-row') {
      if (end && row?.some((each) => each.trim() !== '')) units.push({ kind: 'ROW', level: 0, text: row.map((each) => each.trim()).join(' | '), page });
      row = end ? undefined : [];
    } else if (tag === 'table:table-cell') {
      if (end) row?.push(cell);
      cell = '';
    }
  }
  return units;
}
