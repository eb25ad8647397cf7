import type { EntityClass } from '@mikro-orm/postgresql';
import { sql, type LibraryServer } from '@hiroba/server';
import en from '../../locales/en.json' with { type: 'json' };
import ja from '../../locales/ja.json' with { type: 'json' };
import { spacesEvents, spacesTraces } from '../domain/events.ts';
import { HeroFiles } from './hero-files.ts';
import { spacesMigration } from './migrations/20261126T0050-spaces.ts';
import { spaceHeroMigration } from './migrations/20261127T0050-space-hero.ts';
import { settingsInLanguagesMigration } from './migrations/20261129T0102-settings-in-languages.ts';
import { spaceVisibilityMigration } from './migrations/20261130T0100-space-visibility.ts';
import { cityLogoMigration } from './migrations/20261201T0610-city-logo.ts';
import { licenceMigration } from './migrations/20261127T1030-licence.ts';
import { legalPagesGuardedMigration } from './migrations/20261205T0030-legal-pages-guarded.ts';
import { LogoFiles } from './logo-files.ts';
import { Organisation } from './organisation.entity.ts';
import { Space } from './space.entity.ts';
import { participationExport } from './participation.export.ts';
import { phaseExport, spaceExport } from './space.export.ts';
import { SpaceGathers } from './space.gathers.ts';
import { SpacesModule } from './spaces.module.ts';

/** What spaces bring to the server. */
export const spacesServer: LibraryServer = {
  name: 'spaces',
  module: SpacesModule,
  entities: [Organisation, Space] as readonly EntityClass<object>[],
  migrations: [spacesMigration, spaceHeroMigration, settingsInLanguagesMigration, spaceVisibilityMigration, cityLogoMigration, legalPagesGuardedMigration, licenceMigration],
  events: spacesEvents,
  traces: spacesTraces,
  gathers: SpaceGathers,
  limits: { setUpOrganisation: { many: 20, seconds: 3600 }, setSpaceHero: { many: 30, seconds: 3600 }, setOrganisationLogo: { many: 30, seconds: 3600 } },
  openData: [spaceExport, phaseExport, participationExport],
  fileDoors: [HeroFiles, LogoFiles],
  fileUses: [
    sql`exists (select 1 from space s where s.organisation_id = f.organisation_id and f.digest in (s.hero ->> 'src', s.hero ->> 'srcSmall'))`,
    sql`exists (select 1 from organisation o where o.id = f.organisation_id and f.digest = o.logo ->> 'src')`,
  ],
  locales: { ja, en },
};

export { AskCardInput, AskCardType } from './ask.type.ts';
export { GatheredReads } from './gathered.reads.ts';
export { startOfDay } from './day-bounds.ts';
export { LogLineReads, spaceAt, type LogLineRow } from './log-line.reads.ts';
export { LogLine } from './log-line.types.ts';
export { factsOf, LogWords } from './log-words.ts';
export { Now } from './now.ts';
export { Organisation } from './organisation.entity.ts';
export { OrganisationDirectory, type FoundOrganisation, type OrganisationRow } from './organisation-directory.ts';
export { createOrganisation, OrganisationService, type NewOrganisation } from './organisation.service.ts';
export { PlacedComponents } from './placed-components.ts';
export { htmlOf, LocalizedHtml, staffHtml } from './rich-text.ts';
export { Space } from './space.entity.ts';
export { phaseExport, spaceExport, type SpaceExportScope } from './space.export.ts';
export { PublicPagesReads, type PublicPage } from './public-pages.reads.ts';
export { SpaceDatesReads, type DatedPhase } from './space-dates.reads.ts';
export { SpaceReads, type ComponentRow, type PlacedRow, type SpaceRow } from './space.reads.ts';
export { SpaceService } from './space.service.ts';
export { SpacesModule } from './spaces.module.ts';
