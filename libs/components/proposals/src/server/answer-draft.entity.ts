import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { Entity, Property } from '@mikro-orm/decorators/legacy';
import type { LocalizedText } from '@hiroba/kernel';
import { LocalizedTextType, LogKind, Resource } from '@hiroba/server';
import type { AnswerContent, AnswerDraftFacts, AnswerKind, AnswerReason } from '../domain/answer.ts';
import { AnswerReasonEnum } from './answer-parts.type.ts';
import { AnswerKindEnum } from './proposal.entity.ts';

/** An answer being prepared: for the staff of its space only, and gone once it is published. */
@LogKind('proposal_answer')
@ObjectType('ProposalAnswerDraft')
@Entity({ tableName: 'proposal_answer_draft' })
export class AnswerDraft extends Resource implements AnswerDraftFacts {
  @Property({ type: 'uuid' })
  readonly proposalId!: string;

  @Property({ type: 'json' })
  readonly content!: AnswerContent;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  readonly reason: string | null = null;

  @Field(() => Int, { description: 'How many times it was saved; a form sends back the one it was opened with.' })
  @Property({ type: 'integer' })
  readonly edition: number = 0;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  readonly editedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'From when it is public; null while it is only prepared.' })
  @Property({ type: 'datetime', nullable: true })
  readonly publishAt: Date | null = null;

  @Field(() => AnswerKindEnum)
  get kind(): AnswerKind {
    return this.content.kind;
  }

  @Field(() => String, { nullable: true })
  get status(): string | null {
    return this.content.status;
  }

  @Field(() => LocalizedTextType)
  get text(): LocalizedText {
    return this.content.text;
  }

  @Field(() => String)
  get office(): string {
    return this.content.office;
  }

  @Field(() => AnswerReasonEnum, { nullable: true })
  get reasonCode(): AnswerReason | null {
    return this.content.reasonCode;
  }

  @Field(() => Float, { nullable: true })
  get costYen(): number | null {
    return this.content.costYen;
  }

  @Field(() => String, { nullable: true })
  get costNote(): string | null {
    return this.content.costNote;
  }

  @Field(() => String, { nullable: true })
  get period(): string | null {
    return this.content.period;
  }

  @Field(() => [String])
  get results(): readonly string[] {
    return this.content.results;
  }
}
