import { Args, Field, ID, Int, Mutation, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Refusal, type LocalizedText } from '@hiroba/kernel';
import { CurrentViewer, LocalizedTextType, Messages, refusalMessage, type Caller } from '@hiroba/server';
import { MoveReads } from './move.reads.ts';
import { MoveService } from './move.service.ts';
import { ProposalOutcome } from './proposal-outcome.type.ts';
import { Proposal } from './proposal.entity.ts';

const id = { type: () => ID };
const componentId = { type: () => ID };

/** What would come of moving a proposal. */
@ObjectType('ProposalMovePreview')
export class ProposalMovePreviewType {
  @Field(() => Int, {
    nullable: true,
    description: 'How many supports go along; null while the rules of its place keep numbers back.',
  })
  readonly supports!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many people would have given more supports than the place allows; they keep all of them.',
  })
  readonly beyond!: number | null;

  @Field(() => Int)
  readonly comments!: number;

  @Field(() => Boolean, { description: 'Whether its place stays behind, or is known less exactly from then on.' })
  readonly losesPlace!: boolean;

  @Field(() => String, { nullable: true, description: 'Why it cannot go there.' })
  readonly refusal!: string | null;
}

/** From where a proposal was moved, whose act that was, and why. */
@ObjectType('ProposalMoved')
export class ProposalMovedType {
  @Field(() => Date)
  readonly at!: Date;

  @Field(() => String, { nullable: true })
  readonly office!: string | null;

  @Field(() => String)
  readonly reason!: string;

  @Field(() => LocalizedTextType, { nullable: true, description: 'What the place is called that it came from; null where the viewer may not read it.' })
  readonly from!: LocalizedText | null;
}

/** A proposal goes to another place. */
@Resolver(() => Proposal)
export class MoveResolver {
  constructor(
    private readonly service: MoveService,
    private readonly reads: MoveReads,
    private readonly messages: Messages,
  ) {}

  @Query(() => ProposalMovePreviewType, {
    nullable: true,
    description: 'What would come of moving a proposal; null for whom it is not.',
  })
  async proposalMovePreview(
    @Args('id', id) proposalId: string,
    @Args('componentId', componentId) into: string,
    @CurrentViewer() viewer: Caller,
  ) {
    const preview = await this.service.preview(proposalId, into, viewer);
    return preview instanceof Refusal ? null : { ...preview, refusal: this.#sentence(preview.refusal, viewer) };
  }

  @Mutation(() => ProposalOutcome, {
    description: 'Moves an unanswered proposal to another component, with all that hangs on it.',
  })
  moveProposal(
    @Args('id', id) proposalId: string,
    @Args('componentId', componentId) into: string,
    @Args('reason', { type: () => String }) reason: string,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.move(proposalId, into, reason, viewer);
  }

  @ResolveField(() => ProposalMovedType, { nullable: true, description: 'How it came here, where it was moved.' })
  moved(@Parent() { id: proposalId, movedAt }: Proposal, @CurrentViewer() viewer: Caller) {
    return movedAt && this.reads.moved(viewer, proposalId);
  }

  #sentence(refusal: Refusal | undefined, { locale }: Caller): string | null {
    if (!refusal) return null;
    const field = refusal.field?.split('.')[0];
    return field && field !== 'componentId'
      ? this.messages.translator(locale)(`proposals.copy.unfit.${field}`, { max: '', ...refusal.params })
      : refusalMessage(this.messages, refusal, locale);
  }
}
