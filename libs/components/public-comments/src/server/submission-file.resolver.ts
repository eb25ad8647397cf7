import { Args, Field, ID, Int, Mutation, ObjectType, Parent, registerEnumType, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentViewer, enumOf, outcome, UploadScalar, type Caller, type UploadedFile } from '@hiroba/server';
import { shownAs, type KeptAs } from '../domain/submission-file.ts';
import { Submission } from './submission.entity.ts';
import { endingOf } from './submission-file-door.ts';
import { SubmissionFiles, type FileRow } from './submission-files.ts';
import { SubmissionService, type OpenedFiles } from './submission.service.ts';

const KeptAsEnum = enumOf(shownAs);
registerEnumType(KeptAsEnum, { name: 'SubmissionFileUse', description: 'What a file is: sent with an opinion, the scan of a sheet, or the mail an opinion came by.' });
const id = { type: () => ID };

/** A file that waits for the form it came with. */
@ObjectType('WaitingFile')
export class WaitingFileType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { description: 'By what the form claims it.' })
  readonly slip!: string;

  @Field(() => Int)
  readonly bytes!: number;

  @Field(() => Int, { nullable: true })
  readonly pages!: number | null;
}

/** A file of a submission: what it is and what it weighs; its name is kept nowhere. */
@ObjectType('SubmissionFile')
export class SubmissionFileType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => Int)
  readonly n!: number;

  @Field(() => KeptAsEnum)
  readonly what!: KeptAs;

  @Field(() => String, { description: 'The kind of file, by its usual ending.' })
  readonly format!: string;

  @Field(() => Int)
  readonly bytes!: number;

  @Field(() => Int, { nullable: true })
  readonly pages!: number | null;

  @Field(() => String, { description: 'The SHA-256 of what was sent.' })
  readonly sha256!: string;

  @Field(() => Boolean, { description: 'Whether it is a picture.' })
  readonly picture!: boolean;
}

/** A file of a submission with the address where it may be opened for some minutes. */
@ObjectType('OpenedSubmissionFile')
export class OpenedFileType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => Int)
  readonly n!: number;

  @Field(() => String)
  readonly url!: string;

  @Field(() => Boolean)
  readonly picture!: boolean;
}

/** The files of a submission, for somebody who said what for. */
@ObjectType('OpenedSubmissionFiles')
export class OpenedFilesType {
  @Field(() => ID, { description: 'The submission.' })
  readonly id!: string;

  @Field(() => [OpenedFileType])
  readonly files!: readonly OpenedFileType[];
}

const WaitingOutcome = outcome('WaitingFileOutcome', WaitingFileType);
const OpenedOutcome = outcome('OpenedSubmissionFilesOutcome', OpenedFilesType);

const shown = ({ id: own, n, what, mime, bytes, pages, sha256, shape }: FileRow): SubmissionFileType =>
  ({ id: own, n, what, format: endingOf(mime).toUpperCase(), bytes, pages, sha256, picture: shape === 'IMAGE' });

/** Files that come with submissions. */
@Resolver(() => Submission)
export class SubmissionFileResolver {
  constructor(
    private readonly kept: SubmissionFiles,
    private readonly service: SubmissionService,
  ) {}

  @ResolveField(() => [SubmissionFileType], { description: 'What came with it: kinds, sizes and digests, never names.' })
  async files(@Parent() { id: submissionId, organisationId }: Submission): Promise<SubmissionFileType[]> {
    return (await this.kept.of(organisationId, submissionId)).map(shown);
  }

  @Mutation(() => WaitingOutcome, { description: 'Keeps a file for a form that is about to be sent; what no form claims within a day goes.' })
  keepSubmissionFile(
    @Args('roundId', id) roundId: string, @Args('file', { type: () => UploadScalar, nullable: true }) file: UploadedFile | null,
    @Args('what', { type: () => KeptAsEnum, defaultValue: 'SENT' }) what: KeptAs, @CurrentViewer() viewer: Caller,
  ) {
    return this.kept.keep(roundId, file, what, viewer);
  }

  @Mutation(() => OpenedOutcome, { description: 'Opens the files of a submission for some minutes. Each look is written down, with what for.' })
  openSubmissionFiles(@Args('id', id) submissionId: string, @Args('purpose', { type: () => String }) purpose: string, @CurrentViewer() viewer: Caller): Promise<OpenedFiles | object> {
    return this.service.openFiles(submissionId, purpose, viewer);
  }
}
