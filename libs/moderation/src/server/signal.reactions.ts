import { firstIn, newId, on, rowsIn, sql, type Reaction } from '@hiroba/server';
import type { EntityManager } from '@mikro-orm/postgresql';
import { lookBy } from '../domain/reporting.ts';
import type { Signal } from '../domain/signals/signal.ts';
import { signalsOf, worthALook } from '../domain/signals/signals.ts';
import { postingOf } from './desk/posting.reads.ts';
import { prioritise } from './desk/priorities.ts';
import { keepPrint } from './desk/prints.ts';
import { givenOut } from './given-out.ts';
import { ruleBookIn } from './rule-book.ts';
import { wordsIn } from './words.ts';
import { judgedWords, type JudgedRow, type Withholdable } from './withholdable.ts';

interface Warned {
  readonly organisationId: string;
  readonly kind: string;
  readonly id: string;
  readonly componentId: string;
  readonly at: Date;
}

/** Writes down what was found, and lets the case wait for somebody to look. Nothing of it is public, so the log has no part in it. */
async function warn(
  em: EntityManager,
  { organisationId, kind, id, componentId, at }: Warned,
  signals: readonly Signal[],
) {
  const dueAt = lookBy(
    await ruleBookIn(em, organisationId),
    signals.map(({ id: signal }) => signal),
    at,
  );
  const opened = await firstIn<{ id: string }>(
    em,
    sql`
    insert into mod_case (id, organisation_id, component_id, target_kind, target_id, state, visibility, due_at)
    values (${newId()}, ${organisationId}, ${componentId}, ${kind}, ${id}, 'OPEN', 'VISIBLE', ${dueAt})
    on conflict (organisation_id, target_kind, target_id) do update set
      due_at = least(mod_case.due_at, excluded.due_at),
      state = case when mod_case.due_at is null then 'OPEN' else mod_case.state end
    returning id`,
  );
  const rows = signals.map(({ id: signal, version, score }) => ({ signal, version, score }));
  await rowsIn(
    em,
    sql`
    insert into mod_signal (organisation_id, case_id, signal, version, score, found_at)
    select ${organisationId}, ${opened?.id ?? ''}, signal, version, score, ${at}
    from json_to_recordset(${JSON.stringify(rows)}::json) as t (signal text, version int, score numeric)
    on conflict (organisation_id, case_id, signal) do update set version = excluded.version, score = excluded.score,
      found_at = excluded.found_at, decision_id = null`,
  );
  if (opened) await prioritise(em, { organisationId, caseId: opened.id, now: at });
}

/** Lets go of warnings that a changed text no longer gives; a case that rested on them alone waits for nobody. */
async function unwarn(em: EntityManager, { organisationId, kind, id, at }: Warned, still: readonly string[]) {
  const gone = await firstIn<{ caseId: string }>(
    em,
    sql`
    delete from mod_signal g using mod_case k where k.organisation_id = ${organisationId} and k.target_kind = ${kind} and k.target_id = ${id}
      and g.organisation_id = k.organisation_id and g.case_id = k.id and g.decision_id is null
      and g.signal not in (select json_array_elements_text(${JSON.stringify(still)}::json))
    returning g.case_id as "caseId"`,
  );
  if (!gone) return;
  const unasked = sql`k.organisation_id = ${organisationId} and k.id = ${gone.caseId} and k.state = 'OPEN' and k.held_mode is null
    and not exists (select from mod_signal g where g.organisation_id = k.organisation_id and g.case_id = k.id and g.decision_id is null)
    and not exists (select from mod_report r where r.organisation_id = k.organisation_id and r.case_id = k.id and r.decision_id is null)`;
  await rowsIn(em, sql`delete from mod_case k where ${unasked} and k.rev = 0`);
  await rowsIn(em, sql`update mod_case k set state = 'DECIDED', due_at = null where ${unasked}`);
  await prioritise(em, { organisationId, caseId: gone.caseId, now: at });
}

/** Nobody need look at a text that its author took back; what was decided about it before stays. */
async function letGo(em: EntityManager, { organisationId, kind, id, at }: Omit<Warned, 'componentId'>): Promise<void> {
  const gone = await firstIn<{ caseId: string }>(
    em,
    sql`update mod_case set state = 'DECIDED', due_at = null, held_mode = null, held_until = null
      where organisation_id = ${organisationId} and target_kind = ${kind} and target_id = ${id} and state = 'OPEN' returning id as "caseId"`,
  );
  await rowsIn(
    em,
    sql`delete from mod_print where organisation_id = ${organisationId} and kind = ${kind} and target_id = ${id}`,
  );
  if (gone) await prioritise(em, { organisationId, caseId: gone.caseId, now: at });
}

/** Whether a text is out of sight only because somebody has to look at it: what signals say of it helps them. */
const isHeld = async (em: EntityManager, organisationId: string, kind: string, id: string): Promise<boolean> =>
  (
    await rowsIn(
      em,
      sql`select from mod_case where organisation_id = ${organisationId} and target_kind = ${kind} and target_id = ${id} and held_until is not null`,
    )
  ).length > 0;

/** What follows when a text is published or changed: signals are looked for, and who moderates is asked to look. They hide nothing. */
export const signalReactions = (of: Withholdable, ...types: readonly string[]): readonly Reaction[] =>
  types.map((type) =>
    on(type, `moderation.signals.${type}`, async ({ entry: { organisationId, subjectId, at }, em }) => {
      if (!subjectId || !(await of.lock(em, organisationId, subjectId))) return;
      const row = await firstIn<JudgedRow>(em, of.judged(organisationId, sql`${subjectId}::uuid`));
      // Whoever wrote it has taken it back.
      if (!row) return letGo(em, { organisationId, kind: of.kind, id: subjectId, at });
      await keepPrint(em, { organisationId, kind: of.kind, id: subjectId }, row);
      if (row.withheldAt && !(await isHeld(em, organisationId, of.kind, subjectId))) return;
      const found = signalsOf(judgedWords(row), {
        ...(await givenOut(em, organisationId)),
        words: await wordsIn(em, organisationId),
        posting: await postingOf(em, of, { organisationId, id: subjectId }, row),
      });
      const strong = found.filter(worthALook);
      const warned = { organisationId, kind: of.kind, id: subjectId, componentId: row.componentId, at };
      await unwarn(
        em,
        warned,
        strong.map(({ id }) => id),
      );
      if (strong.length > 0) await warn(em, warned, strong);
    }),
  );
