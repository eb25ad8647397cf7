import type { Catalogue } from '@hiroba/kernel';

const files = import.meta.glob<Catalogue>(
  ['../locales/en.json', '../../../libs/*/locales/en.json', '../../../libs/components/*/locales/en.json'],
  { eager: true, import: 'default' },
);

/** Every library's words in this language: a new folder brings its own, a deleted one takes them along. */
export const catalogue: Catalogue = Object.assign({}, ...Object.values(files));
