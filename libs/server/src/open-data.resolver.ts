import { Inject } from '@nestjs/common';
import { Field, Float, ID, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { LIBRARIES, type LibraryServer } from './library.ts';
import { NightlyFiles, type NightlyEdition, type NightlyFile } from './nightly-files.ts';
import { Messages } from './messages.ts';
import { CurrentViewer, type Caller } from './viewer.ts';

/** A set of open data that everybody may take along. */
@ObjectType('OpenDataSet')
export class OpenDataSetType {
  @Field(() => ID, { description: 'Its file name without ending, below `/download/everything/`.' })
  readonly name!: string;

  @Field(() => String, { description: "What is in it, in the reader's language." })
  readonly title!: string;

  @Field(() => [String])
  readonly columns!: readonly string[];
}

/** A file of open data as it was made in the night. */
@ObjectType('NightlyFile')
export class NightlyFileType implements NightlyFile {
  @Field(() => String, { description: 'Its name, below `/download/nightly/`.' })
  readonly file!: string;

  @Field(() => Date)
  readonly madeAt!: Date;

  @Field(() => Int, { nullable: true })
  readonly rows!: number | null;

  @Field(() => Float)
  readonly bytes!: number;

  @Field(() => String, { description: 'SHA-256 of its bytes, in hex.' })
  readonly digest!: string;
}

/** The open data of a city as it was made in the night. */
@ObjectType('NightlyEdition')
export class NightlyEditionType implements NightlyEdition {
  @Field(() => Date, { nullable: true })
  readonly madeAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it could not be made since.' })
  readonly failedAt!: Date | null;

  @Field(() => [NightlyFileType], { description: 'None while they are being made anew, because something is no longer for everybody.' })
  readonly files!: readonly NightlyFileType[];
}

/** The open data of a city, whatever library it comes from. */
@Resolver(() => OpenDataSetType)
export class OpenDataResolver {
  constructor(
    private readonly messages: Messages,
    private readonly nightly: NightlyFiles,
    @Inject(LIBRARIES) private readonly libraries: readonly LibraryServer[],
  ) {}

  @Query(() => NightlyEditionType, { description: 'The open data of the whole city as it was made in the night.' })
  nightlyFiles(@CurrentViewer() { organisationId }: Caller): Promise<NightlyEdition> {
    return this.nightly.edition(organisationId);
  }

  @Query(() => [OpenDataSetType], { description: 'The sets of open data of the whole city.' })
  openDataSets(@CurrentViewer() { locale }: Caller): OpenDataSetType[] {
    const t = this.messages.translator(locale);
    return this.libraries
      .flatMap(({ openData = [] }) => openData)
      .map(({ name, titleKey, columns }) => ({ name, columns, title: t(titleKey) }));
  }
}
