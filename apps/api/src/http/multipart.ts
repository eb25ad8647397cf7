/** A part of a form as it comes in: a field, or a file where it has a file name. */
export interface SentPart {
  readonly name: string;
  readonly fileName?: string;
  /** Its bytes; read to the end before the next part is asked for. */
  readonly body: AsyncIterable<Buffer>;
}

/** A body that is no form. */
export class BadFormError extends Error {
  override readonly name = 'BadFormError';
}

const LONGEST_HEAD = 8_192;
const MOST_PARTS = 1_000;
const BREAK = Buffer.from('\r\n');
const HEAD_END = Buffer.from('\r\n\r\n');

/** The boundary that a content type names. */
export function boundaryOf(contentType: string | null | undefined): string | undefined {
  const [, quoted, plain] =
    /^multipart\/form-data\s*;.*?boundary=(?:"([^"]{1,70})"|([^\s;",]{1,70})(?=[\s;]|$))/i.exec(contentType ?? '') ??
    [];
  return quoted ?? plain;
}

class Incoming {
  #rest: Buffer = BREAK;
  readonly #source: AsyncIterator<Uint8Array>;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async #more(): Promise<void> {
    const { value, done } = await this.#source.next();
    if (done) throw new BadFormError('the form ends too early');
    this.#rest = this.#rest.length === 0 ? Buffer.from(value) : Buffer.concat([this.#rest, value]);
  }

  /** The bytes before a mark, which is left behind; at most so many. */
  async until(mark: Buffer, most: number): Promise<Buffer> {
    for (;;) {
      const at = this.#rest.indexOf(mark);
      if (at > most || (at < 0 && this.#rest.length > most + mark.length)) throw new BadFormError('a head is too long');
      if (at >= 0) {
        const found = this.#rest.subarray(0, at);
        this.#rest = this.#rest.subarray(at + mark.length);
        return found;
      }
      await this.#more();
    }
  }

  /** The bytes before a mark, as they come; the mark is left behind. */
  async *body(mark: Buffer): AsyncGenerator<Buffer> {
    for (;;) {
      const at = this.#rest.indexOf(mark);
      // The end of what is there may be the beginning of the mark.
      const sure = at >= 0 ? at : this.#rest.length - mark.length + 1;
      if (sure > 0) {
        const chunk = this.#rest.subarray(0, sure);
        this.#rest = this.#rest.subarray(sure);
        yield chunk;
      }
      if (at >= 0) {
        this.#rest = this.#rest.subarray(mark.length);
        return;
      }
      await this.#more();
    }
  }

  async take(length: number): Promise<Buffer> {
    while (this.#rest.length < length) await this.#more();
    const taken = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    return taken;
  }
}

// Browsers send quotes and line ends of names in this form, and leave all else as it is.
const unescaped = (name: string): string =>
  name.replace(/%(22|0D|0A)/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

function parameter(disposition: string, name: string): string | undefined {
  const [, quoted, plain] =
    new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;]+))`, 'i').exec(disposition) ?? [];
  return quoted === undefined ? plain : unescaped(quoted.replace(/\\(["\\])/g, '$1'));
}

function headOf(head: string): Omit<SentPart, 'body'> {
  const disposition = /^content-disposition:[ \t]*(form-data\b.*)$/im.exec(head)?.[1] ?? '';
  const name = parameter(disposition, 'name');
  if (name === undefined) throw new BadFormError('a part has no name');
  const fileName = parameter(disposition, 'filename');
  return fileName === undefined ? { name } : { name, fileName };
}

/** The parts of a form (RFC 7578), each as it comes in; nothing is held but the piece at hand. */
export async function* partsOf(source: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<SentPart> {
  const incoming = new Incoming(source);
  const mark = Buffer.from(`\r\n--${boundary}`);
  await incoming.until(mark, LONGEST_HEAD);
  for (let n = 0; ; n += 1) {
    if ((await incoming.take(2)).toString('latin1') === '--') return;
    if (n === MOST_PARTS) throw new BadFormError('too many parts');
    // The two bytes that were taken are the end of the line before.
    const head = (await incoming.until(HEAD_END, LONGEST_HEAD)).toString('utf8');
    const body = incoming.body(mark);
    yield { ...headOf(head), body };
    for await (const _ of body);
  }
}
