import { Refusal, type Decision } from '@hiroba/kernel';
import { firstIn, newId, rowsIn, sql, type Transaction } from '@hiroba/server';
import type { JudgedSubject } from '../domain/moderation.commands.ts';
import type { OpenCase } from '../domain/reporting.ts';
import type { Judging } from '../domain/rules.ts';
import type { SignalId } from '../domain/signals/signal.ts';
import type { OpenReport } from '../domain/withholding.ts';
import { ModCase } from './mod-case.entity.ts';
import { ruleBookIn } from './rule-book.ts';
import type { JudgedRow, Withholdable } from './withholdable.ts';

/** A thing under its lock, its case, and what is open there. */
export interface HeldCase {
  readonly row: JudgedRow;
  readonly at: Judging;
  readonly subject: JudgedSubject;
  /** The case; one that is new is written with its first act. */
  readonly record: ModCase;
  readonly waiting: OpenCase;
}

/** SQL that is true where a person has reported the thing of the case `k`. */
export const reportedBy = (personId: string | undefined) => sql`exists (select 1 from mod_report r
  where r.organisation_id = k.organisation_id and r.case_id = k.id and r.reporter_id = ${personId ?? null})`;

/** SQL of who has taken the case `k` and has it still. */
export const takenBy = (now: Date) =>
  sql`case when k.due_at is not null and k.lease_until > ${now} then k.lease_by end`;

/** Holds a thing for an act of moderation: the thing is locked first, then its place; its case follows the thing. */
export async function holdCase(
  transaction: Transaction,
  withholdable: Withholdable,
  id: string,
): Promise<HeldCase | Refusal> {
  const { em, caller } = transaction;
  const { kind } = withholdable;
  const { organisationId } = caller;
  if (!(await withholdable.lock(em, organisationId, id))) return new Refusal('NOT_FOUND');
  const row = await firstIn<JudgedRow>(em, withholdable.judged(organisationId, sql`${id}::uuid`));
  if (!row) return new Refusal('NOT_FOUND');
  const { componentId, authorIds, content, locale } = row;
  const component = await transaction.place(componentId);
  if (component instanceof Refusal) return component;
  const known = await em.findOne(ModCase, { organisationId, targetKind: kind, targetId: id });
  const base = {
    id: newId(),
    organisationId,
    componentId,
    targetKind: kind,
    targetId: id,
    visibility: 'VISIBLE',
    version: 1,
    rev: 0,
  };
  const facts =
    known &&
    (await firstIn<CaseFacts>(
      em,
      sql`select ${reportedBy(caller.personId)} as reported, ${takenBy(await transaction.now())} as "takenBy", k.had_interim as "hadInterim",
        exists (select from mod_recusal x where x.organisation_id = k.organisation_id and x.case_id = k.id and x.person_id = ${caller.personId ?? null}) as recused
        from mod_case k where k.id = ${known.id}`,
    ));
  return {
    row,
    record: known ?? em.create(ModCase, base as never, { partial: true }),
    at: { viewer: caller, now: await transaction.now(), component, rules: await ruleBookIn(em, organisationId) },
    subject: {
      kind,
      id,
      authorIds,
      content,
      locale,
      publishedAt: new Date(row.publishedAt),
      withheldAt: row.withheldAt && new Date(row.withheldAt),
      redactedAt: row.redactedAt && new Date(row.redactedAt),
      isSuppressed: known?.visibility === 'SUPPRESSED',
      reported: facts?.reported ?? false,
      underAppeal: known?.state === 'APPEALED',
      takenBy: facts?.takenBy ?? null,
      interimUntil: known?.interimUntil ?? null,
      heldUntil: known?.heldUntil ?? null,
      hadInterim: facts?.hadInterim ?? false,
      label: known?.label ?? null,
      hasThread: withholdable.thread ?? false,
      lockedUntil: known?.lockedUntil ?? null,
      recused: (facts?.recused ?? false) || (await isInvolved(transaction, withholdable, id)),
      ...(kind === 'account' && known ? { alias: known.id } : {}),
    },
    waiting: known ? await waitingIn(transaction, known) : { reports: [], signals: [], dueAt: null },
  };
}

/** Refuses what was decided on the ground of what somebody else has changed by a decision meanwhile. */
export const isStale = ({ version }: Pick<ModCase, 'version'>, seen: number | null): Refusal | undefined =>
  seen !== null && seen !== version ? new Refusal('STALE') : undefined;

/** A decision that counts: whoever looked before it reads `STALE`. */
export const counted = <D extends Decision<object>>({ version }: Pick<ModCase, 'version'>, decision: D) => ({
  ...decision,
  patch: { ...decision.patch, version: version + 1 },
});

/** Opens the case of a thing where there is none; nothing of it is public. */
export async function openCase(
  { em, caller }: Transaction,
  kind: string,
  id: string,
  componentId: string,
): Promise<void> {
  await rowsIn(
    em,
    sql`insert into mod_case (id, organisation_id, component_id, target_kind, target_id, state, visibility)
      values (${newId()}, ${caller.organisationId}, ${componentId}, ${kind}, ${id}, 'DECIDED', 'VISIBLE')
      on conflict (organisation_id, target_kind, target_id) do nothing`,
  );
}

interface CaseFacts {
  readonly reported: boolean;
  readonly takenBy: string | null;
  readonly hadInterim: boolean;
  readonly recused: boolean;
}

/** Whether the viewer backed, answered or voted on a thing: then they do not judge it. */
async function isInvolved({ em, caller }: Transaction, { involved }: Withholdable, id: string): Promise<boolean> {
  if (!involved || !caller.personId) return false;
  const row = await firstIn<{ involved: boolean }>(
    em,
    sql`select ${involved(caller.organisationId, sql`${id}::uuid`, caller.personId)} as involved`,
  );
  return row?.involved ?? false;
}

/** What waits for a decision in a case. */
async function waitingIn({ em }: Transaction, { organisationId, id, dueAt }: ModCase): Promise<OpenCase> {
  const reports = await rowsIn<OpenReport>(
    em,
    sql`select rule_id as "ruleId", rule_version as "ruleVersion" from mod_report
      where organisation_id = ${organisationId} and case_id = ${id} and decision_id is null order by reported_at, id`,
  );
  const signals = await rowsIn<{ signal: SignalId }>(
    em,
    sql`select signal from mod_signal where organisation_id = ${organisationId} and case_id = ${id} and decision_id is null
      order by score desc, signal`,
  );
  return { reports, signals: signals.map(({ signal }) => signal), dueAt };
}
