import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { LocalizedText } from '@hiroba/kernel';
import { outcome } from '@hiroba/server';
import { AppealType } from './appeal.types.ts';

/** That a mail is under way to an address; never whether it was known. */
@ObjectType('MailReportAsked')
export class MailReportAsked {
  @Field(() => ID, { description: 'The text that is to be reported.' })
  readonly id!: string;
}

/** A report by mail before whoever has the key of that mail: what was said, and what came of it. */
@ObjectType('MailReport')
export class MailReportType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { description: 'What was reported: comment, proposal, debate.' })
  readonly kind!: string;

  @Field(() => String, { description: 'Its page, below the language.' })
  readonly path!: string;

  @Field(() => String, { description: 'The rule, as R3.' })
  readonly rule!: string;

  /** What the rule is about, in the languages it is written in. */
  readonly titles!: LocalizedText;

  @Field(() => String, { description: 'What whoever reported it said.' })
  readonly note!: string;

  @Field(() => String, { description: 'The language of the note.' })
  readonly locale!: string;

  @Field(() => Date, { nullable: true, description: 'Since when it counts; null until the address has said yes.' })
  readonly confirmedAt!: Date | null;

  @Field(() => Date, { description: 'Until when the address can say yes.' })
  readonly confirmBy!: Date;

  @Field(() => Date, { nullable: true, description: 'Until when there is an answer.' })
  readonly answerBy!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'What was decided: HIDE, DISMISS and so on; null while it waits.',
  })
  readonly decision!: string | null;

  @Field(() => String, { nullable: true, description: 'The reasons of it, in plain words.' })
  readonly reason!: string | null;

  @Field(() => String, { nullable: true, description: 'The language of the reasons.' })
  readonly reasonLocale!: string | null;

  @Field(() => Date, { nullable: true })
  readonly decidedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'Until when it can be appealed; null where it can not.' })
  readonly appealUntil!: Date | null;

  @Field(() => AppealType, { nullable: true, description: 'The own appeal.' })
  readonly appeal!: AppealType | null;
}

export const MailReportAskedOutcome = outcome('MailReportAskedOutcome', MailReportAsked);
export const MailReportOutcome = outcome('MailReportOutcome', MailReportType);
