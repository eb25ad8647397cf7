import type { LogLine } from '@hiroba/spaces/server';

/** How much came below a thing, in words. */
export interface SaidNews {
  readonly title: string;
  readonly path: string;
  readonly said: string;
}

/** What happened with each thing, one after the other: its title, what was done, how much came below it, and where it is. */
export function blocksOf(lines: readonly LogLine[], news: readonly SaidNews[], home: string): string[] {
  const of = (path: string | null) => news.filter((each) => each.path === path).map(({ said }) => said);
  const written = (title: string, said: readonly string[], path: string | null) =>
    [`■ ${title}`.trim(), ...said, ...(path ? [`${home}${path}`] : [])].join('\n');
  const told = new Set(lines.map(({ path }) => path));
  return [
    ...lines.map(({ said, title, path }) => written(title?.text ?? '', [said, ...of(path)], path)),
    ...news.filter(({ path }) => !told.has(path)).map(({ title, said, path }) => written(title, [said], path)),
  ];
}

/** How often what happened where: nobody without an account gets words of others by mail. */
export const countsOf = (lines: readonly LogLine[]): string[] =>
  [...Map.groupBy(lines, ({ within, act }) => `${within ? `${within.text}: ` : ''}${act}`)].map(
    ([what, { length }]) => `■ ${what} (${length})`,
  );
