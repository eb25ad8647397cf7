import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { event, Refusal } from '@hiroba/kernel';
import { atMost, Commands, csvFile, Log, rowsIn, sql, workbook, type Caller, type Transaction, type Written } from '@hiroba/server';
import { judgeRow, sheetColumns, sheetState, shownDisposition, type SheetRow, type SheetVerdict } from '../domain/office-sheet.ts';
import { considerAll } from '../domain/opinion.commands.ts';
import { opinionPolicy } from '../domain/opinion.policy.ts';
import type { Profile } from '../domain/profile.ts';
import { publishedText, type Redaction } from '../domain/redaction.ts';
import type { TextRange } from '../domain/text-ranges.ts';
import { writePieces } from './grouping.service.ts';
import { readSheet, type SheetProblem } from './office-sheet.files.ts';
import { togetherCount } from './open-rounds.ts';
import { Opinion } from './opinion.entity.ts';
import type { Round } from './round.entity.ts';
import { heldRound, type HeldRoundHere } from './submission.service.ts';

/** So many rows one sheet has; more sections make more sheets. */
export const mostSheetRows = 2_000;

/** The forms a sheet comes in. */
export const sheetFormats = ['XLSX', 'CSV'] as const;
export type SheetFormat = (typeof sheetFormats)[number];

/** A sheet as it is handed to an office: the answers of its section, without anything of who sent what. */
export interface OfficeSheet {
  readonly id: string;
  readonly fileName: string;
  /** Its bytes in base64. */
  readonly content: string;
  readonly rows: number;
}

/** An answer that was changed here while the office wrote: neither is thrown away, a person decides. */
export interface SheetConflict {
  readonly line: number;
  readonly opinionId: string;
  readonly number: string;
  readonly now: string;
  readonly written: string;
}

/** What a sheet that came back did, or would do. */
export interface SheetReport {
  readonly rows: number;
  readonly applied: number;
  readonly same: number;
  readonly untouched: number;
  readonly conflicts: readonly SheetConflict[];
  readonly problems: readonly SheetProblem[];
  readonly ignored: readonly string[];
}

interface Row {
  readonly id: string;
  readonly number: string;
  readonly opinions: number;
  readonly place: string | null;
  readonly body: string;
  readonly ranges: readonly TextRange[];
  readonly redactions: readonly Redaction[];
  readonly disposition: string | null;
  readonly reply: string;
  readonly reason: string;
  readonly planChange: string;
  readonly office: string;
}

/** The short mark of an answer that stands in a sheet. */
const seal = (state: string): string => createHash('sha256').update(state).digest('hex').slice(0, 16);
const undone = new Refusal('BAD_FILE');
const editable = new Set(['disposition', 'reply', 'reason', 'plan_change', 'office']);

/** Sheets for offices: out with the opinions they answer, back with what they wrote, never over what was changed meanwhile. */
@Injectable()
export class OfficeSheets {
  constructor(
    private readonly commands: Commands,
    private readonly log: Log,
  ) {}

  /** The sheet of one section, or of all; that it left is written down with it. */
  async make(roundId: string, office: string | null, format: SheetFormat, caller: Caller): Promise<OfficeSheet | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      const held = await this.#held(transaction, roundId, LockMode.PESSIMISTIC_READ);
      if (held instanceof Refusal) return held;
      const { em, caller: { organisationId } } = transaction;
      const rows = await heads(em, held.round, office);
      if (rows.length > mostSheetRows) return new Refusal('TOO_MANY', 'office', { max: mostSheetRows });
      const { profile, reference } = held.round;
      const lines = rows.map((row) => lineOf(row, profile));
      const bytes = format === 'CSV' ? Buffer.from(csvFile(sheetColumns.map(({ key, ja }) => ({ key, header: ja })), lines)) : await book(lines, profile);
      await this.log.append(em, event('data.exported', {
        dataset: 'office_sheet', rows: rows.length, purpose_code: 'OFFICE_ANSWERS', basis: 'PUBLIC_DUTY',
      }, { actor: 'staff' }), { organisationId, at: held.at.now });
      return { id: roundId, fileName: `${reference ?? 'opinions'}.${format.toLowerCase()}`, content: bytes.toString('base64'), rows: rows.length };
    });
  }

  /** Brings a sheet back: all rows that nobody changed meanwhile; what is wrong in one keeps all of it out. */
  async bring(roundId: string, file: Uint8Array, dryRun: boolean, caller: Caller): Promise<SheetReport | Refusal> {
    let report: SheetReport | undefined;
    const outcome = await this.commands.transaction(caller, async (transaction) => {
      const held = await this.#held(transaction, roundId, LockMode.PESSIMISTIC_WRITE);
      if (held instanceof Refusal) return held;
      const read = readSheet(file, held.round.profile, mostSheetRows);
      report = read.problems.length > 0
        ? { rows: read.rows.length, applied: 0, same: 0, untouched: 0, conflicts: [], problems: read.problems, ignored: read.ignored }
        : await this.#apply(transaction, held, read.rows, read.ignored);
      return dryRun || report.problems.length > 0 ? undone : report;
    });
    return outcome === undone && report ? report : outcome;
  }

  async #held(transaction: Transaction, roundId: string, lock: LockMode): Promise<HeldRoundHere | Refusal> {
    if (!transaction.caller.personId) return new Refusal('UNAUTHENTICATED');
    const held = await heldRound(transaction, roundId, lock);
    return held instanceof Refusal ? held : opinionPolicy.consider(held.at, held) ?? held;
  }

  async #apply(transaction: Transaction, { round, at }: HeldRoundHere, rows: readonly SheetRow[], ignored: readonly string[]): Promise<SheetReport> {
    const { em, caller: { organisationId } } = transaction;
    const known = new Map((await heads(em, round, null)).map((row) => [row.id, row]));
    const judged = rows.map((row) => ({ row, verdict: judgeRow(row, known.get(row.id), seal) }));
    const of = (verdict: SheetVerdict) => judged.filter((each) => each.verdict === verdict).map(({ row }) => row);
    const problems: SheetProblem[] = of('UNKNOWN_ID').map(({ line }) => ({ line, column: 'opinion_id', code: 'UNKNOWN_ID' }));
    const answered = of('APPLY');
    const opinions = await em.find(Opinion, {
      roundId: round.id, organisationId, $or: [{ id: { $in: answered.map(({ id }) => id) } }, { groupId: { $in: answered.map(({ id }) => id) } }],
    }, { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' }, refresh: true });
    const written: Written[] = [];
    for (const { line, id, answer } of answered) {
      const group = opinions.filter((opinion) => opinion.id === id || opinion.groupId === id);
      const head = group.find((opinion) => opinion.id === id) as Opinion;
      const decided = considerAll({ ...answer, disposition: answer.disposition ?? '', publicity: head.publicity, summary: head.summary }, id)(at, { round, opinions: group });
      if (decided instanceof Refusal) problems.push({ line, column: columnOf(decided.field), code: decided.code, params: decided.params });
      else written.push(...group.map((subject, i): Written => ({ subject, decision: decided[i] as Written['decision'], at })));
    }
    if (problems.length === 0) await writePieces(transaction, written);
    em.clear();
    return {
      rows: rows.length, applied: problems.length > 0 ? 0 : answered.length, same: of('SAME').length, untouched: of('UNTOUCHED').length, problems, ignored,
      conflicts: of('CONFLICT').map(({ line, id, answer }) => ({ line, opinionId: id, number: known.get(id)?.number ?? '', now: known.get(id)?.reply ?? '', written: answer.reply })),
    };
  }
}

const columnOf = (field: string | undefined): string | undefined => (field === 'planChange' ? 'plan_change' : field);

function lineOf({ id, number, opinions, place, body, ranges, redactions, ...answer }: Row, profile: Profile): Readonly<Record<string, string>> {
  const { disposition, reply, reason, planChange, office } = answer;
  return {
    opinion_id: id, state: seal(sheetState(answer)), number, opinions: String(opinions), place: place ?? '', opinion: publishedText(body, ranges, redactions),
    disposition: shownDisposition(profile, disposition), reply, reason, plan_change: planChange, office,
  };
}

async function book(lines: readonly Readonly<Record<string, string>>[], profile: Profile): Promise<Buffer> {
  const named = lines.map((line) => Object.fromEntries(sheetColumns.map(({ key, ja }) => [ja, line[key] ?? ''])));
  const columns = sheetColumns.map(({ ja }) => ja);
  const open = new Set(sheetColumns.filter(({ key }) => editable.has(key)).map(({ ja }) => ja));
  const parts: Uint8Array[] = [];
  const rows = (async function* () {
    yield* named;
  })();
  const choices = { column: '取扱い', values: profile.dispositions.map(({ code }) => shownDisposition(profile, code)) };
  for await (const part of workbook(columns, rows, { editable: open, choices })) parts.push(part);
  return Buffer.concat(parts);
}

/** The opinions that stand alone and the heads of groups, in their order, without what may be left out where it is published. */
const heads = (em: EntityManager, { organisationId, id }: Round, office: string | null): Promise<Row[]> => rowsIn<Row>(em, sql`
  select o.id, concat(coalesce(u.number::text, '-'), '-', o.n) as number, o.ranges, u.body, o.disposition, o.reply, o.reason, o.plan_change as "planChange",
    case when o.disposition is null then coalesce(nullif(o.assigned, ''), o.office) else o.office end as office,
    ${togetherCount} as opinions,
    (select nullif(concat_ws(' ', e->>'path', left(e->>'text', 60)), '') from round_plan p cross join lateral jsonb_array_elements(p.units) e
      where p.organisation_id = u.organisation_id and p.round_id = u.round_id and p.kind = 'DRAFT' and e->>'id' = u.unit_id::text order by p.n desc limit 1) as place,
    coalesce((select json_agg(json_build_object('from', d.from_point, 'to', d.to_point, 'reason', d.reason) order by d.from_point, d.id)
      from redaction d where d.organisation_id = o.organisation_id and d.submission_id = o.submission_id), '[]') as redactions
  from opinion o join submission u on u.organisation_id = o.organisation_id and u.id = o.submission_id
  where o.organisation_id = ${organisationId} and o.round_id = ${id} and u.excluded is null and (o.group_id is null or o.group_id = o.id)
    ${office === null ? sql`` : sql`and o.assigned = ${office}`}
  order by o.place, o.n, o.id limit ${atMost(office === null ? 100_000 : mostSheetRows + 1)}`);
