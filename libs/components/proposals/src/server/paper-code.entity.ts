import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Logged, LogKind } from '@hiroba/server';
import type { PaperCodeFacts } from '../domain/paper-code.ts';

/** The code that somebody got on paper for a text that was entered for them. */
@LogKind('paper_code')
@ObjectType('PaperCode')
@Entity({ tableName: 'proposal_paper_code' })
export class PaperCode extends Logged implements PaperCodeFacts {
  @Field(() => ID)
  declare readonly id: string;

  @Property({ type: 'uuid' })
  readonly proposalId!: string;

  @Property({ type: 'blob' })
  readonly codeHash!: Buffer;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  readonly issuedAt!: Date;

  @Field(() => Date, { description: 'Until when the text can be taken over.' })
  @Property({ type: 'datetime' })
  readonly expiresAt!: Date;

  @Property({ type: 'datetime', nullable: true })
  readonly usedAt: Date | null = null;

  @Property({ type: 'datetime', nullable: true })
  readonly cancelledAt: Date | null = null;

  /** Only in the answer that hands it out; nothing keeps it. */
  @Field(() => String, { description: 'As paper shows it. It is told this once.' })
  code?: string;

  @Field(() => String, { description: 'The whole address of the page where it is entered.' })
  address?: string;
}
