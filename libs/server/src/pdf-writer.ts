import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { default as Document } from 'pdfkit';
import { linesOf, printable, type Letters } from './pdf-lines.ts';

/** A column of a printed table: its head, and its part of the width. */
export interface PdfColumn {
  readonly head: string;
  readonly width: number;
}

/** A part of a printed document, in the order in which it is read. */
export type PdfBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'table'; readonly columns: readonly PdfColumn[]; readonly rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]> };

/** What is printed: its title, its language, who says it, and its parts. */
export interface PdfText {
  readonly title: string;
  readonly locale: string;
  readonly author: string;
  readonly madeAt: Date;
  /** Whether its pages lie on their sides, for tables. */
  readonly wide: boolean;
  /** What stands below each page. */
  readonly footer: (page: number) => string;
  /** What is said of signs that could not be printed. */
  readonly note: (signs: string) => string;
  readonly blocks: AsyncIterable<PdfBlock> | Iterable<PdfBlock>;
}

type Doc = InstanceType<typeof Document>;
type Element = ReturnType<Doc['struct']>;

const MARGIN = 42;
const FOOT = 24;
const SIZE = { title: 18, heading: 13, text: 10, cell: 9, foot: 8 } as const;
const LEADING = 1.6;
const PAD = 4;
const resolve = createRequire(import.meta.url).resolve;
const fontFile = (weight: '400Regular' | '700Bold'): string =>
  resolve(`@expo-google-fonts/biz-udpgothic/${weight}/BIZUDPGothic_${weight}.ttf`);

interface Typeface {
  readonly font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } };
}

/** Sets text page by page, each piece under the element of the document's structure it belongs to. */
class Press {
  readonly missing = new Set<string>();
  readonly root: Element;
  readonly #widths = new Map<string, number>();
  readonly #letters: Letters;
  #y = MARGIN;
  #page = 1;

  constructor(
    readonly doc: Doc,
    private readonly footer: (page: number) => string,
  ) {
    this.root = doc.struct('Document');
    doc.addStructure(this.root);
    doc.font('regular').fontSize(1_000);
    const { font } = (doc as unknown as { _font: Typeface['font'] })._font;
    this.#letters = {
      has: (codePoint) => font.hasGlyphForCodePoint(codePoint),
      widthOf: (sign) => {
        const known = this.#widths.get(sign);
        if (known !== undefined) return known;
        const width = doc.font('regular').fontSize(1_000).widthOfString(sign) / 1_000;
        this.#widths.set(sign, width);
        return width;
      },
    };
    this.#foot();
  }

  get width(): number {
    return this.doc.page.width - 2 * MARGIN;
  }

  get #bottom(): number {
    return this.doc.page.height - MARGIN - FOOT;
  }

  #foot(): void {
    this.#artifact(() => {
      const { doc } = this;
      doc.font('regular').fontSize(SIZE.foot).fillColor('#404040')
        .text(printable(this.footer(this.#page), this.#letters, new Set()), MARGIN, doc.page.height - MARGIN, { lineBreak: false, height: SIZE.foot * 2 });
    });
  }

  #artifact(draw: () => void): void {
    this.doc.markContent('Artifact', { type: 'Pagination' });
    draw();
    this.doc.endMarkedContent();
  }

  turn(): void {
    this.doc.addPage();
    this.#page += 1;
    this.#y = MARGIN;
    this.#foot();
  }

  lines(text: string, width: number, size: number): string[] {
    return linesOf(printable(text, this.#letters, this.missing), width / size, this.#letters);
  }

  #put(element: Element, tag: string, lines: readonly string[], at: { x: number; y: number; size: number; bold: boolean }): void {
    const { doc } = this;
    element.add(doc.markStructureContent(tag));
    doc.font(at.bold ? 'bold' : 'regular').fontSize(at.size).fillColor('#1a1a1a');
    lines.forEach((line, n) => {
      if (line !== '') doc.text(line, at.x, at.y + n * at.size * LEADING, { lineBreak: false });
    });
    doc.endMarkedContent();
  }

  /** A text over the whole width, on as many pages as it takes. */
  flow(tag: 'H1' | 'H2' | 'P', text: string, size: number): void {
    const element = this.doc.struct(tag);
    this.root.add(element);
    let rest = this.lines(text, this.width, size);
    this.#y += tag === 'P' ? 2 : 8;
    while (rest.length > 0) {
      // A heading has some text below it on the same page.
      const room = Math.floor((this.#bottom - this.#y) / (size * LEADING)) - (tag === 'P' ? 0 : 3);
      if (room < 1) {
        this.turn();
        continue;
      }
      const now = rest.slice(0, room);
      this.#put(element, tag, now, { x: MARGIN, y: this.#y, size, bold: tag !== 'P' });
      this.#y += now.length * size * LEADING;
      rest = rest.slice(room);
    }
    this.#y += 4;
    element.end();
  }

  /** One row of a table, taken apart where a page ends. */
  row(table: Element, columns: readonly PdfColumn[], cells: readonly string[], head: boolean): void {
    const total = columns.reduce((sum, { width }) => sum + width, 0);
    const widths = columns.map(({ width }) => (this.width * width) / total);
    let rest = columns.map((_, n) => this.lines(cells[n] ?? '', (widths[n] ?? 0) - 2 * PAD, SIZE.cell));
    const row = this.doc.struct('TR');
    table.add(row);
    const parts = columns.map((_, n) => {
      const tag = head || n === 0 ? 'TH' : 'TD';
      const element = this.doc.struct(tag, tag === 'TH' ? ({ scope: head ? 'Column' : 'Row' } as object) : {});
      row.add(element);
      return { tag, element };
    });
    while (rest.some((lines) => lines.length > 0)) {
      const room = Math.floor((this.#bottom - this.#y - 2 * PAD) / (SIZE.cell * LEADING));
      if (room < Math.min(3, Math.max(...rest.map((lines) => lines.length)))) {
        this.turn();
        if (!head) this.#headAgain(columns, widths);
        continue;
      }
      const height = Math.max(...rest.map((lines) => Math.min(room, lines.length))) * SIZE.cell * LEADING + 2 * PAD;
      this.#frame(widths, height, head);
      let x = MARGIN;
      parts.forEach(({ tag, element }, n) => {
        const now = rest[n]?.slice(0, room) ?? [];
        if (now.length > 0) this.#put(element, tag, now, { x: x + PAD, y: this.#y + PAD, size: SIZE.cell, bold: head });
        x += widths[n] ?? 0;
      });
      this.#y += height;
      rest = rest.map((lines) => lines.slice(room));
    }
    for (const { element } of parts) element.end();
    row.end();
  }

  /** The heads of a table on its next page: for the eye, as they were read before. */
  #headAgain(columns: readonly PdfColumn[], widths: readonly number[]): void {
    const heads = columns.map(({ head }, n) => this.lines(head, (widths[n] ?? 0) - 2 * PAD, SIZE.cell));
    const height = Math.max(...heads.map((lines) => lines.length)) * SIZE.cell * LEADING + 2 * PAD;
    this.#frame(widths, height, true);
    this.#artifact(() => {
      let x = MARGIN;
      heads.forEach((lines, n) => {
        this.doc.font('bold').fontSize(SIZE.cell).fillColor('#1a1a1a');
        lines.forEach((line, i) => this.doc.text(line, x + PAD, this.#y + PAD + i * SIZE.cell * LEADING, { lineBreak: false }));
        x += widths[n] ?? 0;
      });
    });
    this.#y += height;
  }

  #frame(widths: readonly number[], height: number, head: boolean): void {
    this.#artifact(() => {
      let x = MARGIN;
      for (const width of widths) {
        if (head) this.doc.rect(x, this.#y, width, height).fillAndStroke('#eeeeee', '#808080');
        else this.doc.rect(x, this.#y, width, height).lineWidth(0.5).stroke('#808080');
        x += width;
      }
    });
  }
}

/** A tagged PDF with a Japanese typeface, made while its parts are read; what the typeface does not have is 〓, and listed at the end. */
export async function* pdfOf({ title, locale, author, madeAt, wide, footer, note, blocks }: PdfText): AsyncGenerator<Uint8Array> {
  const { default: PDFDocument } = await import('pdfkit');
  const doc = new PDFDocument({
    size: 'A4', layout: wide ? 'landscape' : 'portrait', margin: 0, pdfVersion: '1.7', tagged: true, lang: locale, displayTitle: true, autoFirstPage: true,
    info: { Title: title, Author: author, CreationDate: madeAt, Creator: 'Hiroba', Producer: 'Hiroba' },
  });
  const ready: Uint8Array[] = [];
  doc.on('data', (chunk: Uint8Array) => ready.push(chunk));
  doc.registerFont('regular', fontFile('400Regular'));
  doc.registerFont('bold', fontFile('700Bold'));
  const press = new Press(doc, footer);
  press.flow('H1', title, SIZE.title);
  for await (const block of blocks) {
    if (block.kind === 'heading') press.flow('H2', block.text, SIZE.heading);
    else if (block.kind === 'text') press.flow('P', block.text, SIZE.text);
    else {
      const table = doc.struct('Table');
      press.root.add(table);
      press.row(table, block.columns, block.columns.map(({ head }) => head), true);
      for await (const cells of block.rows) {
        press.row(table, block.columns, cells, false);
        yield* ready.splice(0);
      }
      table.end();
    }
    yield* ready.splice(0);
  }
  if (press.missing.size > 0) {
    const signs = [...press.missing].map((sign) => Array.from(sign, (each) => `U+${(each.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`).join(' '));
    press.flow('P', note(signs.join(', ')), SIZE.text);
  }
  press.root.end();
  const ended = once(doc, 'end');
  doc.end();
  await ended;
  yield* ready.splice(0);
}
