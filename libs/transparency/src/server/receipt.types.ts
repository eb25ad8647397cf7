import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

/** That a public act was accepted, and as soon as it is so that it is in the public log. */
@ObjectType({ description: 'That a public act was accepted, and as soon as it is so that it is in the public log.' })
export class Receipt {
  @Field(() => ID, { description: 'The id of its event.' })
  readonly id!: string;

  @Field(() => Date, { description: 'When it was accepted.' })
  readonly at!: Date;

  @Field(() => Date, { description: 'When it must be in the log.' })
  readonly dueAt!: Date;

  @Field(() => String, { description: 'The exact bytes of the entry.' })
  readonly leaf!: string;

  @Field(() => String, { nullable: true, description: 'The signed note; null as long as the city has no log.' })
  readonly note!: string | null;

  @Field(() => Int, { nullable: true, description: 'The number of the entry, once it can be proved.' })
  readonly index!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many entries the log has that the proof rests on.' })
  readonly size!: number | null;

  @Field(() => String, { nullable: true, description: 'The proof (c2sp.org/tlog-proof), once there is one.' })
  readonly proof!: string | null;

  @Field(() => [String], { description: 'The keys of the log and of its receipts, as the server publishes them.' })
  readonly vkeys!: readonly string[];

  @Field(() => String, { description: 'The whole address of its page.' })
  readonly address!: string;

  @Field(() => Int, { description: 'How many texts behind its commitments are the own ones of whoever asks.' })
  readonly own!: number;
}
