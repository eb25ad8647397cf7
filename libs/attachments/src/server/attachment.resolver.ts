import { Args, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentViewer, fileKinds, filePath, outcome, UploadScalar, type Caller, type UploadedFile } from '@hiroba/server';
import { Attachment } from './attachment.entity.ts';
import type { AttachmentRow } from './attachment.reads.ts';
import { AttachmentService } from './attachment.service.ts';

const AttachmentOutcome = outcome('AttachmentOutcome', Attachment);
const id = { type: () => ID };
const optional = { nullable: true } as const;

/** A kind of file as people call it: by its usual ending. */
const formatOf = (mime: string): string => fileKinds.find((kind) => mime.startsWith(kind.mime))?.extensions[0]?.toUpperCase() ?? '';

/** Files below anything that takes them. */
@Resolver(() => Attachment)
export class AttachmentResolver {
  constructor(private readonly service: AttachmentService) {}

  @Mutation(() => AttachmentOutcome)
  attachFile(
    @Args('subjectKind', { type: () => String }) subjectKind: string,
    @Args('subjectId', id) subjectId: string,
    @Args('file', { type: () => UploadScalar, nullable: true }) file: UploadedFile | null,
    @Args('alt', { type: () => String, ...optional }) alt: string | null,
    @Args('decorative', { type: () => Boolean, ...optional }) decorative: boolean | null,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.attach(viewer, { subjectKind, subjectId }, file, { alt, decorative });
  }

  @Mutation(() => AttachmentOutcome)
  describeAttachment(
    @Args('id', id) attachmentId: string,
    @Args('alt', { type: () => String, ...optional }) alt: string | null,
    @Args('decorative', { type: () => Boolean, ...optional }) decorative: boolean | null,
    @CurrentViewer() viewer: Caller,
  ) {
    return this.service.describe(viewer, attachmentId, { alt, decorative });
  }

  @Mutation(() => AttachmentOutcome)
  removeAttachment(@Args('id', id) attachmentId: string, @CurrentViewer() viewer: Caller) {
    return this.service.remove(viewer, attachmentId);
  }

  @ResolveField(() => String, { description: 'The kind of file, by its usual ending.' })
  format(@Parent() { mime }: Attachment) {
    return formatOf(mime);
  }

  @ResolveField(() => String, { description: 'Where it is: for everybody under its digest, else where the viewer is asked for.' })
  url(@Parent() { id: own, digest, open }: AttachmentRow) {
    return open && digest ? filePath(digest) : `/attachments/${own}`;
  }

  @ResolveField(() => String, { nullable: true, description: 'A picture in a smaller form.' })
  smallUrl(@Parent() { id: own, smallDigest, open }: AttachmentRow) {
    if (!smallDigest) return null;
    return open ? filePath(smallDigest) : `/attachments/${own}/small`;
  }

  @ResolveField(() => Boolean, { description: 'Whether a browser shows it; others are saved and opened elsewhere.' })
  shown(@Parent() { shape, active }: Attachment) {
    return shape === 'IMAGE' || (shape === 'PDF' && !active);
  }

  @ResolveField(() => Boolean, { description: 'Whether it waits for the scanner; until then only its sender sees it.' })
  waiting(@Parent() { clearedAt }: Attachment) {
    return clearedAt === null;
  }

  @ResolveField(() => String, { nullable: true, description: 'Whom the document names as its author, for its sender before it is published.' })
  namedAuthor(@Parent() { authorId, documentAuthor }: Attachment, @CurrentViewer() { personId }: Caller) {
    return authorId !== null && authorId === personId ? documentAuthor : null;
  }

  @ResolveField(() => String, { nullable: true, description: 'The title inside the document, for its sender before it is published.' })
  namedTitle(@Parent() { authorId, documentTitle }: Attachment, @CurrentViewer() { personId }: Caller) {
    return authorId !== null && authorId === personId ? documentTitle : null;
  }
}
