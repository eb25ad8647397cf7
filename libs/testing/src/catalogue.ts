import { existsSync, readFileSync, readdirSync } from 'node:fs';
import type { Catalogue, Locale } from '@hiroba/kernel';

const libs = new URL('../../', import.meta.url);

/** Every library's words in one language, as the pages have them; specs only. */
export function catalogueOf(locale: Locale): Catalogue {
  const folders = [libs, new URL('components/', libs), new URL('../apps/', libs)].flatMap((parent) =>
    readdirSync(parent).map((folder) => new URL(`${folder}/locales/${locale}.json`, parent)),
  );
  const files = folders.filter((file) => existsSync(file));
  return Object.assign({}, ...files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as Catalogue)) as Catalogue;
}
