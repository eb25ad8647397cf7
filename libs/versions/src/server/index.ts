import type { LibraryServer } from '@hiroba/server';
import en from '../../locales/en.json' with { type: 'json' };
import ja from '../../locales/ja.json' with { type: 'json' };
import { VersionsModule } from './versions.module.ts';

/** What versions bring to the server. */
export const versionsServer: LibraryServer = { name: 'versions', module: VersionsModule, entities: [], migrations: [], locales: { ja, en } };

export { DiffPartType, VersionPage, VersionType } from './version.type.ts';
export { VersionReads, type VersionsOf } from './version.reads.ts';
export { VersionsModule } from './versions.module.ts';
