import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { parse } from 'csv-parse';
import { InvalidArgumentError, type Command } from 'commander';
import { Gathering, groupGathered, groupingParameters, SimilarTexts } from '@hiroba/similarity';

/** A file that cannot be read as it is, with the line. */
class Unreadable extends Error {}

interface Columns {
  readonly id: string;
  readonly text: string;
}

type Row = Readonly<Record<string, string>>;

/** The rows of a CSV file one after another, so that a file larger than memory can be read. */
async function* rowsOf(
  file: string,
  columns: readonly string[],
): AsyncGenerator<{ readonly row: Row; readonly line: number }> {
  const reading = createReadStream(file);
  const parser = reading.pipe(parse({ columns: true, bom: true, skip_empty_lines: true, info: true }));
  reading.on('error', (error) => parser.destroy(error));
  let seen = false;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: Row; info: { lines: number } }>) {
      const missing = seen ? undefined : columns.find((column) => !(column in record));
      if (missing !== undefined) throw new Unreadable(`${file}:1: there is no column "${missing}".`);
      seen = true;
      yield { row: record, line: info.lines };
    }
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    const { code, lines, message } = error as { code?: string; lines?: number; message: string };
    throw new Unreadable(code === 'ENOENT' ? `${file}: there is no such file.` : `${file}:${lines ?? '?'}: ${message}`);
  }
}

/** Writes what was found to a file, or prints it; what is said besides goes to stderr. */
async function put(found: unknown, where: string | boolean | undefined, said: string): Promise<void> {
  const json = `${JSON.stringify(found)}\n`;
  if (typeof where === 'string' && where !== '-') await writeFile(where, json);
  else if (where !== undefined) process.stdout.write(json);
  process.stderr.write(`${said}\n`);
}

interface Out {
  readonly json?: string | boolean;
  readonly out?: string;
}

interface GroupOptions extends Columns, Out {
  readonly person?: string;
  readonly pairs?: boolean;
}

async function group(file: string, { id, text, person, pairs = false, json, out }: GroupOptions): Promise<void> {
  const gathering = new Gathering();
  for await (const { row, line } of rowsOf(file, [id, text, ...(person === undefined ? [] : [person])])) {
    const taken = gathering.add({
      id: row[id] ?? '',
      text: row[text] ?? '',
      ...(person !== undefined && { person: row[person] ?? '' }),
    });
    if (!taken) throw new Unreadable(`${file}:${line}: the id "${row[id]}" was there before, with another text.`);
  }
  const found = groupGathered(gathering, { pairs });
  const { exactUpTo: _, ...parameters } = found.parameters;
  const people =
    person === undefined ? {} : { partPeople: found.parts.map((parts) => parts.map((part) => part.people)) };
  const shown = { ...found, ...people, parameters, parts: found.parts.map((parts) => parts.map((part) => part.ids)) };
  const sizes = found.nearGroups
    .slice(0, 10)
    .map((ids) => ids.length)
    .join(', ');
  await put(
    shown,
    out ?? json,
    [
      `${found.comments} texts, ${found.distinct} different ones (${found.parameters.method}).`,
      `${found.sameText.length} groups of the same text, ${found.nearGroups.length} near groups${sizes && `: ${sizes}`}${found.nearGroups.length > 10 ? ', …' : ''}.`,
    ].join('\n'),
  );
}

interface SuggestOptions extends Columns, Out {
  readonly top: number;
  readonly evaluate?: string;
}

/** In how many of a hundred cases one of the first `k` is in the right group. */
function hitRate(
  suggestions: ReadonlyMap<string, readonly string[]>,
  groups: ReadonlyMap<string, string>,
  k: number,
): number {
  const sizes = new Map<string, number>();
  for (const each of groups.values()) sizes.set(each, (sizes.get(each) ?? 0) + 1);
  const asked = [...groups].filter(([, of]) => (sizes.get(of) ?? 0) > 1);
  const hits = asked.filter(([id, of]) =>
    suggestions
      .get(id)
      ?.slice(0, k)
      .some((other) => groups.get(other) === of),
  );
  return asked.length === 0 ? 0 : hits.length / asked.length;
}

async function suggest(file: string, { id, text, top, evaluate, json, out }: SuggestOptions): Promise<void> {
  const known: { readonly id: string; readonly text: string }[] = [];
  const groups = new Map<string, string>();
  for await (const { row } of rowsOf(file, [id, text, ...(evaluate === undefined ? [] : [evaluate])])) {
    known.push({ id: row[id] ?? '', text: row[text] ?? '' });
    if (evaluate !== undefined) groups.set(row[id] ?? '', row[evaluate] ?? '');
  }
  const similar = new SimilarTexts(known);
  const suggestions = new Map(known.map((each) => [each.id, similar.toKnown(each.id, top).map((other) => other.id)]));
  const rates = [1, 3, 5].map((k) => `within ${k}: ${hitRate(suggestions, groups, k).toFixed(3)}`);
  const said =
    evaluate === undefined ? `${known.length} texts.` : `${known.length} texts; the right group ${rates.join(', ')}.`;
  await put(
    { suggestions: Object.fromEntries(suggestions) },
    evaluate === undefined ? (out ?? json ?? true) : (out ?? json),
    said,
  );
}

async function judged(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 3;
  }
}

function topOf(typed: string): number {
  const top = Number(typed);
  if (!Number.isInteger(top) || top < 1) throw new InvalidArgumentError('a whole number from 1 on.');
  return top;
}

const reading = (command: Command): Command =>
  command
    .argument('<file>', 'CSV with a header, UTF-8')
    .option('--id <column>', 'the column with the id', 'id')
    .option('--text <column>', 'the column with the text', 'text')
    .option('--json [file]', 'where to write what was found; without a file, or with -, it is printed')
    .option('--out <file>', 'the same as --json FILE');

/** Adds the commands that find similar texts; they need neither database nor installation. */
export function addGroupingCommands(program: Command): void {
  const { near, shingle } = groupingParameters;
  reading(program.command('group'))
    .description(
      `find identical and near texts in a file (Jaccard of ${shingle} characters from ${near.toFixed(2)} on); it decides nothing`,
    )
    .option('--person <column>', 'a column that tells persons apart; how many there are in each part is told, too')
    .option('--pairs', 'also every pair from 0.50 on')
    .action((file: string, options: GroupOptions) => judged(group(file, options)));
  reading(program.command('suggest'))
    .description('for each text of a file the most similar other ones, best first')
    .option('--top <n>', 'how many', topOf, 10)
    .option('--evaluate <column>', 'tell how often one of the same group is among the first 1, 3 and 5')
    .action((file: string, options: SuggestOptions) => judged(suggest(file, options)));
}
