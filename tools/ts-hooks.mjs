// Lets Node run our decorated TypeScript (and .tsx) directly: node --import ./tools/ts-hooks.mjs file.ts
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'rolldown/utils';

const ours = (url) =>
  url.startsWith('file:') && /\.tsx?$/.test(new URL(url).pathname) && !url.includes('/node_modules/');

const options = {
  tsconfig: false,
  target: 'es2024',
  sourcemap: true,
  decorator: { legacy: true, emitDecoratorMetadata: true },
  typescript: { onlyRemoveTypeImports: true },
  jsx: { runtime: 'automatic' },
};

registerHooks({
  load(url, context, nextLoad) {
    if (!ours(url)) return nextLoad(url, context);
    const file = fileURLToPath(url);
    const { code, map, errors } = transformSync(file, readFileSync(file, 'utf8'), options);
    if (errors.length > 0) throw new SyntaxError(`${file}\n${errors.map((error) => error.message).join('\n')}`);
    const inline = Buffer.from(JSON.stringify(map)).toString('base64');
    const source = `${code}\n//# sourceMappingURL=data:application/json;base64,${inline}`;
    return { format: 'module', shortCircuit: true, source };
  },
});

process.setSourceMapsEnabled(true);
