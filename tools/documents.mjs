// Prints the GraphQL documents that files export, as JSON; run with tools/ts-hooks.mjs.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './node.mjs';

const isDocument = (value) => typeof value === 'string' && /^\s*(query|mutation|subscription|fragment)\b/.test(value);

const documents = [];
for (const file of process.argv.slice(2)) {
  const exported = await import(pathToFileURL(path.join(root, file)).href);
  for (const [name, text] of Object.entries(exported)) if (isDocument(text)) documents.push({ file, name, text });
}
process.stdout.write(JSON.stringify(documents));
