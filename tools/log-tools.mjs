// Makes what checks the public log without us: a page that works from a disk, and the command line in one file.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { root } from './node.mjs';

const from = path.join(root, 'libs/transparency/src');

/** A file and all it imports, as one. */
async function bundled(input, platform) {
  const bundle = await rolldown({
    input: path.join(from, input),
    platform,
    tsconfig: path.join(root, 'tsconfig.json'),
    external: (id) => platform === 'node' && id.startsWith('node:'),
    transform: { target: 'es2022' },
    onLog: (level, log, handler) => (log.code === 'EVAL' ? undefined : handler(level, log)),
  });
  const { output } = await bundle.generate({ format: 'esm', minify: platform === 'browser', codeSplitting: false });
  await bundle.close();
  return output[0].code;
}

const hashed = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The page: script and style stand in it, and nothing else may be loaded or run; keys are put in where it is handed out. */
export async function verifierPage() {
  const read = (file) => readFileSync(path.join(from, 'web/verifier', file), 'utf8');
  const style = read('verify.css');
  // Nothing in the script may end the element it stands in.
  const script = (await bundled('web/verifier/verify.ts', 'browser'))
    .replaceAll('</script', '<\\/script')
    .replaceAll('<!--', '<\\!--');
  const policy = `default-src 'none'; script-src ${hashed(script)}; style-src ${hashed(style)}; base-uri 'none'; form-action 'none'`;
  return read('verify.html')
    .replace('POLICY', () => policy)
    .replace('<style>', () => `<style>${style}`)
    .replace('<script type="module">', () => `<script type="module">${script}`);
}

/** Writes both where the server hands them out. */
export async function makeLogTools() {
  const folder = path.join(root, 'dist/log');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'verify.html'), await verifierPage());
  writeFileSync(path.join(folder, 'hiroba-log.mjs'), await bundled('cli/main.ts', 'node'));
  return 0;
}
