import { inflateSync } from 'node:zlib';

/** A piece of text of a tagged PDF: what it is in the structure of the document, and its words. */
export interface PdfPiece {
  readonly tag: string;
  readonly text: string;
}

interface PdfObject {
  readonly head: string;
  readonly stream?: string;
}

function objectsOf(bytes: Uint8Array): Map<string, PdfObject> {
  const raw = Buffer.from(bytes).toString('latin1');
  const objects = new Map<string, PdfObject>();
  for (const [, id = '', body = ''] of raw.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const at = body.indexOf('stream\n');
    if (at < 0) {
      objects.set(id, { head: body });
      continue;
    }
    const [head, data] = [body.slice(0, at), Buffer.from(body.slice(at + 7, body.lastIndexOf('\nendstream')), 'latin1')];
    objects.set(id, { head, stream: (head.includes('FlateDecode') ? inflateSync(data) : data).toString('latin1') });
  }
  return objects;
}

const utf16 = (hex: string): string => Buffer.from(hex.replace(/\s/g, ''), 'hex').swap16().toString('utf16le');

/** What the codes of a typeface stand for, as the document says for readers and search. */
function lettersOf(cmap: string): Map<number, string> {
  const letters = new Map<number, string>();
  for (const [, from = '0', list = ''] of cmap.matchAll(/<([0-9a-f]+)>\s*<[0-9a-f]+>\s*\[([^\]]*)\]/gi)) {
    [...list.matchAll(/<([0-9a-f\s]*)>/gi)].forEach(([, hex = ''], n) => letters.set(parseInt(from, 16) + n, utf16(hex)));
  }
  return letters;
}

/** The words of a tagged PDF as a machine reads them, piece by piece; decoration is left out. */
export function pdfPieces(bytes: Uint8Array): PdfPiece[] {
  const objects = objectsOf(bytes);
  const fonts = new Map<string, Map<number, string>>();
  for (const { head } of objects.values()) {
    for (const [, name = '', id = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? '')?.[1];
      if (unicode) fonts.set(name, lettersOf(objects.get(unicode)?.stream ?? ''));
    }
  }
  const pieces: PdfPiece[] = [];
  for (const { stream = '' } of objects.values()) {
    if (!stream.includes(' BDC')) continue;
    let [tag, text, font] = ['', '', ''];
    for (const [token, begins, uses, shows] of stream.matchAll(/\/(\w+) <<[^>]*>> BDC|\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ|EMC/g)) {
      if (begins) [tag, text] = [begins, ''];
      if (uses) font = uses;
      if (shows) {
        for (const [, hex = ''] of shows.matchAll(/<([0-9a-f]*)>/gi)) {
          for (const [code] of hex.matchAll(/.{4}/g)) text += fonts.get(font)?.get(parseInt(code, 16)) ?? '\ufffd';
        }
      }
      if (token === 'EMC' && tag !== '' && tag !== 'Artifact') pieces.push({ tag, text });
      if (token === 'EMC') tag = '';
    }
  }
  return pieces;
}
