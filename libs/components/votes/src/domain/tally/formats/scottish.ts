import type { RankedElection } from './ranked-election.ts';
import { separated, type SeparatedRecord } from './separated.ts';
import { UnreadableFile } from './unreadable-file.ts';

const whole = (text: string): boolean => /^\d+$/.test(text.trim());

function filled({ fields }: SeparatedRecord): readonly string[] {
  return fields.at(-1) === '' ? fields.slice(0, -1) : fields;
}

/** Reads the ballots of a Scottish ward: candidates and seats, then counted rankings from 1, then names, then the ward. */
export function readScottish(text: string): RankedElection {
  const [head, ...records] = separated(text, ',');
  const [many, seats] = (head?.fields ?? []).map((field) => field.trim());
  if (many === undefined || seats === undefined || !whole(many) || !whole(seats))
    throw new UnreadableFile(1, 'not candidates,seats');
  const candidates: string[] = [];
  const ballots: { ranks: readonly (readonly number[])[]; n: number }[] = [];
  let title = '';
  for (const record of records) {
    const [first = '', name, ...rest] = filled(record);
    if (whole(first)) {
      const wishes = [name, ...rest].filter((wish) => wish !== undefined).map((wish) => Number(wish) - 1);
      const bad = wishes.find((wish) => !Number.isInteger(wish) || wish < 0 || wish >= Number(many));
      if (bad !== undefined) throw new UnreadableFile(record.line, 'a candidate who is not there');
      if (new Set(wishes).size < wishes.length) throw new UnreadableFile(record.line, 'a candidate twice');
      ballots.push({ n: Number(first), ranks: wishes.map((wish) => [wish]) });
    } else if (/^Candidate \d+$/.test(first.trim()) && name !== undefined) candidates.push(name.trim());
    else title = first.trim();
  }
  if (candidates.length !== Number(many))
    throw new UnreadableFile(records.at(-1)?.line ?? 1, `${many} candidates, and ${candidates.length} names`);
  return { title, candidates, seats: Number(seats), ballots };
}
