import { Args, Context, ID, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { readSettings } from '@hiroba/kernel';
import { CurrentViewer, loadOne, outcome, Sql, type Caller, type GraphqlContext } from '@hiroba/server';
import { VersionPage, VersionReads } from '@hiroba/versions/server';
import { answerPolicy } from '../domain/answer.policy.ts';
import { statusOf, type AnswerContent, type AnswerKind, type AnswerStatus } from '../domain/answer.ts';
import { proposals } from '../manifest.ts';
import { AnswerDraft } from './answer-draft.entity.ts';
import { answersOf, preparedAnswers, statusRows, type GivenAnswer } from './answer.loaders.ts';
import { AnswersReportType, AnswerStatusType, ProposalAnswerInputType, ProposalAnswerType } from './answer-parts.type.ts';
import { AnswerService } from './answer.service.ts';
import { Proposal } from './proposal.entity.ts';
import { ProposalOutcome } from './proposal-outcome.type.ts';

const AnswersOutcome = outcome('AnswersOutcome', AnswersReportType);
const id = { type: () => ID };
const ids = { type: () => [ID] };
const publishAt = { type: () => Date, nullable: true, description: 'From when it is public; now, if it is missing.' };
const defaults = readSettings(proposals, {}).settings.answerStatuses;

type Shown = Proposal & { readonly statusRow?: AnswerStatus | null };

const textsOf = ({ text = {}, costYen, costNote, period }: Partial<AnswerContent>): Record<string, string> => ({
  ja: text.ja ?? '', en: text.en ?? '', cost: [costYen?.toLocaleString('en') ?? '', costNote ?? ''].filter(Boolean).join('\n'), period: period ?? '',
});

const shownStatus = (row: AnswerStatus | null, key: string | null, kind: AnswerKind | null): AnswerStatus | null =>
  (kind ? row ?? statusOf(defaults, key, kind) : null);

/** What the city can do about its answer to a proposal, and what the proposal shows of it. */
@Resolver(() => Proposal)
export class AnswerResolver {
  constructor(
    private readonly service: AnswerService,
    private readonly db: Sql,
    private readonly versions: VersionReads,
  ) {}

  @Mutation(() => ProposalOutcome, { description: 'Answers at once, or at a time; `edition` is that of the prepared answer it was made from.' })
  answerProposal(
    @Args('id', id) proposalId: string,
    @Args('input') input: ProposalAnswerInputType,
    @Args('publishAt', publishAt) when: Date | null | undefined,
    @Args('edition', { type: () => Int, nullable: true }) edition: number | null | undefined,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.answer(proposalId, input, when ?? null, edition ?? null, viewer);
  }

  @Mutation(() => ProposalOutcome, { description: 'Keeps an answer for later; only staff see it.' })
  prepareAnswer(
    @Args('id', id) proposalId: string,
    @Args('input') input: ProposalAnswerInputType,
    @Args('edition', { type: () => Int, description: 'That of the answer prepared before; 0 for the first.' }) edition: number,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.prepare(proposalId, input, edition, viewer);
  }

  @Mutation(() => ProposalOutcome, { description: 'Throws away what was prepared.' })
  discardAnswer(@Args('id', id) proposalId: string, @CurrentViewer() viewer: Caller) {
    return this.service.discard(proposalId, viewer);
  }

  @Mutation(() => ProposalOutcome, { description: 'Takes a scheduled answer back before its time; it stays prepared.' })
  unscheduleAnswer(@Args('id', id) proposalId: string, @CurrentViewer() viewer: Caller) {
    return this.service.unschedule(proposalId, viewer);
  }

  @Mutation(() => ProposalOutcome, { description: 'Takes an answer back; what was said stays readable with the reason.' })
  clearAnswer(@Args('id', id) proposalId: string, @Args('reason') reason: string, @CurrentViewer() viewer: Caller) {
    return this.service.clear(proposalId, reason, viewer);
  }

  @Mutation(() => AnswersOutcome, { description: 'Publishes prepared answers together, as one act, at once or at one time.' })
  publishAnswers(@Args('ids', ids) proposalIds: string[], @Args('publishAt', publishAt) when: Date | null | undefined, @CurrentViewer() viewer: Caller) {
    return this.service.publish(proposalIds, when ?? null, viewer);
  }

  @Mutation(() => AnswersOutcome, { description: 'Gives many proposals the same answer, as one act.' })
  answerProposals(
    @Args('ids', ids) proposalIds: string[],
    @Args('input') input: ProposalAnswerInputType,
    @Args('publishAt', publishAt) when: Date | null | undefined,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.answerMany(proposalIds, input, when ?? null, viewer);
  }

  @ResolveField(() => AnswerStatusType, { nullable: true, description: 'What the answer in force is called where it stands.' })
  async answerStatus(@Parent() proposal: Shown, @Context() context: GraphqlContext) {
    const { answerKind, answerStatus, statusRow } = proposal;
    if (!answerKind) return null;
    const row = statusRow === undefined ? await loadOne(statusRows, this.db, context, proposal.id) : statusRow;
    return shownStatus(row, answerStatus, answerKind);
  }

  @ResolveField(() => [ProposalAnswerType], { description: 'Every answer of the city, oldest first.' })
  async answers(@Parent() { id: proposalId, answerVersions }: Proposal, @Context() context: GraphqlContext) {
    const given: readonly GivenAnswer[] = answerVersions === 0 ? [] : await loadOne(answersOf, this.db, context, proposalId);
    return given.map((answer) => ({
      text: {}, office: '', results: [], kind: null, ...answer, at: new Date(answer.at),
      status: shownStatus(answer.statusRow, answer.status ?? null, answer.kind ?? null),
    }));
  }

  @ResolveField(() => VersionPage, { description: 'Every answer with what it changed, the newest first.' })
  answerHistory(
    @Parent() { organisationId, id: proposalId }: Proposal,
    @Args('first', { type: () => Int, defaultValue: 20 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | undefined,
    @Args('part', { type: () => Int, defaultValue: 1, description: 'Which part of long change views, from 1.' }) part: number,
  ) {
    const of = { organisationId, kind: 'proposal_answer', id: proposalId, texts: textsOf, office: ({ office }: Partial<AnswerContent>) => office ?? '' };
    return this.versions.page<Partial<AnswerContent>>(of, { first, after, part });
  }

  @ResolveField(() => AnswerDraft, { nullable: true, description: 'The answer being prepared, for the staff of its space.' })
  async preparedAnswer(@Parent() { id: proposalId }: Proposal, @CurrentViewer() viewer: Caller, @Context() context: GraphqlContext) {
    if (viewer.grants.length === 0) return null;
    const row = await loadOne(preparedAnswers, this.db, context, proposalId);
    if (!row || answerPolicy.prepared({ viewer, now: new Date(0), spaceId: row.spaceId }, undefined)) return null;
    const { editedAt, publishAt: at, ...draft } = row.draft;
    return { ...draft, editedAt: new Date(editedAt), publishAt: at && new Date(at) };
  }
}
