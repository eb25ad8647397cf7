import type { Event, EventRule, EventRules } from '@hiroba/kernel';
import type { LibraryServer } from './library.ts';

/** The lists in which log entries are shown: what happens in a city, and what those who work for it do. */
export const logLists = ['ACTIVITY', 'REGISTER'] as const;
export type LogList = (typeof logLists)[number];

/** The list that nobody reads: after which entries something is no longer for everybody. */
export const HIDING = 'HIDING';

/** A log entry as a list shows it: which list, and under which of its headings. */
export interface LogLine {
  readonly list: LogList | typeof HIDING;
  /** An activity, or the library whose event it is. */
  readonly kind: string;
}

/** Events that no library brings belong to the platform itself. */
export const PLATFORM = 'platform';

/** Which library each type of event belongs to. */
export const librariesOf = (
  own: readonly EventRules[],
  libraries: readonly LibraryServer[],
): ReadonlyMap<string, string> =>
  new Map([
    ...own.flatMap((rules) => Object.keys(rules).map((type) => [type, PLATFORM] as const)),
    ...libraries.flatMap(({ name, events = {} }) => Object.keys(events).map((type) => [type, name] as const)),
  ]);

/** The lists in which an event is shown. Whoever takes part is in none as somebody who acts. */
export function linesOf({ log, actor }: Pick<Event, 'log' | 'actor'>, library: string, rule: EventRule | undefined): readonly LogLine[] {
  if (log !== 'public') return [];
  return [
    ...(rule?.activity ? [{ list: 'ACTIVITY', kind: rule.activity } as const] : []),
    ...(actor === 'staff' || actor === 'moderator' ? [{ list: 'REGISTER', kind: library } as const] : []),
    ...(rule?.hides ? [{ list: HIDING, kind: library } as const] : []),
  ];
}
