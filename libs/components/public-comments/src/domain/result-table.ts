import type { RoundNumbers } from './coverage.ts';

type Words = (key: string, params?: Record<string, string | number>) => string;

/** An opinion of a published result, as tables show it. */
export interface ResultLine {
  readonly number: number;
  readonly n: number;
  /** Where in the draft plan it is about, and on which page of it; nothing where it is about all of it. */
  readonly path: string | null;
  readonly page: number | null;
  /** Its words as they are published; nothing where they are not. */
  readonly text: string | null;
  readonly summarised: boolean;
  readonly together: number;
  readonly disposition: string;
  readonly reply: string;
  readonly reason: string;
  readonly planChange: string;
  readonly office: string;
}

/** The columns of the table of opinions and the city's view, and how wide each is where it is printed, in letters. */
export const resultColumns = { number: 8, part: 12, opinion: 52, reply: 52, disposition: 14, change: 24, office: 14 } as const;
export type ResultColumn = keyof typeof resultColumns;
export const resultColumnNames = Object.keys(resultColumns) as readonly ResultColumn[];

/** The page or the part of the plan an opinion is about. */
export const partOf = ({ path, page }: Pick<ResultLine, 'path' | 'page'>, t: Words): string =>
  (page === null ? path ?? t('public-comments.table.whole') : t('public-comments.table.page', { page }));

/** A row of the table of opinions and the city's view: the same words in every file, on paper and on the page. */
export const resultCells = (line: ResultLine, t: Words): Readonly<Record<ResultColumn, string>> => ({
  number: `${line.number}-${line.n}`,
  part: partOf(line, t),
  opinion: [
    line.summarised ? t('public-comments.table.summary') : '', line.text ?? t('public-comments.answers.withheld'),
    line.together > 1 ? t('public-comments.table.together', { count: line.together }) : '',
  ].filter(Boolean).join('\n'),
  reply: [line.reply, line.reason ? t('public-comments.answers.reason', { reason: line.reason }) : ''].filter(Boolean).join('\n'),
  disposition: line.disposition,
  change: line.planChange,
  office: line.office,
});

/** The columns of the table of means: how many came by which way. */
export const meansColumns = { means: 20, persons: 12, submissions: 12, opinions: 12 } as const;
export type MeansColumn = keyof typeof meansColumns;
export const meansColumnNames = Object.keys(meansColumns) as readonly MeansColumn[];

/** The rows of the table of means, zeros and the sum among them. */
export const meansRows = ({ byChannel, persons, submissions, opinions }: RoundNumbers, t: Words): readonly Readonly<Record<MeansColumn, string | number>>[] =>
  [...byChannel, { channel: 'TOTAL', persons, submissions, opinions }].map(({ channel, ...of }) => ({ means: t(`public-comments.channel.${channel}`), ...of }));
