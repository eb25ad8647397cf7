// Writes the GraphQL schema; holds every document against it and writes the types of what it asks for.
import { existsSync, globSync } from 'node:fs';
import path from 'node:path';
import { generate } from '@graphql-codegen/cli';
import { preset } from '@graphql-codegen/client-preset';
import { Kind } from 'graphql';
import { onceFor } from './fingerprint.mjs';
import { root, runNode } from './node.mjs';
import { linkWorkspaces } from './workspaces.mjs';

const printer = 'apps/api/src/print-schema.ts';
const schemaFile = 'apps/api/schema.graphql';
const app = 'apps/web/app';
const libraries = ['libs/*/src/web', 'libs/components/*/src/web'];
const folders = [app, ...libraries];

const config = {
  documentMode: 'string',
  importExtension: '.ts',
  useTypeImports: true,
  enumsAsTypes: true,
  onlyOperationTypes: true,
  immutableTypes: true,
  defaultScalarType: 'unknown',
  scalars: { ID: 'string', DateTime: 'string', SafeHtml: 'string', JSON: 'unknown', LocalizedText: 'string', Upload: 'File' },
};

/** The folders that have GraphQL documents. */
const documented = () =>
  globSync(folders, { cwd: root })
    .filter((folder) => globSync(`${folder}/**/*.graphql.ts`, { cwd: root }).length > 0)
    .sort();

async function printSchema() {
  const code = await runNode(['--import', './tools/ts-hooks.mjs', printer]);
  if (code !== 0) throw new Error(`${printer} failed`);
}

const documentsOf = (folder) => ({ [`${folder}/**/*.graphql.ts`]: { noRequire: true } });

const isFragment = ({ document }) => document.definitions.every(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);

/** Whose fragments a folder may spread, by the arrows of the house: the app those of every library, a component those of capabilities. */
const below = (folder) => {
  if (folder === app) return folders;
  return folder.startsWith('libs/components/') ? [folder, 'libs/*/src/web'] : [folder];
};

/** Who shows the parts of a library spreads its fragments; its queries stay with it. */
const presetOf = (folder) => ({
  ...preset,
  buildGeneratesSection(options) {
    const isOwn = ({ location }) => path.resolve(root, location).startsWith(path.join(root, folder, path.sep));
    const documents = options.documents.filter((each) => isOwn(each) || isFragment(each));
    return preset.buildGeneratesSection({ ...options, documents });
  },
});

/** Beside the documents of a folder: the graphql() function that knows them, and their types. */
const output = (folder) => ({
  preset: presetOf(folder),
  presetConfig: { fragmentMasking: false },
  config,
  documents: below(folder).map(documentsOf),
});

async function writeTypes() {
  const generates = Object.fromEntries(documented().map((folder) => [`${folder}/gql/`, output(folder)]));
  try {
    await generate({ schema: schemaFile, cwd: root, silent: true, errorsOnly: true, generates }, true);
  } catch (error) {
    const problems = error.errors ?? [error];
    throw new Error(problems.map(({ source, message }) => `${source ?? ''} ${message}`).join('\n'));
  }
}

try {
  linkWorkspaces();
  if (existsSync(path.join(root, printer))) {
    const inputs = ['apps/api/src/**/*.ts', 'libs/**/src/**/*.ts', 'tools/codegen.mjs'];
    await onceFor('schema', inputs, [schemaFile], printSchema);
  }
  if (existsSync(path.join(root, schemaFile)) && documented().length > 0) {
    const inputs = [schemaFile, ...folders.map((folder) => `${folder}/**/*.graphql.ts`), 'tools/codegen.mjs'];
    const outputs = documented().map((folder) => `${folder}/gql/index.ts`);
    await onceFor('documents', inputs, outputs, writeTypes);
  }
} catch (error) {
  console.error(`codegen: ${error.message}`);
  process.exitCode = 1;
}
