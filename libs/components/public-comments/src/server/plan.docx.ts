import type { ParsedUnit, UnitKind } from '../domain/plan.ts';
import { attributeOf, piecesOf, unescaped } from './plan.xml.ts';

/** Which styles of a document are headings, and of which level: by what they are called, or by their place in the outline. */
function headingStyles(styles: string): ReadonlyMap<string, number> {
  const levels = new Map<string, number>();
  for (const [, attributes = '', body = ''] of styles.matchAll(/<w:style\s([^>]*)>([^]*?)<\/w:style>/g)) {
    const id = attributeOf(attributes, 'w:styleId');
    const named = /<w:name\s[^>]*w:val="(?:heading|見出し)\s*(\d)"/i.exec(body)?.[1];
    const outlined = /<w:outlineLvl\s[^>]*w:val="([0-5])"/.exec(body)?.[1];
    const level = named ? Number(named) : outlined ? Number(outlined) + 1 : 0;
    if (id && level >= 1 && level <= 6) levels.set(id, level);
  }
  return levels;
}

/** The units of a Word document: what was deleted under tracked changes, and readings of words, are left out. */
export function unitsOfDocx(document: string, styles: string): ParsedUnit[] {
  const headings = headingStyles(styles);
  const units: ParsedUnit[] = [];
  let [page, row, text, kind, level] = [1, undefined as string[] | undefined, '', 'PARAGRAPH' as UnitKind, 0];
  let [starts, inText, quiet, cell] = [1, false, 0, ''];
  const paragraphEnds = (): void => {
    if (row) cell += (cell === '' ? '' : '\n') + text;
    else if (text.trim() !== '') units.push({ kind, level, text: text.trim(), page: starts });
    [text, kind, level] = ['', 'PARAGRAPH', 0];
  };
  for (const { tag, end, alone, attributes = '', text: words } of piecesOf(document)) {
    if (tag === 'w:del' || tag === 'w:rt' || tag === 'w:moveFrom' || tag === 'mc:Fallback') quiet = Math.max(0, quiet + (end ? -1 : alone ? 0 : 1));
    else if (quiet > 0) continue;
    else if (words !== undefined) text += inText ? unescaped(words) : '';
    else if (tag === 'w:t') inText = !end && !alone;
    else if (tag === 'w:p' && !end) {
      [text, kind, level, starts] = ['', 'PARAGRAPH', 0, page];
      if (alone) paragraphEnds();
    } else if (tag === 'w:p') paragraphEnds();
    else if (tag === 'w:pStyle') {
      const found = headings.get(attributeOf(attributes, 'w:val') ?? '');
      if (found) [kind, level] = ['HEADING', found];
      else if (/caption|図表番号/i.test(attributeOf(attributes, 'w:val') ?? '')) kind = 'CAPTION';
    } else if (tag === 'w:numPr' && !end && kind === 'PARAGRAPH') kind = 'ITEM';
    else if (tag === 'w:tab' && !end && text !== '') text += '\t';
    else if (tag === 'w:lastRenderedPageBreak' || (tag === 'w:br' && /w:type="page"/.test(attributes))) page += 1;
    else if (tag === 'w:br' || tag === 'w:cr') text += '\n';
    else if (tag === 'w:tr') {
      if (end && row?.some((each) => each.trim() !== '')) units.push({ kind: 'ROW', level: 0, text: row.map((each) => each.trim()).join(' | '), page });
      row = end ? undefined : [];
    } else if (tag === 'w:tc') {
      if (end) row?.push(cell);
      cell = '';
    }
  }
  return units;
}
