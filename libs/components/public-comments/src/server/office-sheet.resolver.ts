import { Args, Field, ID, Int, Mutation, ObjectType, Query, registerEnumType, Resolver } from '@nestjs/graphql';
import { Refusal } from '@hiroba/kernel';
import { CurrentViewer, enumOf, ImportProblemType, Messages, outcome, problemsTold, tableBytes, UploadScalar, type Caller, type UploadedFile } from '@hiroba/server';
import { OfficeSheets, sheetFormats, type SheetFormat } from './office-sheet.service.ts';
import { OpinionReads } from './opinion.reads.ts';

const SheetFormatEnum = enumOf(sheetFormats);
registerEnumType(SheetFormatEnum, { name: 'OfficeSheetFormat', description: 'A form in which a sheet is handed to an office.' });
const id = { type: () => ID };

/** A sheet as it is handed to an office. */
@ObjectType('OfficeSheet')
export class OfficeSheetType {
  @Field(() => ID, { description: 'The round.' })
  readonly id!: string;

  @Field(() => String)
  readonly fileName!: string;

  @Field(() => String, { description: 'Its bytes in base64.' })
  readonly content!: string;

  @Field(() => Int)
  readonly rows!: number;
}

/** An answer that was changed here while the office wrote. */
@ObjectType('OfficeSheetConflict')
export class SheetConflictType {
  @Field(() => Int)
  readonly line!: number;

  @Field(() => ID)
  readonly opinionId!: string;

  @Field(() => String)
  readonly number!: string;

  @Field(() => String, { description: 'What stands there now.' })
  readonly now!: string;

  @Field(() => String, { description: 'What the office wrote.' })
  readonly written!: string;
}

/** What a sheet that came back did, or would do. */
@ObjectType('OfficeSheetReport')
export class SheetReportType {
  @Field(() => ID, { description: 'The round.' })
  readonly id!: string;

  @Field(() => Boolean, { description: 'Whether everything was done and undone.' })
  readonly dryRun!: boolean;

  @Field(() => Int)
  readonly rows!: number;

  @Field(() => Int)
  readonly applied!: number;

  @Field(() => Int, { description: 'Rows that say what is said already.' })
  readonly same!: number;

  @Field(() => Int, { description: 'Rows that the office left as they were.' })
  readonly untouched!: number;

  @Field(() => [SheetConflictType])
  readonly conflicts!: readonly SheetConflictType[];

  @Field(() => [ImportProblemType], { description: 'The first hundred; where there is one, nothing was changed.' })
  readonly problems!: readonly ImportProblemType[];

  @Field(() => [String], { description: 'Headers nobody knows.' })
  readonly ignored!: readonly string[];
}

/** How far a section is with its answers. */
@ObjectType('OpinionOffice')
export class OpinionOfficeType {
  @Field(() => String)
  readonly name!: string;

  @Field(() => Int)
  readonly opinions!: number;

  @Field(() => Int)
  readonly undecided!: number;
}

const SheetOutcome = outcome('OfficeSheetOutcome', OfficeSheetType);
const ReportOutcome = outcome('OfficeSheetReportOutcome', SheetReportType);

/** Sheets that go to offices and come back. */
@Resolver()
export class OfficeSheetResolver {
  constructor(
    private readonly sheets: OfficeSheets,
    private readonly reads: OpinionReads,
    private readonly messages: Messages,
  ) {}

  @Query(() => [OpinionOfficeType], { description: 'The sections that prepare answers in a round, for those who work on it.' })
  opinionOffices(@Args('roundId', id) roundId: string, @CurrentViewer() viewer: Caller) {
    return this.reads.offices(viewer, roundId);
  }

  @Mutation(() => SheetOutcome, { description: 'Makes the sheet of a section, or of all: opinions by id, without anything of who sent them.' })
  makeOfficeSheet(
    @Args('roundId', id) roundId: string, @Args('office', { type: () => String, nullable: true }) office: string | null,
    @Args('format', { type: () => SheetFormatEnum }) format: SheetFormat, @CurrentViewer() viewer: Caller,
  ) {
    return this.sheets.make(roundId, office || null, format, viewer);
  }

  @Mutation(() => ReportOutcome, { description: 'Brings a sheet back; what was changed here meanwhile is told, and not written over.' })
  async bringOfficeSheet(
    @Args('roundId', id) roundId: string, @Args('file', { type: () => UploadScalar, nullable: true }) file: UploadedFile | null,
    @Args('dryRun', { type: () => Boolean }) dryRun: boolean, @CurrentViewer() viewer: Caller,
  ) {
    const sent = await tableBytes(file);
    // Who may not answer here is told that first, so a file that is not there is tried as an empty one.
    const report = await this.sheets.bring(roundId, sent instanceof Refusal ? new Uint8Array() : sent, dryRun || sent instanceof Refusal, viewer);
    if (report instanceof Refusal) return report;
    if (sent instanceof Refusal) return sent;
    return { ...report, id: roundId, dryRun, problems: problemsTold(this.messages, report.problems, viewer.locale, 'public-comments.sheet.problem') };
  }
}
