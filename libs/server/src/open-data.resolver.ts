import { Inject } from '@nestjs/common';
import { Field, ID, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { LIBRARIES, type LibraryServer } from './library.ts';
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

/** The open data of a city, whatever library it comes from. */
@Resolver(() => OpenDataSetType)
export class OpenDataResolver {
  constructor(
    private readonly messages: Messages,
    @Inject(LIBRARIES) private readonly libraries: readonly LibraryServer[],
  ) {}

  @Query(() => [OpenDataSetType], { description: 'The sets of open data of the whole city.' })
  openDataSets(@CurrentViewer() { locale }: Caller): OpenDataSetType[] {
    const t = this.messages.translator(locale);
    return this.libraries
      .flatMap(({ openData = [] }) => openData)
      .map(({ name, titleKey, columns }) => ({ name, columns, title: t(titleKey) }));
  }
}
