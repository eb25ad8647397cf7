import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';

const languages = ['ja', 'en'] as const;
const folders = ['{apps,libs}/*/locales', 'libs/components/*/locales'];
const sources = '{apps,libs}/**/*.{ts,tsx}';
const literal = /(?<![\w.$])t\(\s*'([a-z][\w-]*(?:\.[\w-]+)+)'/g;
const skipped = (file: string): boolean => /(^|\/)(node_modules|gql|dist|\.react-router)(\/|$)/.test(file);

type Messages = Readonly<Record<string, string>>;

/** Keys that one language lacks, messages that do not parse, and keys that the sources use but nobody wrote. */
export function locales(root: string): string[] {
  const problems: string[] = [];
  const known = new Map<string, string>();
  for (const folder of globSync(folders, { cwd: root })
    .filter((each) => !skipped(each))
    .sort()) {
    const [ja, en] = languages.map((language) => read(root, `${folder}/${language}.json`, problems));
    for (const key of new Set([...Object.keys(ja ?? {}), ...Object.keys(en ?? {})])) {
      const other = known.get(key);
      if (other) problems.push(`${folder}: ${key} is also in ${other}`);
      known.set(key, folder);
      problems.push(...compare(folder, key, ja?.[key], en?.[key]));
    }
  }
  for (const file of globSync(sources, { cwd: root, exclude: skipped })) {
    if (skipped(file) || /\.spec\.tsx?$/.test(file)) continue;
    for (const [, key = ''] of readFileSync(path.join(root, file), 'utf8').matchAll(literal)) {
      if (!known.has(key)) problems.push(`${file}: nobody wrote the text of ${key}`);
    }
  }
  return problems;
}

function read(root: string, file: string, problems: string[]): Messages {
  if (existsSync(path.join(root, file))) return JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Messages;
  problems.push(`${file} is missing`);
  return {};
}

function compare(folder: string, key: string, ja?: string, en?: string): string[] {
  if (ja === undefined) return [`${folder}/ja.json lacks ${key}`];
  if (en === undefined) return [`${folder}/en.json lacks ${key}`];
  try {
    const [inJa, inEn] = [parameters(ja, 'ja'), parameters(en, 'en')];
    const odd = [...new Set([...inJa, ...inEn])].filter((name) => inJa.has(name) !== inEn.has(name));
    return odd.map((name) => `${folder}: ${key} uses {${name}} in one language only`);
  } catch (error) {
    return [`${folder}: ${key} does not parse (${(error as Error).message})`];
  }
}

interface Part {
  readonly type: number;
  readonly value?: string;
  readonly children?: readonly Part[];
  readonly options?: Readonly<Record<string, { readonly value: readonly Part[] }>>;
}

function parameters(message: string, language: string): Set<string> {
  const names = new Set<string>();
  const walk = (parts: readonly Part[]): void => {
    for (const part of parts) {
      if (part.type >= 1 && part.type <= 6 && part.value) names.add(part.value);
      walk(part.children ?? []);
      for (const option of Object.values(part.options ?? {})) walk(option.value);
    }
  };
  walk(new IntlMessageFormat(message, language).getAst() as unknown as readonly Part[]);
  return names;
}
