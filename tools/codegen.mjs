// Writes the GraphQL schema; holds every document against it and writes the types of what it asks for.
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generate } from '@graphql-codegen/cli';
import { codegen } from '@graphql-codegen/core';
import * as operations from '@graphql-codegen/typescript-operations';
import { buildSchema, Kind, parse, print, validate, specifiedRules, NoUnusedFragmentsRule } from 'graphql';
import { onceFor } from './fingerprint.mjs';
import { environment, node, root, runNode } from './node.mjs';

const printer = 'apps/api/src/print-schema.ts';
const schemaFile = 'apps/api/schema.graphql';
const folders = ['apps/web/app', 'libs/*/src/web', 'libs/components/*/src/web'];
const rules = specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule);

const config = {
  useTypeImports: true,
  enumsAsTypes: true,
  onlyOperationTypes: true,
  immutableTypes: true,
  defaultScalarType: 'unknown',
  scalars: { ID: 'string', DateTime: 'string', SafeHtml: 'string', JSON: 'unknown', LocalizedText: 'string' },
};

/** The folders that have GraphQL documents, with their files. */
function documented() {
  const found = globSync(folders, { cwd: root }).sort();
  return found
    .map((folder) => ({ folder, files: globSync(`${folder}/**/*.graphql.ts`, { cwd: root }).sort() }))
    .filter(({ files }) => files.length > 0);
}

async function printSchema() {
  const code = await runNode(['--import', './tools/ts-hooks.mjs', printer]);
  if (code !== 0) throw new Error(`${printer} failed`);
}

function exportedBy(files) {
  const args = ['--import', './tools/ts-hooks.mjs', 'tools/documents.mjs', ...files];
  return JSON.parse(execFileSync(node, args, { cwd: root, env: environment, encoding: 'utf8', maxBuffer: 1e8 }));
}

/** Everything a folder asks for, each definition once, and what is wrong with it. */
function collect(schema, documents) {
  const definitions = new Map();
  const problems = [];
  for (const { file, name, text } of documents) {
    try {
      const document = parse(text);
      for (const error of validate(schema, document, rules)) problems.push(`${file}: ${name}: ${error.message}`);
      for (const definition of document.definitions) {
        const same = definitions.get(definition.name?.value);
        if (same && print(same) !== print(definition))
          problems.push(`${file}: ${definition.name?.value} has two meanings`);
        definitions.set(definition.name?.value ?? name, definition);
      }
    } catch (error) {
      problems.push(`${file}: ${name}: ${error.message}`);
    }
  }
  return { document: { kind: Kind.DOCUMENT, definitions: [...definitions.values()] }, problems };
}

/** Whether a folder's documents are written with the generated graphql() function, and so cannot be loaded before it is. */
const isTagged = ({ files }) =>
  files.some((file) =>
    /import \{[^}]*\bgraphql\b[^}]*\} from '[./]*gql\//.test(readFileSync(path.join(root, file), 'utf8')),
  );

async function writeTagged(places) {
  const output = ({ folder }) => {
    const clientPreset = { documentMode: 'string', importExtension: '.ts' };
    return {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: { ...config, ...clientPreset },
      documents: [{ [`${folder}/**/*.graphql.ts`]: { noRequire: true } }],
    };
  };
  const generates = Object.fromEntries(places.map((place) => [`${place.folder}/gql/`, output(place)]));
  if (places.length > 0)
    await generate({ schema: schemaFile, cwd: root, silent: true, errorsOnly: true, generates }, true);
}

async function writeTypes() {
  const problems = [];
  const [tagged, plain] = [documented().filter(isTagged), documented().filter((place) => !isTagged(place))];
  await writeTagged(tagged).catch((error) => {
    for (const each of error.errors ?? [error]) problems.push(`${each.source ?? ''} ${each.message}`);
  });
  const source = readFileSync(path.join(root, schemaFile), 'utf8');
  const exported = exportedBy(plain.flatMap(({ files }) => files));
  for (const { folder, files } of plain) {
    const { document, problems: found } = collect(
      buildSchema(source),
      exported.filter(({ file }) => files.includes(file)),
    );
    problems.push(...found);
    if (found.length > 0) continue;
    const filename = path.join(root, folder, 'gql/graphql.ts');
    const documents = [{ location: folder, document }];
    const plugin = { plugins: [{ operations: {} }], pluginMap: { operations }, config };
    mkdirSync(path.dirname(filename), { recursive: true });
    const options = { filename, schema: parse(source), documents, ...plugin, skipDocumentsValidation: true };
    writeFileSync(filename, await codegen(options));
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

try {
  if (existsSync(path.join(root, printer))) {
    const inputs = ['apps/api/src/**/*.ts', 'libs/**/src/**/*.ts', 'tools/codegen.mjs'];
    await onceFor('schema', inputs, [schemaFile], printSchema);
  }
  if (existsSync(path.join(root, schemaFile)) && documented().length > 0) {
    const inputs = [
      schemaFile,
      ...folders.map((folder) => `${folder}/**/*.graphql.ts`),
      'tools/{codegen,documents}.mjs',
    ];
    await onceFor(
      'documents',
      inputs,
      documented().map(({ folder }) => `${folder}/gql/graphql.ts`),
      writeTypes,
    );
  }
} catch (error) {
  console.error(`codegen: ${error.message}`);
  process.exitCode = 1;
}
