import { Module } from '@nestjs/common';
import type { KeepsPersonalData } from '@hiroba/accounts/server';
import type { LibraryServer } from '@hiroba/server';
import { SpacesModule } from '@hiroba/spaces/server';
import en from '../../locales/en.json' with { type: 'json' };
import ja from '../../locales/ja.json' with { type: 'json' };
import { DigestReads } from './digest.reads.ts';
import { DIGESTING, DigestWork } from './digest.work.ts';
import { FollowReads } from './follow.reads.ts';
import { FollowService } from './follow.service.ts';
import { Followables } from './followable.ts';
import { MailStops } from './mail-stop.ts';
import { followsMigration } from './migrations/20261127T1010-follows.ts';
import { AllNews } from './news.ts';
import { noticesPersonalData } from './notices.personal-data.ts';
import { NoticesResolver } from './notices.resolver.ts';
import { NoticesUpkeep } from './notices.upkeep.ts';
import { SubscriptionService } from './subscription.service.ts';

/** The providers of follows and notices. */
@Module({
  imports: [SpacesModule],
  providers: [
    AllNews,
    DigestReads,
    DigestWork,
    Followables,
    FollowReads,
    FollowService,
    MailStops,
    NoticesResolver,
    NoticesUpkeep,
    SubscriptionService,
  ],
  exports: [SubscriptionService],
})
export class NotificationsModule {}

/** What follows and notices bring to the server. */
export const notificationsServer: LibraryServer & KeepsPersonalData = {
  name: 'notifications',
  module: NotificationsModule,
  entities: [],
  migrations: [followsMigration],
  personalData: noticesPersonalData,
  upkeep: [NoticesUpkeep],
  dues: [DigestWork],
  works: { [DIGESTING]: DigestWork },
  limits: { subscribeByMail: { many: 5, seconds: 3_600 }, confirmSubscription: { many: 20, seconds: 3_600 } },
  locales: { ja, en },
};

export { DIGESTING, DigestWork } from './digest.work.ts';
export type { News, WithNews } from './news.ts';
export type { WithFollowables } from './followable.ts';
export { isSameKey, type MailStop, type WithMailStops } from './mail-stop.ts';
export { followAlong, followersOf, followOwn, type Became } from './followers.ts';
export { SubscriptionService, type ReaderByMail } from './subscription.service.ts';
