/** Where the apps list their components: the file, the door, and how the item of a component ends. */
export const lists = [
  { file: 'apps/api/src/components.ts', door: 'server', ending: 'Server' },
  { file: 'apps/web/app/components.ts', door: 'web/routes', ending: 'Routes' },
];

const line = ({ door, ending }, { fileName, propertyName }) =>
  `import { ${propertyName}${ending} } from '@hiroba/${fileName}/${door}';`;

const items = /(export const components[^=]*= \[)([^\]]*)(\])/;

const withItems = (source, change) =>
  source.replace(items, (_, head, inner, tail) => {
    const names = inner.split(',').flatMap((name) => name.trim() || []);
    const changed = change(names);
    return inner.includes('\n') && changed.length > 0
      ? `${head}\n${changed.map((name) => `  ${name},\n`).join('')}${tail}`
      : `${head}${changed.join(', ')}${tail}`;
  });

/** Adds a component to a list: its import first, its item last. */
export const withComponent = (source, list, words) =>
  withItems(`${line(list, words)}\n${source}`, (names) => [...names, `${words.propertyName}${list.ending}`]);

/** Takes a component out of a list. */
export const withoutComponent = (source, list, words) =>
  withItems(source.replace(`${line(list, words)}\n`, ''), (names) =>
    names.filter((name) => name !== `${words.propertyName}${list.ending}`),
  );
