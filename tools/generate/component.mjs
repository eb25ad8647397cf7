import path from 'node:path';
import { generateFiles, names, OverwriteStrategy } from '@nx/devkit';

const pattern = 'proposals';
const lists = ['apps/api/src/components.ts', 'apps/web/app/components.ts'];

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

/** Adds a component to a list just as the list names the proposals. */
export function withComponent(source, { fileName, propertyName }) {
  const renamed = (text) =>
    text.replaceAll(`@hiroba/${pattern}`, `@hiroba/${fileName}`).replaceAll(pattern, propertyName);
  return source
    .split('\n')
    .flatMap((line) => {
      if (!line.includes(pattern)) return [line];
      if (line.includes(`@hiroba/${pattern}`)) {
        const [head, door] = line.split('@hiroba/');
        return [line, `${renamed(head)}@hiroba/${door.replace(pattern, fileName)}`];
      }
      return [line.replace(new RegExp(`(?:\\.\\.\\.)?\\b${pattern}\\w*`, 'g'), (item) => `${item}, ${renamed(item)}`)];
    })
    .join('\n');
}

function addTo(tree, list, all) {
  const source = tree.read(list, 'utf8') ?? '';
  const changed = withComponent(source, all);
  if (changed === source) console.warn(`${list} does not name ${pattern}: add ${all.fileName} by hand.`);
  tree.write(list, changed);
}
