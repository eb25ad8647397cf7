import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { CurrentViewer, type Caller } from '@hiroba/server';
import { MAX_DELAY, Receipts } from './receipts.ts';
import { Receipt } from './receipt.types.ts';

/** Receipts of public acts. */
@Resolver()
export class ReceiptResolver {
  constructor(private readonly receipts: Receipts) {}

  @Query(() => Receipt, { nullable: true, description: 'The receipt of a public act, by the id of its event.' })
  async receipt(@Args('id', { type: () => ID }) id: string, @CurrentViewer() viewer: Caller): Promise<Receipt | null> {
    const kept = await this.receipts.find(viewer, id);
    if (!kept) return null;
    return {
      ...kept,
      dueAt: new Date(kept.at.getTime() + MAX_DELAY * 1_000),
      address: `${kept.home}/${viewer.locale}/receipt/${kept.id}`,
      own: Object.keys(kept.disclosures).length,
    };
  }
}
