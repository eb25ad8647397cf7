import { diffArrays } from 'diff';

/** A stretch of text that two versions share, or that only the newer or only the older has. */
export interface DiffPart {
  readonly kind: 'SAME' | 'ADDED' | 'REMOVED';
  readonly text: string;
}

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });
const words = (s: string): string[] => Array.from(segmenter.segment(s), ({ segment }) => segment);
const lines = (s: string): string[] => s.match(/[^\n]*\n|[^\n]+/g) ?? [];

// Bounds of the work: beyond them a changed block is shown whole, as removed and added.
const MOST_LINE_EDITS = 2_000;
const MOST_WORD_EDITS = 400;
const LONGEST_BLOCK = 20_000;

function replaced(older: string, newer: string): DiffPart[] {
  const parts: DiffPart[] = [
    { kind: 'REMOVED', text: older },
    { kind: 'ADDED', text: newer },
  ];
  return parts.filter(({ text }) => text !== '');
}

function compared(older: string, newer: string, split: (s: string) => string[], maxEditLength: number): DiffPart[] {
  const changes = diffArrays(split(older), split(newer), { maxEditLength });
  if (changes === undefined) return replaced(older, newer);
  return changes.map(({ added, removed, value }) => ({
    kind: added ? 'ADDED' : removed ? 'REMOVED' : 'SAME',
    text: value.join(''),
  }));
}

function byWord(older: string, newer: string): DiffPart[] {
  if (older.length + newer.length > LONGEST_BLOCK) return replaced(older, newer);
  return compared(older, newer, words, MOST_WORD_EDITS);
}

/** The differences of two versions of a text, by line and inside changed lines by Japanese word. */
export function diffText(older: string, newer: string): DiffPart[] {
  if (older === newer) return older === '' ? [] : [{ kind: 'SAME', text: older }];
  const blocks = compared(older, newer, lines, MOST_LINE_EDITS);
  const parts: DiffPart[] = [];
  for (let i = 0; i < blocks.length; i += 1) {
    const [block, next] = [blocks[i], blocks[i + 1]];
    if (block?.kind === 'REMOVED' && next?.kind === 'ADDED') {
      parts.push(...byWord(block.text, next.text));
      i += 1;
    } else if (block !== undefined) parts.push(block);
  }
  return joined(parts);
}

function joined(parts: readonly DiffPart[]): DiffPart[] {
  const out: DiffPart[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (last?.kind === part.kind) out[out.length - 1] = { kind: part.kind, text: last.text + part.text };
    else out.push(part);
  }
  return out;
}

/** How many characters of a change view are shown at once. */
export const LONGEST_CHANGE_PAGE = 200_000;

/** A change view cut into pages of at most so many characters, at line ends where it can be; at least one page. */
export function diffPages(parts: readonly DiffPart[], longest = LONGEST_CHANGE_PAGE): DiffPart[][] {
  const pages: DiffPart[][] = [[]];
  let room = longest;
  for (const { kind, text } of parts) {
    for (let rest = text; rest !== '';) {
      const piece = rest.length <= room ? rest : cut(rest, room);
      if (piece !== '') pages.at(-1)?.push({ kind, text: piece });
      rest = rest.slice(piece.length);
      room -= piece.length;
      if (rest === '') continue;
      pages.push([]);
      room = longest;
    }
  }
  return pages;
}

/** The beginning of a text that fits, up to its last line end or else up to a whole character. */
function cut(text: string, room: number): string {
  if (room === 0) return '';
  const line = text.lastIndexOf('\n', room - 1);
  if (line >= 0) return text.slice(0, line + 1);
  const high = text.charCodeAt(room - 1);
  return text.slice(0, high >= 0xd800 && high <= 0xdbff ? room - 1 : room);
}
