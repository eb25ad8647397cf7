import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { DiffPart } from '@hiroba/kernel';
import { PersonSummary } from '@hiroba/accounts/server';
import { pageOf } from '@hiroba/server';

/** A stretch of a text between two versions. */
@ObjectType('DiffPart')
export class DiffPartType {
  @Field(() => String, { description: 'SAME, ADDED or REMOVED.' })
  readonly kind!: string;

  @Field(() => String)
  readonly text!: string;
}

/** One text of a version, and what the version changed in it. */
@ObjectType('VersionText')
export class VersionTextType {
  @Field(() => String, { description: 'Which text it is: `title`, `body`, `text.ja` …' })
  readonly name!: string;

  @Field(() => [DiffPartType], { description: 'The change view, or the whole text of the first version; one part of it where it is long.' })
  readonly changes!: readonly DiffPart[];

  @Field(() => Int, { description: 'Into how many parts of at most 200,000 characters the change view is cut.' })
  readonly parts!: number;
}

/** One published state of a text. */
@ObjectType('Version')
export class VersionType {
  @Field(() => Int)
  readonly n!: number;

  @Field(() => Date)
  readonly at!: Date;

  @Field(() => PersonSummary, { nullable: true, description: 'Who wrote it; null where an office or nobody known did.' })
  readonly by!: PersonSummary | null;

  @Field(() => String, { nullable: true })
  readonly office!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was changed.' })
  readonly reason!: string | null;

  @Field(() => [VersionTextType], { description: 'The texts that it changed; all of them in the first version.' })
  readonly texts!: readonly VersionTextType[];
}

/** A page of versions, the newest first. */
export const VersionPage = pageOf('VersionPage', VersionType);
