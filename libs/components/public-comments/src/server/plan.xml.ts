const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' };

/** The text that entities of XML and HTML stand for. */
export const unescaped = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name) return NAMED[name] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });

/** A tag of a marked-up text, or the text between two. */
export interface Piece {
  readonly tag?: string;
  readonly end?: boolean;
  readonly alone?: boolean;
  readonly attributes?: string;
  readonly text?: string;
}

const PIECE = /<!--[^]*?(?:-->|$)|<(\/?)([A-Za-z][\w:.-]*)((?:"[^"]*"|'[^']*'|[^>"'])*?)(\/?)>|([^<]+|<)/g;

/** A marked-up text piece by piece; comments are left out. */
export function* piecesOf(source: string): Generator<Piece> {
  for (const [, end, tag, attributes = '', alone, text] of source.matchAll(PIECE)) {
    if (text !== undefined) yield { text };
    else if (tag !== undefined) yield { tag, end: end === '/', alone: alone === '/', attributes };
  }
}

/** The value of an attribute, as it is written. */
export function attributeOf(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return found?.[1] ?? found?.[2];
}
