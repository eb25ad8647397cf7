/** A day of the calendar without a zone. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A wall-clock time without a zone. */
export interface CivilTime extends CivilDate {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, made);
  return made;
}

/** The wall clock of a zone at an instant. */
export function civilIn(at: Date, zone: string): CivilTime {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
  return { year, month, day, hour, minute, second };
}

const asUtc = (t: CivilTime): number => Date.UTC(t.year, t.month - 1, t.day, t.hour, t.minute, t.second);

/** The instant of a wall-clock time in a zone: the first of two, and inside a gap the time after it. */
export function instantOf(time: CivilTime, zone: string): Date {
  const wall = asUtc(time);
  const offsets = [-86_400_000, 86_400_000].map(
    (shift) => asUtc(civilIn(new Date(wall + shift), zone)) - (wall + shift),
  );
  const candidates = offsets.map((offset) => wall - offset).sort((a, b) => a - b);
  const exact = candidates.find((ms) => asUtc(civilIn(new Date(ms), zone)) === wall);
  return new Date(exact ?? Math.max(...candidates));
}

/** The civil date so many days later. */
export function plusDays({ year, month, day }: CivilDate, days: number): CivilDate {
  const date = new Date(Date.UTC(year, month - 1, day + days));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Whether the three numbers name a day that exists. */
export function isCivilDate({ year, month, day }: CivilDate): boolean {
  const same = plusDays({ year, month, day }, 0);
  return year >= 1000 && year <= 9999 && same.year === year && same.month === month && same.day === day;
}

/** Which of two civil dates is later: negative, zero or positive like a sort function. */
export function compareCivil(a: CivilDate, b: CivilDate): number {
  return a.year - b.year || a.month - b.month || a.day - b.day;
}
