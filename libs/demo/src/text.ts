import type { Moment } from './types.ts';

/** A moment written short: days from the day of seeding and the local time. */
export const at = (day: number, time: string): Moment => ({ day, time });

/** The minutes between midnight of the day of seeding and a moment, on the city's clock. */
export function minutesOf({ day, time }: Moment): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (day * 24 + (hours ?? 0)) * 60 + (minutes ?? 0);
}

const latinEnd = /[\p{ASCII}\p{Script=Latin}’”]$/u;
const latinStart = /^[\p{ASCII}\p{Script=Latin}‘“]/u;

function join(before: string, line: string): string {
  if (before === '') return line;
  if (line.startsWith('・') || line.startsWith('- ')) return `${before}\n${line}`;
  return latinEnd.test(before) && latinStart.test(line) ? `${before} ${line}` : before + line;
}

/** A text written over several lines of source: lines run on, a blank line begins a paragraph, a bullet a line. */
export const text = (source: TemplateStringsArray): string =>
  source
    .join('')
    .trim()
    .split(/\n[ ]*\n/)
    .map((paragraph) =>
      paragraph
        .split('\n')
        .map((line) => line.trim())
        .reduce(join, ''),
    )
    .join('\n\n');
