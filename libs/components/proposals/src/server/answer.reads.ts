import { literal, sql, type Query } from '@hiroba/server';

/** SQL text that is true where the clock has brought the scheduled answer of `p`, whether or not that is written down yet. */
export const isDueSql = 'coalesce(p.next_answer_at <= now(), false)';

/** SQL text of a column as it is in force: that of the scheduled answer once the clock has brought it. */
export const inForce = (next: string, now: string): string => `(case when ${isDueSql} then ${next} else ${now} end)`;

/** SQL text of the kind and of the status of the answer in force to `p`. */
export const answerKindSql = inForce('p.next_answer_kind', 'p.answer_kind');
export const answerStatusSql = inForce('p.next_answer_status', 'p.answer_status');

/** SQL of the kind of the answer in force to `p`. */
export const kindInForce = literal(answerKindSql);

/** SQL of the row of a status by the key `key`, among those of the place `c`. */
export const statusRow = (key: string): string =>
  `(select row from jsonb_array_elements(c.settings -> 'answerStatuses') as row where row ->> 'key' = ${key} limit 1)`;

/** SQL of the columns of the answer in force to `p` in `c`. */
export const answerColumns = literal(`${answerKindSql} as "answerKind",
  ${answerStatusSql} as "answerStatus", ${statusRow(answerStatusSql)} as "statusRow",
  ${inForce('p.next_answer_at', 'p.answered_at')} as "answeredAt",
  ${inForce('p.next_answer_office', 'p.answer_office')} as "answerOffice",
  p.answer_versions + ${isDueSql}::int as "answerVersions"`);

/** SQL that is true where an answer to `p` is in force, and where none is; columns alone, so that the planner knows how many there are. */
export const isAnswered = literal('(p.answer_kind is not null or p.next_answer_at <= now())');
export const isUnanswered = literal('(p.answer_kind is null and (p.next_answer_at is null or p.next_answer_at > now()))');

/** SQL that is true where the answer in force to `p` is of a kind; in two halves, so that each finds its index. */
export const isOfKind = (kind: string): Query => sql`(
  (p.answer_kind = ${kind} and not ${literal(isDueSql)}) or (p.next_answer_at <= now() and p.next_answer_kind = ${kind}))`;

/** SQL that is true where the city owes `p` its last word. */
export const isOwed = literal(`((p.answer_kind is null or p.answer_kind = 'EVALUATING') and not (${isDueSql} and p.next_answer_kind <> 'EVALUATING'))`);
