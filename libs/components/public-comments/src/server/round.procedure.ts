import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '@hiroba/kernel';
import { Commands, firstIn, isId, newId, rowsIn, situationIn, sql, type Caller } from '@hiroba/server';
import type { ApprovalStep, HeldRound, PlanFacts, ResultDraft, RoundCommand, RoundDecision } from '../domain/procedure.ts';
import { publicComments, type PublicCommentsSituation } from '../manifest.ts';
import { ContactGate } from './contact-gate.ts';
import { gapsOf, numbersOf } from './round.coverage.ts';
import { Round } from './round.entity.ts';

/** The SHA-256 of a text, in hex. */
export const seal = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The acts of the procedure: each looks at the round with its plan, its approvals and its gaps, and keeps for good what it decides. */
@Injectable()
export class RoundProcedure {
  constructor(
    private readonly commands: Commands,
    private readonly gate: ContactGate,
  ) {}

  /** Runs a command of the procedure on one round, under its lock and by the clock of the database. */
  run(id: string, caller: Caller, command: RoundCommand): Promise<Round | Refusal> {
    return this.commands.once(Round, caller, async (transaction) => {
      const { em } = transaction;
      if (!caller.personId) return new Refusal('UNAUTHENTICATED');
      if (!isId(id)) return new Refusal('NOT_FOUND');
      const where = { id, organisationId: caller.organisationId };
      const round = await em.findOne(Round, where, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!round) return new Refusal('NOT_FOUND');
      const at: PublicCommentsSituation | Refusal = await situationIn(transaction, round.componentId, publicComments.name);
      if (at instanceof Refusal) return at;
      const held = await heldOf(em, round);
      // Before anything of what came is published: nothing in it says who sent it.
      const telling = round.stage === 'ANALYSIS' || round.stage === 'RESPONSE_REVIEW' ? await this.gate.gaps(em, round) : [];
      const decision = command(at, { ...held, gaps: [...held.gaps, ...telling] });
      if (decision instanceof Refusal) return decision;
      await keep(em, round, decision, at);
      return transaction.write(round, decision, at);
    });
  }
}

async function heldOf(em: EntityManager, round: Round): Promise<HeldRound> {
  const { organisationId, id, profile, review } = round;
  const of = sql`organisation_id = ${organisationId} and round_id = ${id}`;
  const steps = await rowsIn<ApprovalStep>(em, sql`select what, review, n, person_id as "personId", note, external from round_step where ${of} order by at`);
  const plan = await firstIn<PlanFacts>(em, sql`
    select n, sha256, jsonb_array_length(units) as units from round_plan where ${of} and kind = 'DRAFT' order by n desc limit 1`);
  const proposed = await firstIn<ResultDraft>(em, sql`
    select text, summarised, originals_route as "originalsRoute" from round_review where ${of} and review = ${review}`);
  const covered = { organisationId, id, profile };
  return {
    round, steps, plan: plan ?? null, proposed: proposed ?? null, seal, gaps: await gapsOf(em, covered), numbers: await numbersOf(em, covered),
  };
}

/** Writes what a decision keeps besides the row of the round. */
async function keep(em: EntityManager, round: Round, { notice, step, proposed, freezes, patch }: RoundDecision, { now, viewer }: PublicCommentsSituation): Promise<void> {
  const { organisationId, id } = round;
  if (notice) {
    const { kind, n, snapshot, sha256, reason, material, changes } = notice;
    await rowsIn(em, sql`
      insert into round_notice (id, organisation_id, round_id, kind, n, snapshot, sha256, published_at, reason, material, changes)
      values (${newId()}, ${organisationId}, ${id}, ${kind}, ${n}, ${snapshot}, ${sha256}, ${now}, ${reason}, ${material}, ${JSON.stringify(changes)}::jsonb)`);
  }
  if (step) {
    await rowsIn(em, sql`
      insert into round_step (id, organisation_id, round_id, what, review, n, person_id, note, external, at)
      values (${newId()}, ${organisationId}, ${id}, ${step.what}, ${step.review}, ${step.n}, ${viewer.personId}, ${step.note},
        ${step.external && JSON.stringify(step.external)}::jsonb, ${now})`);
  }
  if (proposed) {
    await rowsIn(em, sql`
      insert into round_review (id, organisation_id, round_id, review, text, summarised, originals_route, at)
      values (${newId()}, ${organisationId}, ${id}, ${(patch as { review?: number }).review ?? round.review}, ${proposed.text}, ${proposed.summarised},
        ${proposed.originalsRoute}, ${now})`);
  }
  if (freezes) {
    await rowsIn(em, sql`
      update round_plan set frozen_at = ${now} where organisation_id = ${organisationId} and round_id = ${id} and kind = 'DRAFT' and frozen_at is null`);
  }
}
