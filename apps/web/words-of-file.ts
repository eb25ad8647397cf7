import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const imported = /(?:from|import)\s*\(?\s*'([^']+)'/g;
const whole = /['"`]([a-z][\w-]*(?:\.[\w-]+)+)['"`]/g;
/** A key that ends in a value; one that has only its library before it is the name of something done, not a key. */
const begun = /`([a-z][\w-]*(?:\.[\w-]+)+\.)\$\{/g;
/** A key that begins with the component at hand: what is after it, up to another value or the end. */
const ofWhichever = /`\$\{[^}]+\}\.((?:[\w-]+\.)*[\w-]+\.?)(?=\$\{|`)/g;

/** Which keys a file and all it imports can say. */
export interface Speech {
  readonly speaks: (key: string) => boolean;
}

/** Libraries whose words every page has, and that say nothing of others. */
const common = /^@hiroba\/(ui|kernel)$/;

function fileOf(specifier: string, from: string): string | undefined {
  if (specifier.startsWith('.')) return path.resolve(path.dirname(from), specifier);
  if (!specifier.startsWith('@hiroba/') || common.test(specifier)) return undefined;
  return createRequire(from).resolve(specifier);
}

/** Reads a file and what it imports: whole keys in its text, and beginnings of keys that end in a value. */
export function wordsOfFile(start: string): Speech {
  const [keys, beginnings, endings, seen] = [new Set<string>(), new Set<string>(), new Set<string>(), new Set<string>()];
  const visit = (file: string): void => {
    if (seen.has(file) || !existsSync(file)) return;
    seen.add(file);
    const text = readFileSync(file, 'utf8');
    for (const [, key = ''] of text.matchAll(whole)) keys.add(key);
    for (const [, beginning = ''] of text.matchAll(begun)) beginnings.add(beginning);
    for (const [, ending = ''] of text.matchAll(ofWhichever)) endings.add(ending);
    // What a page gives back itself, without asking the server, it words itself.
    if (text.includes('giveBack(')) beginnings.add('refusal.');
    for (const [, specifier = ''] of text.matchAll(imported)) {
      const next = fileOf(specifier, file);
      if (next) visit(next);
    }
  };
  visit(start);
  const isOfWhichever = (key: string): boolean => {
    const rest = key.slice(key.indexOf('.') + 1);
    return [...endings].some((ending) => (ending.endsWith('.') ? rest.startsWith(ending) : rest === ending));
  };
  return { speaks: (key) => keys.has(key) || [...beginnings].some((beginning) => key.startsWith(beginning)) || isOfWhichever(key) };
}
