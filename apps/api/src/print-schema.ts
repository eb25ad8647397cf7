import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { schemaText } from './graphql/schema.ts';

await writeFile(path.join(import.meta.dirname, '../schema.graphql'), await schemaText());
