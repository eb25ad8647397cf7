import type { RankedElection } from './ranked-election.ts';
import { UnreadableFile } from './unreadable-file.ts';

const alternative = /^# ALTERNATIVE NAME (\d+):\s*(.*?)\s*$/;
const title = /^# TITLE:\s*(.*?)\s*$/;
const counted = /^(\d+):\s*(.*?)\s*$/;

function ranksOf(text: string, known: (at: string) => number): readonly (readonly number[])[] {
  if (text === '') return [];
  if (!/^(?:\{\s*\d+(?:\s*,\s*\d+)*\s*\}|\d+)(?:\s*,\s*(?:\{\s*\d+(?:\s*,\s*\d+)*\s*\}|\d+))*,?$/.test(text))
    throw new RangeError('not a ranking');
  const ranks = (text.match(/\{[^}]*\}|\d+/g) ?? []).map((rank) => (rank.match(/\d+/g) ?? []).map(known));
  if (new Set(ranks.flat()).size < ranks.flat().length) throw new RangeError('an alternative twice');
  return ranks;
}

/** Reads a PrefLib file of rankings (`.soc`, `.soi`, `.toc`, `.toi`); `{1,6}` is an equal rank, and stays one. */
export function readPrefLib(text: string): RankedElection {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const names = new Map<string, string>();
  const ballots: { ranks: readonly (readonly number[])[]; n: number }[] = [];
  let called = '';
  lines.forEach((line, index) => {
    if (line.trim() === '') return;
    const named = alternative.exec(line);
    if (named) names.set(String(Number(named[1])), named[2] as string);
    else if (line.startsWith('#')) called = title.exec(line)?.[1] ?? called;
    else {
      const found = counted.exec(line);
      if (found === null) throw new UnreadableFile(index + 1, 'neither a count with a ranking nor a remark');
      const places = new Map([...names.keys()].map((number, at) => [number, at]));
      try {
        const ranks = ranksOf(found[2] as string, (number) => {
          const at = places.get(String(Number(number)));
          if (at === undefined) throw new RangeError(`alternative ${number} has no name`);
          return at;
        });
        ballots.push({ ranks, n: Number(found[1]) });
      } catch (error) {
        throw new UnreadableFile(index + 1, (error as Error).message);
      }
    }
  });
  if (names.size === 0) throw new UnreadableFile(1, 'no ALTERNATIVE NAME');
  return { title: called, candidates: [...names.values()], seats: 1, ballots };
}
