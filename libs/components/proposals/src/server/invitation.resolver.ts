import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { PersonSummary } from '@hiroba/accounts/server';
import { CurrentViewer, fromPlain, loadOne, outcome, Sql, type Caller, type GraphqlContext } from '@hiroba/server';
import { CoauthorService } from './coauthor.service.ts';
import { Invitation } from './invitation.entity.ts';
import { invitationParts, InvitationReads } from './invitation.reads.ts';
import { ProposalOutcome } from './proposal-outcome.type.ts';

const InvitationOutcome = outcome('ProposalInvitationOutcome', Invitation);
const id = { type: () => ID };
const keyOfMail = { type: () => String, defaultValue: '', description: 'The key in the mail, where the invitation went to an address.' };

/** Joining a proposal as an author, and leaving it. */
@Resolver(() => Invitation)
export class InvitationResolver {
  constructor(
    private readonly service: CoauthorService,
    private readonly reads: InvitationReads,
    private readonly db: Sql,
  ) {}

  @Query(() => Invitation, { nullable: true, description: 'One, for whoever it is for.' })
  invitation(@Args('id', id) invitationId: string, @Args('key', keyOfMail) key: string, @CurrentViewer() viewer: Caller) {
    return this.reads.one(viewer, invitationId, key);
  }

  @Mutation(() => InvitationOutcome, {
    description: 'Asks somebody to join as an author: `who` is an account code, handle, display name or mail address. Whether an address is known is not told.',
  })
  inviteCoauthor(@Args('id', id) proposalId: string, @Args('who') who: string, @CurrentViewer() viewer: Caller) {
    return this.service.invite(proposalId, who, viewer);
  }

  @Mutation(() => InvitationOutcome)
  cancelInvitation(@Args('id', id) invitationId: string, @CurrentViewer() viewer: Caller) {
    return this.service.cancel(invitationId, viewer);
  }

  @Mutation(() => InvitationOutcome)
  declineInvitation(@Args('id', id) invitationId: string, @Args('key', keyOfMail) key: string, @CurrentViewer() viewer: Caller) {
    return this.service.decline(invitationId, key, viewer);
  }

  @Mutation(() => ProposalOutcome)
  acceptInvitation(@Args('id', id) invitationId: string, @Args('key', keyOfMail) key: string, @CurrentViewer() viewer: Caller) {
    return this.service.accept(invitationId, key, viewer);
  }

  @Mutation(() => ProposalOutcome, { description: 'Stops being an author; on versions already written the name stays.' })
  leaveProposal(@Args('id', id) proposalId: string, @CurrentViewer() viewer: Caller) {
    return this.service.leave(proposalId, viewer);
  }

  @ResolveField(() => PersonSummary, { nullable: true })
  inviter(@Parent() invitation: Invitation, @Context() context: GraphqlContext) {
    return this.#part(invitation, context, 'inviter');
  }

  @ResolveField(() => PersonSummary, { nullable: true, description: 'Whom it is for, where that is known by name.' })
  invitee(@Parent() invitation: Invitation, @Context() context: GraphqlContext) {
    return this.#part(invitation, context, 'invitee');
  }

  @ResolveField(() => String, { nullable: true, description: 'The beginning and the end of the address it went to.' })
  to(@Parent() invitation: Invitation, @Context() context: GraphqlContext) {
    return this.#part(invitation, context, 'to');
  }

  @ResolveField(() => String)
  async title(@Parent() invitation: Invitation, @Context() context: GraphqlContext) {
    return (await this.#part(invitation, context, 'title')) ?? '';
  }

  @ResolveField(() => String, { description: 'The text as sanitised HTML.' })
  async html(@Parent() invitation: Invitation, @Context() context: GraphqlContext) {
    return fromPlain((await this.#part(invitation, context, 'body')) ?? '');
  }

  @ResolveField(() => String)
  async locale(@Parent() invitation: Invitation, @Context() context: GraphqlContext) {
    return (await this.#part(invitation, context, 'locale')) ?? 'ja';
  }

  @ResolveField(() => ID)
  async componentId(@Parent() invitation: Invitation, @Context() context: GraphqlContext) {
    return (await this.#part(invitation, context, 'componentId')) ?? '';
  }

  @ResolveField(() => String)
  async spaceSlug(@Parent() invitation: Invitation, @Context() context: GraphqlContext) {
    return (await this.#part(invitation, context, 'spaceSlug')) ?? '';
  }

  async #part<K extends 'inviter' | 'invitee' | 'to' | 'title' | 'body' | 'locale' | 'componentId' | 'spaceSlug'>(
    { id: invitationId }: Invitation, context: GraphqlContext, part: K,
  ) {
    return (await loadOne(invitationParts, this.db, context, invitationId))?.[part] ?? null;
  }
}
