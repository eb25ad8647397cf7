import { Args, Context, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Refusal } from '@hiroba/kernel';
import { Attachment, AttachmentReads } from '@hiroba/attachments/server';
import { CurrentViewer, tableBytes, UploadScalar, type Caller, type GraphqlContext, type UploadedFile } from '@hiroba/server';
import { VoteImport } from './vote-import.service.ts';
import { OPTION_KIND } from './vote-option.attachable.ts';
import { VoteOptionType } from './vote-parts.type.ts';
import { VoteOutcome } from './vote.resolver.ts';

/** Drafts out of files, and the pictures of what can be chosen. */
@Resolver(() => VoteOptionType)
export class VoteImportResolver {
  constructor(
    private readonly imports: VoteImport,
    private readonly files: AttachmentReads,
  ) {}

  @Mutation(() => VoteOutcome, { description: 'Makes the draft of a vote out of a budgeting election that others have recorded (Pabulib).' })
  async importVote(
    @Args('componentId', { type: () => ID }) componentId: string,
    @Args('office', { type: () => String }) office: string,
    @Args('file', { type: () => UploadScalar, nullable: true }) file: UploadedFile | null,
    @CurrentViewer() viewer: Caller,
  ) {
    const bytes = await tableBytes(file);
    return bytes instanceof Refusal || !file ? bytes : this.imports.run(viewer, componentId, { name: file.name, bytes }, office);
  }

  @ResolveField(() => [Attachment], { description: 'Its pictures, in the order they came.' })
  pictures(@Parent() { id }: VoteOptionType, @Context() context: GraphqlContext) {
    return this.files.of(context, OPTION_KIND, id);
  }
}
