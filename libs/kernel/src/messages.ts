import { compileMessage } from './icu.ts';

/** The values a message is filled with. */
export type MessageParams = Readonly<Record<string, string | number | boolean | Date | null | undefined>>;

/** A flat catalogue of messages: key to ICU MessageFormat text. */
export type Catalogue = Readonly<Record<string, string>>;

/** A function that gives the text of a key in one language. */
export type Translate = (key: string, params?: MessageParams) => string;

/** The translator of a catalogue: a missing key throws where `strict`, as in tests, and is shown as it is elsewhere. */
export function createTranslator(catalogue: Catalogue, locale: string, { strict = false } = {}): Translate {
  const compiled = new Map<string, ReturnType<typeof compileMessage>>();
  const compile = (key: string, message: string) => {
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const made = compileMessage(message, locale);
    compiled.set(key, made);
    return made;
  };
  return (key, params) => {
    const message = Object.hasOwn(catalogue, key) ? catalogue[key] : undefined;
    if (message === undefined) {
      if (strict) throw new Error(`no message ${key} in ${locale}`);
      return key;
    }
    return message.includes('{') ? compile(key, message)(params ?? {}) : message;
  };
}
