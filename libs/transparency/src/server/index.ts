import path from 'node:path';
import { Module } from '@nestjs/common';
import { DATA_DIR, SIGNER_DIR, type LibraryServer } from '@hiroba/server';
import { SpacesModule } from '@hiroba/spaces/server';
import en from '../../locales/en.json' with { type: 'json' };
import ja from '../../locales/ja.json' with { type: 'json' };
import { LiveLog } from './live-log.ts';
import { LogEntryReads } from './log-entry.reads.ts';
import { LogEntryResolver } from './log-entry.resolver.ts';
import { LogBeginnings } from './log-beginnings.ts';
import { LogCheck } from './log-check.ts';
import { LogHealth } from './log-health.ts';
import { LogHeartbeat } from './log-heartbeat.ts';
import { LogKeeper } from './log-keeper.ts';
import { logMineMigration } from './migrations/20261127T2001-log-mine.ts';
import { logTreeMigration } from './migrations/20261201T0700-log-tree.ts';
import { logClosingMigration } from './migrations/20261201T0710-log-closing.ts';
import { logExplorerMigration } from './migrations/20261204T0100-log-explorer.ts';
import { ReceiptResolver } from './receipt.resolver.ts';
import { Receipts } from './receipts.ts';
import { logWatchMigration } from './migrations/20261205T0010-log-watch.ts';
import { logFormerKeysMigration } from './migrations/20261205T0050-log-former-keys.ts';
import { RowCheck } from './row-check.ts';
import { Signer } from './signer.ts';

/** The providers of transparency. */
@Module({
  imports: [SpacesModule],
  providers: [
    LiveLog,
    LogBeginnings,
    LogEntryReads,
    LogEntryResolver,
    LogCheck,
    LogHealth,
    LogHeartbeat,
    LogKeeper,
    Receipts,
    ReceiptResolver,
    RowCheck,
    {
      provide: Signer,
      inject: [DATA_DIR, SIGNER_DIR],
      useFactory: (data: string, own: string | null) => new Signer(own ?? path.join(data, 'log-signer')),
    },
  ],
  exports: [LogHealth, LogKeeper, Receipts, Signer],
})
export class TransparencyModule {}

/** What transparency brings to the server. */
export const transparencyServer: LibraryServer = {
  name: 'transparency',
  module: TransparencyModule,
  entities: [],
  migrations: [
    logMineMigration,
    logTreeMigration,
    logClosingMigration,
    logExplorerMigration,
    logWatchMigration,
    logFormerKeysMigration,
  ],
  upkeep: [LogHeartbeat],
  loops: [LogKeeper],
  locales: { ja, en },
};

export { BOTH_SIGN_DAYS } from './log-beginnings.ts';
export { readFrom } from './durable-files.ts';
export { logFolder, published } from './exporter.ts';
export { logAlarms, LogHealth, type LogAlarm } from './log-health.ts';
export { LogKeeper } from './log-keeper.ts';
export { LogTrouble, type LogTroubleCode } from './log-trouble.ts';
export { proofArchive } from './proof-archive.ts';
export { nodeCiphers } from './node-ciphers.ts';
export { publishedKeys, RECEIPTS_KEY } from './published-proof.ts';
export { Receipts } from './receipts.ts';
export { Signer } from './signer.ts';
