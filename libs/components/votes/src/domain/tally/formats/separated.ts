import { UnreadableFile } from './unreadable-file.ts';

/** A record of a separated file, with the line it begins on. */
export interface SeparatedRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

/** The records of a text whose fields are separated by one character and quoted as in CSV: `""` is a quote, quoted fields may hold separators and line ends. */
export function separated(text: string, separator: string): readonly SeparatedRecord[] {
  const records: SeparatedRecord[] = [];
  const plain = new RegExp(`[^${separator}\\r\\n]+`, 'y');
  let [fields, field, line, begun]: [string[], string, number, number] = [[], '', 1, 1];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  const closed = (): void => {
    fields.push(field);
    if (fields.length > 1 || fields[0] !== '') records.push({ line: begun, fields });
    [fields, field] = [[], ''];
    begun = line;
  };
  while (at < text.length) {
    const letter = text[at] as string;
    if (letter === '"' && field === '') {
      const from = line;
      let end = at + 1;
      for (; ; end += 1) {
        end = text.indexOf('"', end);
        if (end < 0) throw new UnreadableFile(from, 'a quote that is not closed');
        if (text[end + 1] !== '"') break;
        end += 1;
      }
      const quoted = text.slice(at + 1, end);
      line += quoted.split('\n').length - 1;
      field = quoted.replaceAll('""', '"');
      at = end + 1;
    } else if (letter === separator) {
      fields.push(field);
      field = '';
      at += 1;
    } else if (letter === '\n') {
      line += 1;
      closed();
      at += 1;
    } else if (letter === '\r' && text[at + 1] === '\n') at += 1;
    else {
      plain.lastIndex = at;
      const run = plain.exec(text)?.[0] ?? letter;
      field += run;
      at += run.length;
    }
  }
  if (field !== '' || fields.length > 0) closed();
  return records;
}
