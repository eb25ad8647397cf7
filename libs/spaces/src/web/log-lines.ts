import { parseDate } from '@hiroba/kernel';
import { addressOf, found, query, type PageArgs } from '@hiroba/ui';
import { logLinesQuery } from './spaces.graphql.ts';

/** A day as the API takes it; nothing for what is no day. */
export function dayIn(typed: string): string | null {
  const parsed = parseDate(typed);
  if (!('date' in parsed)) return null;
  const { year, month, day } = parsed.date;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Loads a list of log entries as the address of its page asks for. */
export async function loadLogLines(args: PageArgs, list: 'ACTIVITY' | 'REGISTER') {
  const address = addressOf(args).searchParams;
  const [kind = null, space = null, person = null] = ['kind', 'space', 'person'].map((name) => address.get(name)?.slice(0, 100) || null);
  const [from = '', until = ''] = ['from', 'until'].map((name) => address.get(name)?.trim().slice(0, 60));
  const [fromDay, untilDay] = [dayIn(from), dayIn(until)];
  const answer = await query(args.context, logLinesQuery, {
    list,
    kind,
    space,
    slug: space ?? '',
    inSpace: Boolean(space),
    person,
    code: person ?? '',
    ofPerson: Boolean(person),
    from: fromDay,
    until: untilDay,
    after: address.get('after'),
  });
  return {
    list,
    kind,
    from,
    until,
    badDay: (from !== '' && !fromDay) || (until !== '' && !untilDay),
    lines: answer.logLines,
    kinds: answer.logKinds,
    spaces: answer.spaces.items,
    space: space ? found(answer.space) : null,
    person: person ? found(answer.person) : null,
  };
}

/** A list of log entries and what was asked of it. */
export type LogLinesShown = Awaited<ReturnType<typeof loadLogLines>>;
