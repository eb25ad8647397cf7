import path from 'node:path';
import { Module, type DynamicModule } from '@nestjs/common';
import { MikroORM } from '@mikro-orm/postgresql';
import type pg from 'pg';
import { Clock } from './clock.ts';
import { Commands } from './commands.ts';
import { DiskFiles } from './files.ts';
import { DATA_DIR, DATABASE_URL, SIGNER_DIR } from './installation.ts';
import { Jobs, MAIL_SETTINGS, type MailSettings } from './jobs.ts';
import { LIBRARIES, type LibraryServer } from './library.ts';
import { SafeHtmlScalar } from './localized-text.ts';
import { LogGate } from './log-gate.ts';
import { Log } from './log.ts';
import { Mailer, ORIGIN, type OriginOf } from './mail.ts';
import { Messages } from './messages.ts';
import { NIGHTLY_ROOT, NightlyFiles } from './nightly-files.ts';
import { OpenDataCities } from './open-data-city.ts';
import { OpenDataResolver } from './open-data.resolver.ts';
import { OutboxResolver } from './outbox.resolver.ts';
import { keepingPlans } from './orm.ts';
import { Publisher } from './publisher.ts';
import { RateLimit } from './rate-limit.ts';
import { RefusalResolver } from './refusal.type.ts';
import { FileScanner, scannerAt } from './scanner.ts';
import { Sql } from './sql.ts';
import { FILE_STORE, StoredFiles } from './stored-files.ts';
import { TILES, type Tiles } from './tiles.ts';
import { Topics } from './topics.ts';
import { UploadScalar } from './upload.ts';
import { Uploads } from './uploads.ts';
import { Vault } from './vault.ts';

/** What the platform needs from outside. */
export interface Platform {
  readonly orm: MikroORM;
  readonly pool: pg.Pool;
  readonly url: string;
  /** The folder of the database's socket, if it has one here. */
  readonly socket?: string | undefined;
  readonly key: Buffer;
  /** The directory of the installation; files are kept below it. */
  readonly dataDir: string;
  /** Where the keys that sign the log lie, if elsewhere. */
  readonly signerDir?: string | undefined;
  readonly libraries: readonly LibraryServer[];
  readonly mail: MailSettings;
  readonly originOf: OriginOf;
  /** The address of a scanner for files, if there is one. */
  readonly scanner?: string | undefined;
  /** Where the pictures below maps come from, if from anywhere. */
  readonly tiles?: Tiles | undefined;
  readonly clock?: Clock;
}

/** The platform's shared providers, available to every library. */
@Module({})
export class ServerModule {
  static forRoot({ orm, pool, url, socket, key, dataDir, signerDir, libraries, mail, originOf, scanner, tiles, clock }: Platform): DynamicModule {
    const values = [
      { provide: MikroORM, useValue: orm },
      { provide: Sql, useValue: new Sql(pool, keepingPlans(pool, socket)) },
      { provide: Topics, useFactory: () => new Topics(url) },
      { provide: Vault, useValue: new Vault(key) },
      { provide: Clock, useValue: clock ?? new Clock() },
      { provide: FILE_STORE, useValue: new DiskFiles(path.join(dataDir, 'files')) },
      { provide: NIGHTLY_ROOT, useValue: path.join(dataDir, 'open-data') },
      { provide: Uploads, useValue: new Uploads(path.join(dataDir, 'uploads')) },
      { provide: FileScanner, useValue: scannerAt(scanner) },
      { provide: TILES, useValue: tiles ?? null },
      { provide: DATA_DIR, useValue: dataDir },
      { provide: DATABASE_URL, useValue: url },
      { provide: SIGNER_DIR, useValue: signerDir ?? null },
      { provide: LIBRARIES, useValue: libraries },
      { provide: MAIL_SETTINGS, useValue: mail },
      { provide: ORIGIN, useValue: originOf },
    ];
    const providers = [
      ...values, Messages, Mailer, LogGate, Log, Commands, RateLimit, Publisher, StoredFiles, OpenDataCities, NightlyFiles, Jobs, RefusalResolver, OpenDataResolver, OutboxResolver, SafeHtmlScalar, UploadScalar,
    ];
    return { module: ServerModule, global: true, providers, exports: providers };
  }
}
