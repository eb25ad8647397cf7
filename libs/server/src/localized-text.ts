import { Field, InputType, ObjectType, Scalar, type CustomScalar } from '@nestjs/graphql';
import type { LocalizedText } from '@hiroba/kernel';

/** A staff text in the languages it exists in. */
@ObjectType('LocalizedText')
export class LocalizedTextType {
  @Field(() => String, { nullable: true })
  ja?: string;

  @Field(() => String, { nullable: true })
  en?: string;
}

/** A staff text as it is sent in. */
@InputType('LocalizedTextInput')
export class LocalizedTextInput implements LocalizedText {
  @Field(() => String, { nullable: true })
  ja?: string;

  @Field(() => String, { nullable: true })
  en?: string;
}

/** HTML that passed the sanitiser. */
@Scalar('SafeHtml')
export class SafeHtmlScalar implements CustomScalar<string, string> {
  description = 'HTML that passed the sanitiser.';
  serialize = (value: unknown): string => String(value);
  parseValue = (): never => { throw new TypeError('SafeHtml is never an input'); };
  parseLiteral = (): never => { throw new TypeError('SafeHtml is never an input'); };
}
