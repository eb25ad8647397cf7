import { Args, Context, ID, Info, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { excerpt } from '@hiroba/kernel';
import { PersonSummary } from '@hiroba/accounts/server';
import { Attachment, AttachmentReads } from '@hiroba/attachments/server';
import {
  askedOfPage, Commands, CurrentViewer, fromPlain, InRow, loadOne, Sql, type Caller, type GraphqlContext,
} from '@hiroba/server';
import { WithholdingType } from '@hiroba/moderation/server';
import { givenSpots, publicSpots, SpotType } from '@hiroba/places/server';
import { filedNodes, TaxonomyChoice, taxonomyChoices } from '@hiroba/taxonomies/server';
import { VersionPage, VersionReads } from '@hiroba/versions/server';
import { withdraw } from '../domain/proposal.commands.ts';
import { allAuthors, authors, commentCounts, earlierSupports } from './proposal.loaders.ts';
import { detailNames } from '../domain/proposal.kind.ts';
import { ProposalDetailType, ProposalInputType } from './proposal-parts.type.ts';
import { Proposal } from './proposal.entity.ts';
import { ProposalOutcome } from './proposal-outcome.type.ts';
import { AuthorInTimeType, ProposalAuthorType } from './proposal.authors.ts';
import { Invitation } from './invitation.entity.ts';
import { InvitationReads } from './invitation.reads.ts';
import { ProposalReads } from './proposal.reads.ts';
import type { ProposalRow } from './proposal.rows.ts';
import { ProposalService } from './proposal.service.ts';
import { ProposalWriting } from './proposal-writing.service.ts';

const id = { type: () => ID };

/** What can be done with a proposal, and what it shows of itself. */
@Resolver(() => Proposal)
export class ProposalResolver {
  constructor(
    private readonly commands: Commands,
    private readonly service: ProposalService,
    private readonly writing: ProposalWriting,
    private readonly reads: ProposalReads,
    private readonly versions: VersionReads,
    private readonly invitationReads: InvitationReads,
    private readonly db: Sql,
    private readonly files: AttachmentReads,
  ) {}

  @Query(() => Proposal, { nullable: true })
  proposal(@Args('id', id) proposalId: string, @CurrentViewer() viewer: Caller, @Info() info: GraphQLResolveInfo) {
    return this.reads.one(viewer, proposalId, askedOfPage(info).page);
  }

  @Query(() => [Proposal], { description: 'All that the viewer wrote, newest first.' })
  myProposals(@Args('first', { type: () => Int, defaultValue: 50 }) first: number, @CurrentViewer() viewer: Caller) {
    return this.reads.ofAuthor(viewer, first);
  }

  @Query(() => [Proposal], { description: 'The newest answers of the city.' })
  answeredProposals(@Args('first', { type: () => Int, defaultValue: 5 }) first: number, @CurrentViewer() viewer: Caller) {
    return this.reads.answered(viewer, first);
  }

  @Mutation(() => ProposalOutcome)
  draftProposal(@Args('componentId', id) componentId: string, @Args('input') input: ProposalInputType, @CurrentViewer() viewer: Caller) {
    return this.service.draft(componentId, input, viewer);
  }

  @Mutation(() => ProposalOutcome)
  saveProposal(@Args('id', id) proposalId: string, @Args('input') input: ProposalInputType, @CurrentViewer() viewer: Caller) {
    return this.writing.save(proposalId, input, viewer);
  }

  @Mutation(() => ProposalOutcome, { description: 'Erases a draft for good.' })
  discardProposal(@Args('id', id) proposalId: string, @CurrentViewer() viewer: Caller) {
    return this.writing.discard(proposalId, viewer);
  }

  @Mutation(() => ProposalOutcome)
  publishProposal(@Args('id', id) proposalId: string, @CurrentViewer() viewer: Caller) {
    return this.service.publish(proposalId, viewer);
  }

  @Mutation(() => ProposalOutcome)
  editProposal(@Args('id', id) proposalId: string, @Args('input') input: ProposalInputType, @CurrentViewer() viewer: Caller) {
    return this.writing.edit(proposalId, input, viewer);
  }

  @Mutation(() => ProposalOutcome)
  withdrawProposal(@Args('id', id) proposalId: string, @CurrentViewer() viewer: Caller) {
    return this.commands.act(Proposal, proposalId, viewer, withdraw);
  }

  @Mutation(() => ProposalOutcome)
  supportProposal(@Args('id', id) proposalId: string, @CurrentViewer() viewer: Caller) {
    return this.service.support(proposalId, viewer);
  }

  @Mutation(() => ProposalOutcome)
  retractSupport(@Args('id', id) proposalId: string, @CurrentViewer() viewer: Caller) {
    return this.service.retract(proposalId, viewer);
  }

  @InRow()
  @ResolveField(() => PersonSummary, { nullable: true, description: 'Null where the city filed the text for somebody.' })
  author(@Parent() proposal: ProposalRow, @Context() context: GraphqlContext) {
    return loadOne(authors, this.db, context, proposal.id);
  }

  @InRow()
  @ResolveField(() => [ProposalAuthorType], { description: 'Whose proposal it is, the first author first.' })
  authors(@Parent() proposal: ProposalRow, @Context() context: GraphqlContext) {
    return loadOne(allAuthors, this.db, context, proposal.id);
  }

  @ResolveField(() => [AuthorInTimeType], { description: 'Everybody who ever was an author, also those who left: their names stay on the versions of their time.' })
  authorsOverTime(@Parent() { organisationId, id: proposalId, sealed }: ProposalRow) {
    return sealed ? [] : this.reads.authorsOverTime(organisationId, proposalId);
  }

  @ResolveField(() => Boolean, { description: 'Whether the viewer joined it as an author beside the first.' })
  viewerIsCoauthor(@Parent() { coauthorIds }: Proposal, @CurrentViewer() { personId }: Caller) {
    return personId !== undefined && coauthorIds.includes(personId);
  }

  @ResolveField(() => [Invitation], { description: 'Whom the viewer asked to join, if they are the first author.' })
  invitations(@Parent() { id: proposalId, authorId }: Proposal, @CurrentViewer() viewer: Caller) {
    return viewer.personId && viewer.personId === authorId ? this.invitationReads.sentFor(viewer, proposalId) : [];
  }

  @ResolveField(() => [TaxonomyChoice], { description: 'What it is filed under, one node of a tree.' })
  async taxonomies(@Parent() proposal: ProposalRow, @Context() context: GraphqlContext) {
    return taxonomyChoices(proposal.taxonomies ?? await loadOne(filedNodes('proposal'), this.db, context, proposal.id));
  }

  @InRow()
  @ResolveField(() => SpotType, { nullable: true, description: 'Where it is about, as exactly as the rules of the place let everybody know.' })
  spot(@Parent() proposal: ProposalRow, @Context() context: GraphqlContext) {
    return loadOne(publicSpots('proposal'), this.db, context, proposal.id);
  }

  @ResolveField(() => SpotType, { nullable: true, description: 'Where it is about as it was given; null for all but its authors.' })
  givenSpot(@Parent() { id: proposalId, authorId, coauthorIds }: ProposalRow, @CurrentViewer() { personId }: Caller, @Context() context: GraphqlContext) {
    if (!personId || (personId !== authorId && !coauthorIds.includes(personId))) return null;
    return loadOne(givenSpots('proposal'), this.db, context, proposalId);
  }

  @InRow()
  @ResolveField(() => WithholdingType, { nullable: true })
  async withheld(@Parent() proposal: ProposalRow, @CurrentViewer() viewer: Caller) {
    return (await this.reads.one(viewer, proposal.id))?.withheld ?? null;
  }

  @InRow()
  @ResolveField(() => Int, { nullable: true, description: 'Null while the rules of the place keep it back.' })
  async supportCount(@Parent() proposal: ProposalRow, @CurrentViewer() viewer: Caller) {
    return proposal.supportCount === undefined ? (await this.reads.one(viewer, proposal.id))?.supportCount ?? null : proposal.supportCount;
  }

  @InRow()
  @ResolveField(() => Int)
  commentCount(@Parent() proposal: ProposalRow, @Context() context: GraphqlContext) {
    return loadOne(commentCounts, this.db, context, proposal.id);
  }

  @ResolveField(() => [Attachment], { description: 'Its files, in the order they came.' })
  attachments(@Parent() { id: proposalId, sealed }: ProposalRow, @Context() context: GraphqlContext) {
    return sealed ? [] : this.files.of(context, 'proposal', proposalId);
  }

  @InRow()
  @ResolveField(() => Int)
  async attachmentCount(@Parent() proposal: ProposalRow, @Context() context: GraphqlContext) {
    return (await this.files.of(context, 'proposal', proposal.id)).length;
  }

  @InRow()
  @ResolveField(() => Boolean, { description: 'Whether the viewer supports it.' })
  async viewerSupports(@Parent() proposal: ProposalRow, @CurrentViewer() viewer: Caller) {
    return (await this.reads.one(viewer, proposal.id))?.viewerSupports ?? false;
  }

  @ResolveField(() => Boolean, { description: 'Whether the viewer wrote it.' })
  viewerIsAuthor(@Parent() { authorId }: Proposal, @CurrentViewer() { personId }: Caller) {
    return personId !== undefined && authorId === personId;
  }

  @InRow()
  @ResolveField(() => String, { description: 'The space it lives in, as addresses name it.' })
  async spaceSlug(@Parent() proposal: ProposalRow, @CurrentViewer() viewer: Caller) {
    return (await this.reads.one(viewer, proposal.id))?.spaceSlug ?? '';
  }

  @ResolveField(() => String, { description: 'The beginning of the text, about two lines.' })
  excerpt(@Parent() { body }: Proposal) {
    return excerpt(body, 120);
  }

  @ResolveField(() => String, { description: 'The text as sanitised HTML.' })
  html(@Parent() { body }: Proposal) {
    return fromPlain(body);
  }

  @ResolveField(() => VersionPage, { description: 'Every public state of the text, the newest first.' })
  history(
    @Parent() { organisationId, id: proposalId, sealed }: ProposalRow,
    @Args('first', { type: () => Int, defaultValue: 20 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | undefined,
    @Args('part', { type: () => Int, defaultValue: 1, description: 'Which part of long change views, from 1.' }) part: number,
  ) {
    if (sealed) return { items: [], next: null };
    const texts = ({ kind: _, ...content }: Readonly<Record<string, string>>) => content;
    return this.versions.page({ organisationId, kind: 'proposal', id: proposalId, texts }, { first, after: after ?? undefined, part });
  }

  @ResolveField(() => [ProposalDetailType], { description: 'What it says besides its text, as its kind is asked.' })
  details(@Parent() { details }: Proposal): ProposalDetailType[] {
    return detailNames.flatMap((name) => (details[name] ? [{ name, text: details[name] }] : []));
  }

  @ResolveField(() => Int, { nullable: true, description: 'How many of the supports were given to an earlier version; null while supports are kept back.' })
  async earlierSupports(@Parent() proposal: ProposalRow, @CurrentViewer() viewer: Caller, @Context() context: GraphqlContext) {
    const shown = await this.supportCount(proposal, viewer);
    if (shown === null || proposal.versions < 2) return shown === null ? null : 0;
    return Math.min(shown, await loadOne(earlierSupports, this.db, context, proposal.id));
  }
}
