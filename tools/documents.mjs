// The GraphQL documents that are ours: those of the pages, and those published for everybody in apps/api/documents.
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './node.mjs';

const generated = [
  'apps/web/app/gql/graphql.ts',
  'libs/*/src/web/gql/graphql.ts',
  'libs/components/*/src/web/gql/graphql.ts',
];
const published = 'apps/api/documents/*.graphql';

const isOperation = (text) => /^\s*(?:query|mutation|subscription)\b/m.test(text);

/** The texts of the documents that our pages send. */
async function ofPages() {
  const files = globSync(generated, { cwd: root }).sort();
  const modules = await Promise.all(files.map((file) => import(pathToFileURL(path.join(root, file)).href)));
  return modules.flatMap((module) =>
    Object.values(module)
      .filter((each) => each instanceof String)
      .map(String),
  );
}

/** The text of a published document, by its name without the ending. */
export const publishedDocument = (name) => readFileSync(path.join(root, `apps/api/documents/${name}.graphql`), 'utf8');

/** How a document is known. */
export const hashOf = (text) => createHash('sha256').update(text).digest('hex');

/** All our documents by the hash of their text. */
export async function documents() {
  const everybodys = globSync(published, { cwd: root })
    .sort()
    .map((file) => readFileSync(path.join(root, file), 'utf8'));
  const texts = [...everybodys, ...(await ofPages())].filter(isOperation);
  return Object.fromEntries(texts.map((text) => [hashOf(text), text]));
}
