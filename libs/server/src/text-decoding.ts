import iconv from 'iconv-lite';

/** The text of a file, and the encoding it was recognised by. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'CP932';
}

function decoded(bytes: Uint8Array, encoding: 'utf-8' | 'utf-16le' | 'utf-16be'): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function isText(text: string | undefined): text is string {
  return text !== undefined && !text.includes('\0') && !text.includes('\ufffd');
}

/** Reads the bytes of a text file: by its byte order mark, else as UTF-8, else as CP932; undefined when it is none. */
export function decodeText(bytes: Uint8Array): DecodedText | undefined {
  const [first, second] = bytes;
  const marked =
    first === 0xff && second === 0xfe ? 'UTF-16LE' : first === 0xfe && second === 0xff ? 'UTF-16BE' : undefined;
  if (marked !== undefined) {
    const text = decoded(bytes, marked === 'UTF-16LE' ? 'utf-16le' : 'utf-16be');
    return isText(text) ? { text, encoding: marked } : undefined;
  }
  const utf8 = decoded(bytes, 'utf-8');
  if (utf8 !== undefined) return utf8.includes('\0') ? undefined : { text: utf8, encoding: 'UTF-8' };
  const cp932 = iconv.decode(bytes, 'cp932');
  return isText(cp932) ? { text: cp932, encoding: 'CP932' } : undefined;
}
