import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { LocalizedText } from '@hiroba/kernel';
import { LocalizedTextType } from '@hiroba/server';
import { LocalizedHtml } from './rich-text.ts';

/** A legal page without its text. */
@ObjectType()
export class LegalPageLink {
  @Field(() => String)
  slug!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => LocalizedTextType)
  title!: LocalizedText;

  @Field(() => Date)
  at!: Date;
}

/** One version of a legal page. */
@ObjectType()
export class LegalPage extends LegalPageLink {
  @Field(() => LocalizedTextType, { description: 'As it was written, in Markdown.' })
  body!: LocalizedText;

  @Field(() => LocalizedHtml)
  bodyHtml!: LocalizedHtml;

  @Field(() => [Int], { description: 'All its versions, the newest first.' })
  versions!: number[];
}
