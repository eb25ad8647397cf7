import { plain } from './plain.ts';

/** Different texts, each with all that sent it. */
export interface DistinctText {
  readonly plain: string;
  /** The text as the one with the smallest id has it. */
  readonly text: string;
  /** In ascending order. */
  readonly ids: readonly string[];
  /** How many persons sent it, where persons are told. */
  readonly people: ReadonlySet<string>;
}

interface Growing {
  text: string;
  smallest: string;
  readonly ids: string[];
  readonly people: Set<string>;
}

/** Texts as sent, with an id each; the person is a key, never a name. */
export interface SentText {
  readonly id: string;
  readonly text: string;
  readonly person?: string;
}

// As many as are held as typed, so that copies need not be made plain again.
const REMEMBERED = 20_000;

/** What comes in, text by text, kept once for each different one. */
export class Gathering {
  private readonly texts = new Map<string, Growing>();
  private readonly typed = new Map<string, Growing>();
  private readonly ids = new Map<string, Growing | undefined>();

  /** How many have come in. */
  get size(): number {
    return this.ids.size;
  }

  /** Takes a text; false if its id was taken before with another one. */
  add({ id, text, person }: SentText): boolean {
    const into = this.typed.get(text) ?? this.found(text);
    if (this.ids.has(id)) return this.ids.get(id) === into;
    this.ids.set(id, into);
    if (into === undefined) return true;
    into.ids.push(id);
    if (person !== undefined && person !== '') into.people.add(person);
    if (id < into.smallest) [into.smallest, into.text] = [id, text];
    return true;
  }

  private found(text: string): Growing | undefined {
    const key = plain(text);
    if (key === '') return undefined;
    const growing = this.texts.get(key) ?? { text, smallest: '\uffff', ids: [], people: new Set<string>() };
    this.texts.set(key, growing);
    if (this.typed.size < REMEMBERED) this.typed.set(text, growing);
    return growing;
  }

  /** The different texts in an order that depends on them alone. */
  distinct(): readonly DistinctText[] {
    return [...this.texts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, { text, ids, people }]) => ({ plain: key, text, ids: ids.sort(), people }));
  }
}
