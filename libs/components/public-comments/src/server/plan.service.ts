import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { event, privateEvent, Refusal } from '@hiroba/kernel';
import { Commands, firstIn, isId, newId, rowsIn, situationIn, sql, type Caller, type UploadedFile } from '@hiroba/server';
import { align } from '../domain/plan.align.ts';
import { MOST_UNITS, planText, type ParsedUnit, type PlanUnit } from '../domain/plan.ts';
import { roundPolicy } from '../domain/round.policy.ts';
import { publicComments, type PublicCommentsSituation } from '../manifest.ts';
import { unitsOfFile, unitsOfText } from './plan.import.ts';
import { seal } from './round.procedure.ts';
import { Round } from './round.entity.ts';

/** What staff hand in as the text of a plan: a file, or what they pasted. */
export interface PlanSource {
  readonly file: UploadedFile | null;
  readonly text: string;
  readonly format: 'MARKDOWN' | 'HTML';
}

interface PlanRow {
  readonly units: readonly PlanUnit[];
  readonly n: number;
}

/** Brings in the text of a plan as units that keep their ids: again and again while it is a draft, once when it is decided. */
@Injectable()
export class PlanService {
  constructor(private readonly commands: Commands) {}

  /** The text of the draft plan, until it is frozen. */
  async importDraft(id: string, source: PlanSource, caller: Caller): Promise<Round | Refusal> {
    const parsed = await parsedOf(source);
    return this.#write(id, caller, parsed, 'DRAFT');
  }

  /** The text as it was decided, to be compared with the draft. */
  async importFinal(id: string, source: PlanSource, caller: Caller): Promise<Round | Refusal> {
    const parsed = await parsedOf(source);
    return this.#write(id, caller, parsed, 'FINAL');
  }

  #write(id: string, caller: Caller, parsed: readonly ParsedUnit[] | Refusal, kind: 'DRAFT' | 'FINAL'): Promise<Round | Refusal> {
    return this.commands.once(Round, caller, async (transaction) => {
      const { em } = transaction;
      if (!caller.personId) return new Refusal('UNAUTHENTICATED');
      if (!isId(id)) return new Refusal('NOT_FOUND');
      const { organisationId } = caller;
      const round = await em.findOne(Round, { id, organisationId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!round) return new Refusal('NOT_FOUND');
      const at: PublicCommentsSituation | Refusal = await situationIn(transaction, round.componentId, publicComments.name);
      if (at instanceof Refusal) return at;
      const refusal = (kind === 'DRAFT' ? roundPolicy.save : roundPolicy.enterFinal)(at, round);
      if (refusal) return refusal;
      if (parsed instanceof Refusal) return parsed;
      const of = sql`organisation_id = ${organisationId} and round_id = ${id}`;
      const before = await firstIn<PlanRow>(em, sql`select units, n from round_plan where ${of} and kind = 'DRAFT' order by n desc limit 1`);
      const { units, removed } = align(before?.units ?? [], parsed, newId);
      const sha256 = seal(planText(units));
      const n = kind === 'DRAFT' ? 1 : ((await firstIn<{ n: number }>(em, sql`select coalesce(max(n), 0)::int as n from round_plan where ${of} and kind = 'FINAL'`))?.n ?? 0) + 1;
      await rowsIn(em, sql`
        insert into round_plan (id, organisation_id, round_id, kind, n, locale, source, units, removed, sha256, imported_at, frozen_at)
        values (${newId()}, ${organisationId}, ${id}, ${kind}, ${n}, ${round.locale}, 'IMPORT', ${JSON.stringify(units)}::jsonb, ${JSON.stringify(removed)}::jsonb,
          ${sha256}, ${at.now}, ${kind === 'FINAL' ? at.now : null})
        on conflict (organisation_id, round_id, kind, n) do update
          set units = excluded.units, removed = excluded.removed, sha256 = excluded.sha256, imported_at = excluded.imported_at`);
      const decision = kind === 'DRAFT'
        ? { patch: { draftedAt: at.now, authorIds: [...new Set([...round.authorIds, caller.personId])] }, event: privateEvent('round.plan_imported') }
        : { patch: { changedAt: at.now }, event: event('round.changed', { change: 'FINAL_TEXT', n, sha256 }, { actor: 'staff' }) };
      return transaction.write(round, decision, at);
    });
  }
}

async function parsedOf({ file, text, format }: PlanSource): Promise<readonly ParsedUnit[] | Refusal> {
  const units = file && file.size > 0 ? await unitsOfFile(file) : unitsOfText(text, format);
  if (units instanceof Refusal) return units;
  if (units.length === 0) return new Refusal('EMPTY', file ? 'file' : 'text');
  return units.length > MOST_UNITS ? new Refusal('TOO_MANY', file ? 'file' : 'text', { max: MOST_UNITS }) : units;
}
