// Writes the GraphQL schema and, for every library with documents, their types.
import { generate } from '@graphql-codegen/cli';
import { existsSync, globSync } from 'node:fs';
import path from 'node:path';
import { onceFor } from './fingerprint.mjs';
import { root, runNode } from './node.mjs';

const printer = 'apps/api/src/print-schema.ts';
const schema = 'apps/api/schema.graphql';
const folders = ['apps/web/app', 'libs/*/src/web', 'libs/components/*/src/web'];

const options = {
  documentMode: 'string',
  useTypeImports: true,
  enumsAsTypes: true,
  onlyOperationTypes: true,
  skipTypename: false,
  defaultScalarType: 'unknown',
  importExtension: '.ts',
  scalars: { ID: 'string', DateTime: 'string', SafeHtml: 'string', JSON: 'unknown', LocalizedText: 'string' },
};

/** The folders that have GraphQL documents. */
const documented = () =>
  globSync(folders, { cwd: root }).filter((folder) => globSync(`${folder}/**/*.graphql.ts`, { cwd: root }).length > 0);

async function printSchema() {
  const code = await runNode(['--import', './tools/ts-hooks.mjs', printer]);
  if (code !== 0) throw new Error(`${printer} failed`);
}

async function generateTypes() {
  const outputs = documented().map((folder) => [
    `${folder}/gql/`,
    {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: options,
      documents: `${folder}/**/*.graphql.ts`,
    },
  ]);
  await generate({ schema, cwd: root, silent: true, errorsOnly: true, generates: Object.fromEntries(outputs) }, true);
}

async function codegen() {
  if (existsSync(path.join(root, printer))) {
    await onceFor(
      'schema',
      ['apps/api/src/**/*.ts', 'libs/**/src/**/*.ts', 'tools/codegen.mjs'],
      [schema],
      printSchema,
    );
  }
  if (!existsSync(path.join(root, schema)) || documented().length === 0) return;
  const inputs = [schema, ...folders.map((folder) => `${folder}/**/*.graphql.ts`), 'tools/codegen.mjs'];
  const outputs = documented().map((folder) => `${folder}/gql/graphql.ts`);
  await onceFor('documents', inputs, outputs, generateTypes);
}

await codegen().catch((error) => {
  for (const each of error.errors ?? [error]) console.error(`${each.source ?? 'codegen'}: ${each.message}`);
  process.exitCode = 1;
});
