/** An event of a calendar: a phase of a space. */
export interface CalendarEvent {
  readonly uid: string;
  /** Grows with each change. */
  readonly sequence: number;
  readonly changedAt: Date;
  readonly title: string;
  readonly from: Date;
  /** None where its end is open. */
  readonly until?: Date | undefined;
  readonly url: string;
  readonly cancelled: boolean;
}

const WIDTH = 74;
const utf8 = new TextEncoder();

/** Text as a calendar holds it: separators escaped, line breaks written, other signs of control left out. */
export const calendarText = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll('\n', '\\n')
    .replace(/[^\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]|\u007F/gu, '');

/** A line in pieces of at most 75 octets; no letter is cut. */
function folded(line: string): string {
  const pieces: string[] = [];
  let [piece, octets] = ['', 0];
  for (const letter of line) {
    const size = utf8.encode(letter).length;
    if (octets + size > WIDTH) {
      pieces.push(piece);
      [piece, octets] = ['', 0];
    }
    piece += letter;
    octets += size;
  }
  return [...pieces, piece].join('\r\n ');
}

const instant = (at: Date): string => at.toISOString().replace(/[-:]|\.\d{3}/g, '');

const linesOf = ({ uid, sequence, changedAt, title, from, until, url, cancelled }: CalendarEvent): string[] => [
  'BEGIN:VEVENT', `UID:${uid}`, `SEQUENCE:${sequence}`, `DTSTAMP:${instant(changedAt)}`, `DTSTART:${instant(from)}`,
  ...(until ? [`DTEND:${instant(until)}`] : []), `SUMMARY:${calendarText(title)}`, `URL:${url}`,
  `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`, 'TRANSP:TRANSPARENT', 'END:VEVENT',
];

/** A calendar as iCalendar (RFC 5545). */
export const calendarOf = (name: string, events: readonly CalendarEvent[]): string => [
  'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Hiroba//Hiroba//JA', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH', `X-WR-CALNAME:${calendarText(name)}`,
  'REFRESH-INTERVAL;VALUE=DURATION:PT6H', ...events.flatMap(linesOf), 'END:VCALENDAR', '',
].map(folded).join('\r\n');
