/** A piece of a message: words, the number sign of a plural, or something filled in. */
type Piece = string | { readonly number: true } | Argument;

interface Argument {
  readonly name: string;
  readonly kind: 'plain' | 'number' | 'plural' | 'selectordinal' | 'select';
  readonly cases: ReadonlyMap<string, readonly Piece[]>;
}

/** The values a message is filled with. */
type Values = Readonly<Record<string, unknown>>;

const kinds = ['number', 'plural', 'selectordinal', 'select'] as const;

/** Reads the part of ICU MessageFormat our catalogues use: arguments, numbers, plurals, selects, and quoting. */
class Reader {
  private at = 0;
  constructor(private readonly source: string) {}

  message(): readonly Piece[] {
    const pieces = this.pieces(false);
    if (this.at < this.source.length) this.fail('a closing brace too many');
    return pieces;
  }

  private pieces(inPlural: boolean): Piece[] {
    const pieces: Piece[] = [];
    let words = '';
    const flush = () => {
      if (words !== '') pieces.push(words);
      words = '';
    };
    while (this.at < this.source.length && this.source[this.at] !== '}') {
      const sign = this.source[this.at] ?? '';
      if (sign === "'") words += this.quoted();
      else if (sign === '{') {
        flush();
        pieces.push(this.argument());
      } else if (sign === '#' && inPlural) {
        flush();
        pieces.push({ number: true });
        this.at += 1;
      } else {
        words += sign;
        this.at += 1;
      }
    }
    flush();
    return pieces;
  }

  /** An apostrophe is itself, unless it quotes a brace or a number sign. */
  private quoted(): string {
    const next = this.source[this.at + 1];
    this.at += 1;
    if (next === "'") this.at += 1;
    if (next === "'" || next === undefined || !/[{}#]/.test(next)) return "'";
    const end = this.source.indexOf("'", this.at);
    const text = this.source.slice(this.at, end < 0 ? undefined : end);
    this.at = end < 0 ? this.source.length : end + 1;
    return text;
  }

  private argument(): Argument {
    this.at += 1;
    const name = this.word();
    if (this.took('}')) return { name, kind: 'plain', cases: new Map() };
    this.expect(',');
    const type = this.word();
    const kind = kinds.find((known) => known === type) ?? this.fail(`the kind ${type}`);
    if (kind === 'number') {
      this.expect('}');
      return { name, kind, cases: new Map() };
    }
    this.expect(',');
    const cases = new Map<string, readonly Piece[]>();
    while (!this.took('}')) {
      const key = this.word();
      this.expect('{');
      cases.set(key, this.pieces(kind !== 'select'));
      this.expect('}');
    }
    if (!cases.has('other')) this.fail('no case "other"');
    return { name, kind, cases };
  }

  private word(): string {
    const found = /^\s*([^\s{},]+)\s*/.exec(this.source.slice(this.at)) ?? this.fail('a name missing');
    this.at += found[0].length;
    return found[1] ?? '';
  }

  private took(sign: string): boolean {
    const found = /^\s*/.exec(this.source.slice(this.at))?.[0].length ?? 0;
    if (this.source[this.at + found] !== sign) return false;
    this.at += found + 1;
    return true;
  }

  private expect(sign: string) {
    if (!this.took(sign)) this.fail(`no ${sign}`);
  }

  private fail(what: string): never {
    throw new SyntaxError(`message ${JSON.stringify(this.source)}: ${what} at ${this.at}`);
  }
}

/** Fills a message's places with values: built once, used for every reading. */
export function compileMessage(source: string, locale: string): (values: Values) => string {
  const pieces = new Reader(source).message();
  const numbers = new Intl.NumberFormat(locale);
  const chosen = ({ kind, cases }: Argument, value: unknown): readonly Piece[] => {
    const other = cases.get('other') ?? [];
    if (kind === 'select') return cases.get(String(value)) ?? other;
    const rules = new Intl.PluralRules(locale, { type: kind === 'selectordinal' ? 'ordinal' : 'cardinal' });
    return cases.get(`=${String(value)}`) ?? cases.get(rules.select(Number(value))) ?? other;
  };
  const write = (parts: readonly Piece[], values: Values, counted: unknown): string => parts.map((piece) => {
    if (typeof piece === 'string') return piece;
    if ('number' in piece) return numbers.format(Number(counted));
    if (!Object.hasOwn(values, piece.name)) throw new RangeError(`message ${JSON.stringify(source)}: no ${piece.name}`);
    const value = values[piece.name];
    if (piece.kind === 'plain') return String(value ?? '');
    if (piece.kind === 'number') return numbers.format(Number(value));
    return write(chosen(piece, value), values, value);
  }).join('');
  return (values) => write(pieces, values, undefined);
}
