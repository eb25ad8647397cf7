#!/usr/bin/env node
// npx hiroba: continues under the pinned Node, builds the command line when it is missing, and runs it.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const main = path.join(root, 'dist/cli/main.js');
const tools = path.join(root, 'tools/node.mjs');

if (existsSync(tools)) {
  const { handedToPinnedNode, runNode } = await import(pathToFileURL(tools).href);
  if (await handedToPinnedNode()) process.exit();
  if (!existsSync(main) && (await runNode(['tools/build.mjs'])) !== 0) process.exit(1);
}
await import(pathToFileURL(main).href);
