import { Field, ID, InputType, registerEnumType } from '@nestjs/graphql';
import { SpotInputType } from '@hiroba/places/server';
import { channels } from '../domain/proposal.entry.ts';

export const ChannelEnum = Object.fromEntries(channels.map((channel) => [channel.toUpperCase(), channel]));
registerEnumType(ChannelEnum, { name: 'EntryChannel', description: 'How a text reached the city besides its own pages.' });

/** What staff enter: as the city's own, or for somebody else. */
@InputType('ProposalEntryInput')
export class ProposalEntryInputType {
  @Field(() => String)
  title!: string;

  @Field(() => String)
  body!: string;

  @Field(() => String, { defaultValue: 'ja' })
  locale!: string;

  @Field(() => [ID], { nullable: true })
  taxonomies?: string[] | null;

  @Field(() => SpotInputType, { nullable: true })
  spot?: SpotInputType | null;

  @Field(() => String, { nullable: true, description: 'The office whose proposal it is; nothing for a text by somebody else.' })
  office?: string | null;

  @Field(() => String, { nullable: true, description: 'For whom it is entered: the name they chose, or the workshop.' })
  creditedTo?: string | null;

  @Field(() => ChannelEnum, { nullable: true })
  channel?: string | null;

  @Field(() => Date, { nullable: true, description: 'When it reached the city; now, if nothing is said.' })
  receivedAt?: Date | null;

  @Field(() => String, { nullable: true, description: 'Their account, by its number, name or mail address: limits then hold for both together. Never shown.' })
  account?: string | null;
}
