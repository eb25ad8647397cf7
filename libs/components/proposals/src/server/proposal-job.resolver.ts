import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Refusal } from '@hiroba/kernel';
import { CurrentViewer, Messages, outcome, problemsTold, type Caller } from '@hiroba/server';
import type { JobProblem } from '../domain/copy.ts';
import { CopyService } from './copy.service.ts';
import { ProposalJob } from './proposal-job.entity.ts';
import { ProposalJobReads } from './proposal-job.reads.ts';
import {
  ProposalCopyInputType,
  ProposalCopyPreviewType,
  ProposalCopySourceType,
  ProposalJobProblemType,
} from './proposal-job.type.ts';

const id = { type: () => ID };
const ProposalJobOutcome = outcome('ProposalJobOutcome', ProposalJob);

/** What staff began and goes on by itself. */
@Resolver(() => ProposalJob)
export class ProposalJobResolver {
  constructor(
    private readonly copying: CopyService,
    private readonly reads: ProposalJobReads,
    private readonly messages: Messages,
  ) {}

  @Query(() => ProposalJob, { nullable: true, description: 'How far a job is, for the staff of its component.' })
  proposalJob(@Args('id', id) jobId: string, @CurrentViewer() viewer: Caller) {
    return this.reads.one(viewer, jobId);
  }

  @Query(() => [ProposalJob], { description: 'The newest jobs of a component, for its staff.' })
  proposalJobs(@Args('componentId', id) componentId: string, @CurrentViewer() viewer: Caller) {
    return this.reads.newest(viewer, componentId);
  }

  @Query(() => ProposalCopyPreviewType, {
    nullable: true,
    description: 'What would come of copying; null for whom it is not.',
  })
  async proposalCopyPreview(
    @Args('componentId', id) componentId: string,
    @Args('input') input: ProposalCopyInputType,
    @CurrentViewer() viewer: Caller,
  ) {
    const preview = await this.copying.preview(componentId, input, viewer);
    if (preview instanceof Refusal) return null;
    const left = Object.entries(preview.left).flatMap(([what, count]) => (count > 0 ? [{ what, count }] : []));
    return { ...preview, left, problems: await this.#told(preview.problems.slice(0, 100), viewer) };
  }

  @Mutation(() => ProposalJobOutcome, {
    description: 'Begins to copy proposals of another component, each once; answers the job that does it.',
  })
  copyProposals(
    @Args('componentId', id) componentId: string,
    @Args('input') input: ProposalCopyInputType,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.copying.begin(componentId, input, viewer);
  }

  @ResolveField(() => [ProposalJobProblemType], { description: 'Why something was not done, of the first hundred.' })
  problems(@Parent() { problems }: ProposalJob, @CurrentViewer() viewer: Caller) {
    return this.#told(problems, viewer);
  }

  @ResolveField(() => ProposalCopySourceType, { nullable: true, description: 'The component that is copied from.' })
  source(@Parent() { asked }: ProposalJob, @CurrentViewer() viewer: Caller) {
    return 'from' in asked ? this.reads.source(viewer, asked.from as string) : null;
  }

  @ResolveField(() => String, { nullable: true, description: 'Why it was ended before its end.' })
  refusal(@Parent() { refusal }: ProposalJob, @CurrentViewer() { locale }: Caller) {
    return refusal && this.#sentence({ code: refusal }, locale);
  }

  #sentence({ code, params }: Pick<JobProblem, 'code' | 'params'>, locale: string): string {
    return problemsTold(this.messages, [{ line: 0, code, params }], locale, 'proposals.import.problem')[0]?.message ?? '';
  }

  async #told(problems: readonly JobProblem[], viewer: Caller): Promise<ProposalJobProblemType[]> {
    const titles = await this.reads.titles(
      viewer,
      problems.flatMap(({ proposalId }) => proposalId ?? []),
    );
    return problems.map(({ line = null, column = null, proposalId = null, ...problem }) => ({
      line,
      column,
      proposalId,
      code: problem.code,
      title: proposalId && (titles.get(proposalId) ?? null),
      message:
        proposalId && column
          ? this.messages.translator(viewer.locale)(`proposals.copy.unfit.${column}`, { max: '', ...problem.params })
          : this.#sentence(problem, viewer.locale),
    }));
  }
}
