import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const imported = /(?:(?:import|export)\s+(type\s+)?(?:\{([^}]*)\}|(\*))\s*)?(?:from|import)\s*\(?\s*'([^']+)'/g;
const whole = /['"`]([a-z][\w-]*(?:\.[\w-]+)+)['"`]/g;
/** A key that ends in a value; one that has only its library before it is the name of something done, not a key. */
const begun = /`([a-z][\w-]*(?:\.[\w-]+)+\.)\$\{/g;
/** A code of a refusal, or whatever else is written like one. */
const code = /'([A-Z][A-Z_]+)'/g;
/** A key that begins with the component at hand: what is after it, up to another value or the end. */
const ofWhichever = /`\$\{[^}]+\}\.((?:[\w-]+\.)*[\w-]+\.?)(?=\$\{|`)/g;

/** Which keys a file and all it imports can say. */
export interface Speech {
  readonly speaks: (key: string) => boolean;
  /** The parts that come later, by their files. */
  readonly lates: ReadonlySet<string>;
}

/** Says nothing but the codes of its rules, which every page has. */
const kernel = '@hiroba/kernel';

function fileOf(specifier: string, from: string): string | undefined {
  if (specifier.startsWith('.')) return path.resolve(path.dirname(from), specifier);
  if (!specifier.startsWith('@hiroba/') || specifier === kernel) return undefined;
  return createRequire(from).resolve(specifier);
}

const namesIn = (list: string): string[] => list.split(',').map((each) => each.trim().replace(/^type\s+/, '').split(/\s+as\s+/)[0] ?? '').filter(Boolean);
/** A file that says nothing itself and hands on parts of others: who takes one of them does not say what the others do. */
const handsOnOnly = (text: string): boolean =>
  text.replace(/^\s*\/\/.*$/gm, '').replace(/export\s+(?:(?:type\s+)?\{[^}]*\}|\*)\s+from\s+'[^']+';?/g, '').trim() === '';

/** Those of some names that a file gives itself. */
function givenBy(file: string, names: readonly string[]): string[] {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return names.filter((name) => new RegExp(`export [^;=({]*\\b${name}\\b|export \\{[^}]*\\b${name}\\b`).test(text));
}

/** Whether a file is a part of pages that comes later, and is ready when its words are. */
export const isLate = (file: string): boolean => /\/late-[\w-]+\.ts$/.test(file);

/** Whether only the server draws a part of pages, and the browser keeps what it drew. */
const isDrawn = (file: string): boolean => file.endsWith('.drawn.tsx');

/** Reads a file and what it imports: whole keys in its text, and beginnings of keys that end in a value. */
export function wordsOfFile(start: string): Speech {
  const [keys, beginnings, endings, seen, lates] = [new Set<string>(), new Set<string>(), new Set<string>(), new Set<string>(), new Set<string>()];
  const visit = (file: string, wanted?: readonly string[]): void => {
    const mark = wanted ? `${file} ${[...wanted].sort().join()}` : file;
    if (seen.has(mark) || seen.has(file) || !existsSync(file)) return;
    const text = readFileSync(file, 'utf8');
    const passes = wanted !== undefined && handsOnOnly(text);
    seen.add(passes ? mark : file);
    for (const [, key = ''] of text.matchAll(whole)) keys.add(key);
    // Which refusals there can be is told by the codes of the rules, not by the part that words them.
    for (const [, beginning = ''] of text.matchAll(begun)) if (beginning !== 'refusal.') beginnings.add(beginning);
    for (const [, ending = ''] of text.matchAll(ofWhichever)) endings.add(ending);
    for (const [, name = ''] of text.matchAll(code)) keys.add(`refusal.${name}`);
    // What a page gives back itself, without asking the server, it words itself.
    if (text.includes('giveBack(') && !file.includes('/libs/ui/')) beginnings.add('refusal.');
    for (const [, type, list, all, specifier = ''] of text.matchAll(imported)) {
      // A type says nothing.
      if (type !== undefined) continue;
      // A part that comes later brings its own words; one that never comes needs none.
      if (isLate(specifier)) lates.add(path.resolve(path.dirname(file), specifier));
      const next = isLate(specifier) || isDrawn(specifier) ? undefined : fileOf(specifier, file);
      const names = list === undefined ? undefined : namesIn(list);
      const taken = !passes ? names : all && next ? givenBy(next, wanted) : names?.filter((name) => wanted.includes(name));
      if (next && (!passes || taken === undefined || taken.length > 0)) visit(next, taken);
    }
  };
  visit(start);
  const isOfWhichever = (key: string): boolean => {
    const rest = key.slice(key.indexOf('.') + 1);
    return [...endings].some((ending) => (ending.endsWith('.') ? rest.startsWith(ending) : rest === ending));
  };
  return { lates, speaks: (key) => keys.has(key) || [...beginnings].some((beginning) => key.startsWith(beginning)) || isOfWhichever(key) };
}
