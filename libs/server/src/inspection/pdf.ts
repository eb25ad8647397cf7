import { constants, inflateSync } from 'node:zlib';

/** What a PDF tells of itself. */
export interface PdfFacts {
  /** Null where it does not say. */
  readonly pages: number | null;
  /** Whether it could do more than be read: run scripts, start programs, carry files, ask for a password. */
  readonly active: boolean;
  readonly author: string | null;
  readonly title: string | null;
}

const ACTIVE =
  /\/(?:JavaScript|JS|Launch|EmbeddedFiles?|OpenAction|AA|Encrypt|RichMedia|XFA|SubmitForm|ImportData)(?![A-Za-z0-9])/;
const OBJECT_STREAM = /\/Type\s*\/ObjStm\b[^]{0,400}?stream\r?\n/g;
const TREE = /\/Type\s*\/Pages\b(?:(?!endobj)[^]){0,4000}/g;
const COUNT_FIRST = /\/Count\s+(\d{1,6})(?:(?!endobj)[^]){0,4000}?\/Type\s*\/Pages\b/g;
const PAGE = /\/Type\s*\/Page(?![A-Za-z])/g;
const MOST_STREAMS = 2_000;
const MOST_UNPACKED = 40_000_000;
const LONGEST_WORDS = 300;

// A name may spell its letters as #xx; a scanner that does not see through that sees nothing.
const plainNames = (text: string): string =>
  text.replace(/\/[^\s/<>()[\]{}%]*#[^\s/<>()[\]{}%]*/g, (name) =>
    name.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  );

/** The texts of packed objects, as far as they can be unpacked within bounds. */
function packedObjects(bytes: Buffer, text: string): { readonly text: string; readonly whole: boolean } {
  const parts: string[] = [];
  let left = MOST_UNPACKED;
  for (const match of text.matchAll(OBJECT_STREAM)) {
    const from = match.index + match[0].length;
    const end = text.indexOf('endstream', from);
    if (end < 0 || parts.length >= MOST_STREAMS || left <= 0) return { text: parts.join('\n'), whole: false };
    if (!match[0].includes('FlateDecode')) continue;
    try {
      const unpacked = inflateSync(bytes.subarray(from, end), {
        maxOutputLength: left,
        finishFlush: constants.Z_SYNC_FLUSH,
      });
      left -= unpacked.length;
      parts.push(unpacked.toString('latin1'));
    } catch {
      return { text: parts.join('\n'), whole: false };
    }
  }
  return { text: parts.join('\n'), whole: true };
}

function pagesOf(text: string): number | null {
  const counts = [...text.matchAll(TREE)].flatMap(([tree]) => /\/Count\s+(\d{1,6})/.exec(tree)?.[1] ?? []);
  counts.push(...[...text.matchAll(COUNT_FIRST)].flatMap(([, count]) => count ?? []));
  const told = Math.max(0, ...counts.map(Number));
  return told || [...text.matchAll(PAGE)].length || null;
}

function words(bytes: Buffer): string {
  const [first, second] = bytes;
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes.subarray(2));
  if (first === 0xef && second === 0xbb) return bytes.toString('utf8', 3);
  return bytes.toString('latin1');
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

const LITERAL = '\\s*\\(((?:\\\\[^]|[^()\\\\])*)\\)';
const HEX = '\\s*<([0-9A-Fa-f\\s]*)>';

/** The words after a key, written as a literal, in hex, or in an object of their own. */
function wordsAfter(text: string, key: string): string | null {
  const number = new RegExp(`/${key}\\s+(\\d{1,7})\\s+0\\s+R`).exec(text)?.[1];
  const before = number === undefined ? `/${key}` : `(?:^|\\s)${number}\\s+0\\s+obj`;
  const literal = new RegExp(before + LITERAL).exec(text)?.[1];
  const hex = new RegExp(before + HEX).exec(text)?.[1];
  const unescaped = literal?.replace(/\\(\d{1,3}|[^])/g, (_, code: string) =>
    /^\d/.test(code) ? String.fromCharCode(Number.parseInt(code, 8) & 255) : (ESCAPES[code] ?? code),
  );
  const found =
    unescaped === undefined ? hex && Buffer.from(hex.replace(/\s/g, ''), 'hex') : Buffer.from(unescaped, 'latin1');
  const said = found
    ? words(found)
        .replace(/[\p{C}]+/gu, ' ')
        .trim()
        .slice(0, LONGEST_WORDS)
    : '';
  return said === '' ? null : said;
}

/** Reads a PDF as bytes: its pages, what in it is active, and who it says wrote it. */
export function pdfFacts(bytes: Buffer): PdfFacts {
  const outside = bytes.toString('latin1');
  const inside = packedObjects(bytes, outside);
  const text = plainNames(`${outside}\n${inside.text}`);
  return {
    pages: pagesOf(text),
    // What cannot be looked into is not shown in the browser either.
    active: !inside.whole || ACTIVE.test(text),
    author: wordsAfter(text, 'Author'),
    title: wordsAfter(text, 'Title'),
  };
}
