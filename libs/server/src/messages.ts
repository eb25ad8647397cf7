import { Inject, Injectable } from '@nestjs/common';
import { createTranslator, isLocale, type Locale, type Translate } from '@hiroba/kernel';
import ja from '../locales/ja.json' with { type: 'json' };
import en from '../locales/en.json' with { type: 'json' };
import { LIBRARIES, type LibraryServer } from './library.ts';

/** The texts of all libraries of this installation, for mails and refusals. */
@Injectable()
export class Messages {
  readonly #translators: Record<Locale, Translate>;

  constructor(@Inject(LIBRARIES) libraries: readonly LibraryServer[]) {
    const all = (locale: Locale, own: Record<string, string>) =>
      createTranslator(Object.assign({}, own, ...libraries.map(({ locales }) => locales[locale])), locale);
    this.#translators = { ja: all('ja', ja), en: all('en', en) };
  }

  /** The translator of a locale; Japanese for any other. */
  translator = (locale: string): Translate => this.#translators[isLocale(locale) ? locale : 'ja'];
}
