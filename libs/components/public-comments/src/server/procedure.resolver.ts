import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import { CurrentViewer, UploadScalar, type Caller, type UploadedFile } from '@hiroba/server';
import {
  approve, correctNotice, declareNotHeld, extend, giveBackRound, requestApproval, resume, suspend, withdrawRound,
} from '../domain/notice.commands.ts';
import { adopt, archive, correctResult, declareNotAdopted, explainDelay, publishResult, requestResponseApproval } from '../domain/result.commands.ts';
import { PlanService } from './plan.service.ts';
import { RoundExternalDecisionInput, RoundResultInput } from './procedure-parts.type.ts';
import { RoundCorrectionInput } from './round-inputs.type.ts';
import { Round } from './round.entity.ts';
import { RoundOutcome } from './round.outcome.ts';
import { RoundProcedure } from './round.procedure.ts';

const id = { type: () => ID };
const text = { type: () => String };
const optional = { type: () => String, nullable: true };

/** The steps of the procedure of a round: each one command, one entry, and what it keeps for good. */
@Resolver(() => Round)
export class ProcedureResolver {
  constructor(
    private readonly procedure: RoundProcedure,
    private readonly plans: PlanService,
  ) {}

  @Mutation(() => RoundOutcome, { description: 'Brings in the text of the draft plan, until it is frozen: DOCX, ODT, Markdown or HTML.' })
  importRoundPlan(
    @Args('id', id) roundId: string,
    @Args('file', { type: () => UploadScalar, nullable: true }) file: UploadedFile | null,
    @Args('text', { type: () => String, defaultValue: '' }) pasted: string,
    @Args('html', { type: () => Boolean, defaultValue: false }) html: boolean,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.plans.importDraft(roundId, { file: file ?? null, text: pasted, format: html ? 'HTML' : 'MARKDOWN' }, viewer);
  }

  @Mutation(() => RoundOutcome, { description: 'Brings in the text of the plan as it is decided.' })
  importFinalPlan(
    @Args('id', id) roundId: string,
    @Args('file', { type: () => UploadScalar, nullable: true }) file: UploadedFile | null,
    @Args('text', { type: () => String, defaultValue: '' }) pasted: string,
    @Args('html', { type: () => Boolean, defaultValue: false }) html: boolean,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.plans.importFinal(roundId, { file: file ?? null, text: pasted, format: html ? 'HTML' : 'MARKDOWN' }, viewer);
  }

  @Mutation(() => RoundOutcome, { description: 'Asks for approval of the notice; the procedure of the place is copied into the round.' })
  requestRoundApproval(@Args('id', id) roundId: string, @CurrentViewer() viewer: Caller) {
    return this.procedure.run(roundId, viewer, requestApproval);
  }

  @Mutation(() => RoundOutcome, { description: 'Approves a notice or a result; the last approval of a notice publishes it.' })
  approveRound(
    @Args('id', id) roundId: string,
    @Args('note', { type: () => String, defaultValue: '' }) note: string,
    @Args('external', { type: () => RoundExternalDecisionInput, nullable: true }) external: RoundExternalDecisionInput | null,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.procedure.run(roundId, viewer, approve(note, external ? { number: external.number, on: external.on } : null));
  }

  @Mutation(() => RoundOutcome, { description: 'Gives a notice or a result back to whoever wrote it.' })
  returnRound(@Args('id', id) roundId: string, @Args('reason', text) reason: string, @CurrentViewer() viewer: Caller) {
    return this.procedure.run(roundId, viewer, giveBackRound(reason));
  }

  @Mutation(() => RoundOutcome, { description: 'Gives people more time; a period is never shortened.' })
  extendRound(
    @Args('id', id) roundId: string, @Args('closesAt', { type: () => Date }) closesAt: Date, @Args('reason', text) reason: string, @CurrentViewer() viewer: Caller,
  ) {
    return this.procedure.run(roundId, viewer, extend(closesAt, reason));
  }

  @Mutation(() => RoundOutcome, { description: 'Corrects a notice; where that matters to whoever writes, a week is left to them.' })
  correctRoundNotice(
    @Args('id', id) roundId: string,
    @Args('input') input: RoundCorrectionInput,
    @Args('reason', text) reason: string,
    @Args('material', { type: () => Boolean }) material: boolean,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.procedure.run(roundId, viewer, correctNotice({ ...input }, reason, material));
  }

  @Mutation(() => RoundOutcome)
  suspendRound(@Args('id', id) roundId: string, @Args('reason', text) reason: string, @CurrentViewer() viewer: Caller) {
    return this.procedure.run(roundId, viewer, suspend(reason));
  }

  @Mutation(() => RoundOutcome, { description: 'Brings the form back; without an end the time that was lost is added, to the next midnight.' })
  resumeRound(@Args('id', id) roundId: string, @Args('closesAt', { type: () => Date, nullable: true }) closesAt: Date | null, @CurrentViewer() viewer: Caller) {
    return this.procedure.run(roundId, viewer, resume(closesAt ?? null));
  }

  @Mutation(() => RoundOutcome)
  withdrawRound(@Args('id', id) roundId: string, @Args('reason', text) reason: string, @CurrentViewer() viewer: Caller) {
    return this.procedure.run(roundId, viewer, withdrawRound(reason));
  }

  @Mutation(() => RoundOutcome, { description: 'Says that something is decided without a round, and under which exemption.' })
  declareRoundNotHeld(
    @Args('id', id) roundId: string, @Args('exemption', text) exemption: string, @Args('reason', text) reason: string,
    @Args('equivalent', optional) equivalent: string | null, @CurrentViewer() viewer: Caller,
  ) {
    return this.procedure.run(roundId, viewer, declareNotHeld(exemption, reason, equivalent ?? ''));
  }

  @Mutation(() => RoundOutcome)
  requestResultApproval(@Args('id', id) roundId: string, @Args('input') input: RoundResultInput, @CurrentViewer() viewer: Caller) {
    return this.procedure.run(roundId, viewer, requestResponseApproval({ ...input }));
  }

  @Mutation(() => RoundOutcome, { description: 'Publishes an approved result in which nothing is left unanswered.' })
  publishRoundResult(@Args('id', id) roundId: string, @CurrentViewer() viewer: Caller) {
    return this.procedure.run(roundId, viewer, publishResult);
  }

  @Mutation(() => RoundOutcome)
  correctRoundResult(@Args('id', id) roundId: string, @Args('input') input: RoundResultInput, @Args('reason', text) reason: string, @CurrentViewer() viewer: Caller) {
    return this.procedure.run(roundId, viewer, correctResult({ ...input }, reason));
  }

  @Mutation(() => RoundOutcome)
  adoptRound(@Args('id', id) roundId: string, @Args('on', text) on: string, @Args('text', text) words: string, @CurrentViewer() viewer: Caller) {
    return this.procedure.run(roundId, viewer, adopt(on, words));
  }

  @Mutation(() => RoundOutcome)
  declareRoundNotAdopted(
    @Args('id', id) roundId: string, @Args('text', text) words: string, @Args('again', { type: () => Boolean }) again: boolean, @CurrentViewer() viewer: Caller,
  ) {
    return this.procedure.run(roundId, viewer, declareNotAdopted(words, again));
  }

  @Mutation(() => RoundOutcome, { description: 'Says why the answer is late, and until when it is promised now.' })
  explainRoundDelay(
    @Args('id', id) roundId: string, @Args('reason', text) reason: string, @Args('until', { type: () => Date }) until: Date, @CurrentViewer() viewer: Caller,
  ) {
    return this.procedure.run(roundId, viewer, explainDelay(reason, until));
  }

  @Mutation(() => RoundOutcome)
  archiveRound(@Args('id', id) roundId: string, @CurrentViewer() viewer: Caller) {
    return this.procedure.run(roundId, viewer, archive);
  }
}
