import { Injectable } from '@nestjs/common';
import type { Upkeep } from '@hiroba/server';
import { SubscriptionService } from './subscription.service.ts';

/** Lets go of addresses that were asked and never said yes. */
@Injectable()
export class NoticesUpkeep implements Upkeep {
  constructor(private readonly subscriptions: SubscriptionService) {}

  upkeep(): Promise<void> {
    return this.subscriptions.forgetUnanswered();
  }
}
