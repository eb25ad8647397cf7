import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { MikroORM } from '@mikro-orm/postgresql';
import { Sql, sql } from '@hiroba/server';
import type { Gap, RoundNumbers } from '../domain/coverage.ts';
import type { PlanUnit } from '../domain/plan.ts';
import type { RoundNoticeType, RoundProposedType, RoundStepType } from './procedure-parts.type.ts';
import { ContactGate } from './contact-gate.ts';
import { gapsOf, numbersOf } from './round.coverage.ts';
import type { Round } from './round.entity.ts';

/** The text of a plan as it is read. */
export interface ReadPlan {
  readonly n: number;
  readonly sha256: string;
  readonly importedAt: Date;
  readonly frozen: boolean;
  readonly size: number;
  readonly headings: readonly PlanUnit[];
  readonly units: readonly PlanUnit[];
  readonly removed: readonly PlanUnit[];
}

type Of = Pick<Round, 'organisationId' | 'id'>;

/** Questions about what a round keeps for good. */
@Injectable()
export class ProcedureReads {
  constructor(
    private readonly db: Sql,
    private readonly orm: MikroORM,
    private readonly gate: ContactGate,
  ) {}

  /** All notices of a round, the newest first. */
  notices({ organisationId, id }: Of): Promise<RoundNoticeType[]> {
    return this.db.rows(sql`
      select kind, n, published_at as "publishedAt", snapshot, sha256, reason, material, changes,
        snapshot::jsonb ->> 'text' as text, snapshot::jsonb ->> 'on' as "on", (snapshot::jsonb ->> 'again')::boolean as again,
        nullif(snapshot::jsonb ->> 'originalsRoute', '') as "originalsRoute"
      from round_notice
      where organisation_id = ${organisationId} and round_id = ${id} order by published_at desc, id desc`);
  }

  /** The newest text of a plan. */
  async plan({ organisationId, id }: Of, kind: 'DRAFT' | 'FINAL'): Promise<ReadPlan | null> {
    const plan = await this.db.first<Omit<ReadPlan, 'size' | 'headings'>>(sql`
      select n, sha256, imported_at as "importedAt", frozen_at is not null as frozen, units, removed from round_plan
      where organisation_id = ${organisationId} and round_id = ${id} and kind = ${kind} order by n desc limit 1`);
    return plan ? { ...plan, size: plan.units.length, headings: plan.units.filter((unit) => unit.kind === 'HEADING') } : null;
  }

  /** Who approved what, in order. */
  steps({ organisationId, id }: Of): Promise<RoundStepType[]> {
    return this.db.rows(sql`
      select t.what, t.review, t.n, t.at, coalesce(nullif(p.display_name, ''), '–') as by, t.note, t.external from round_step t
      left join person p on p.organisation_id = t.organisation_id and p.id = t.person_id
      where t.organisation_id = ${organisationId} and t.round_id = ${id} order by t.at, t.n`);
  }

  /** What was proposed in the review that runs or was the last. */
  async proposed({ organisationId, id, review }: Of & Pick<Round, 'review'>): Promise<RoundProposedType | null> {
    return (await this.db.first<RoundProposedType>(sql`
      select text, summarised, originals_route as "originalsRoute" from round_review
      where organisation_id = ${organisationId} and round_id = ${id} and review <= ${review} order by review desc limit 1`)) ?? null;
  }

  /** What of a round is not answered yet. */
  async gaps({ organisationId, id, profile, stage }: Of & Pick<Round, 'profile' | 'stage'>): Promise<readonly Gap[]> {
    const em = this.orm.em.fork() as EntityManager;
    const round = { organisationId, id, profile };
    const open = await gapsOf(em, round);
    // As long as answers are missing, each of them may still tell something: the last look is for what is whole.
    const whole = !open.some(({ code }) => code === 'OPINION_UNDECIDED') && (stage === 'ANALYSIS' || stage === 'RESPONSE_REVIEW');
    return [...open, ...(whole ? await this.gate.gaps(em, round) : [])];
  }

  /** What a round counts: what its result says once that is out, and before that what its rows say. */
  async numbers({ organisationId, id, profile, resultVersions }: Of & Pick<Round, 'profile' | 'resultVersions'>): Promise<RoundNumbers> {
    const said = resultVersions > 0 && await this.db.first<{ numbers: RoundNumbers }>(sql`
      select snapshot::jsonb -> 'numbers' as numbers from round_notice
      where organisation_id = ${organisationId} and round_id = ${id} and kind = 'RESULT' and n = ${resultVersions}`);
    return (said && said.numbers) || numbersOf(this.orm.em.fork() as EntityManager, { organisationId, id, profile });
  }
}
