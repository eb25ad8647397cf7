import path from 'node:path';
import { generateFiles, names, OverwriteStrategy } from '@nx/devkit';

import { lists, withComponent } from './lists.mjs';

/** Writes the folder of a new component and names it in the lists of both apps. */
export default async function component(tree, { name, thing = name.replace(/s$/, '') }) {
  const folder = `libs/components/${name}`;
  if (tree.exists(folder)) throw new Error(`${folder} exists already.`);
  const words = {
    all: names(name),
    one: names(thing),
    stamp: new Date().toISOString().slice(0, 16).replace(/[-:]/g, ''),
  };
  const substitutions = { ...words, name, thing, tmpl: '' };
  generateFiles(tree, path.join(import.meta.dirname, 'files'), folder, substitutions, {
    overwriteStrategy: OverwriteStrategy.ThrowIfExisting,
  });
  for (const list of lists) addTo(tree, list, words.all);
  return () =>
    console.log(
      `\nNow run "npm install", and read docs/writing-a-component.md. The first spec of ${name} fails on purpose.`,
    );
}

function addTo(tree, { file, ...list }, words) {
  tree.write(file, withComponent(tree.read(file, 'utf8') ?? '', list, words));
}
