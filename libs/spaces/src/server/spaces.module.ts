import { Module } from '@nestjs/common';
import { ComponentMutations, ComponentResolver } from './component.resolver.ts';
import { HeroFiles } from './hero-files.ts';
import { GatheredReads } from './gathered.reads.ts';
import { GatheredResolver, SpaceAnswersResolver } from './gathered.resolver.ts';
import { HeroService } from './hero.service.ts';
import { Kinds } from './kinds.ts';
import { LogoFiles } from './logo-files.ts';
import { LogoService } from './logo.service.ts';
import { LogLineReads } from './log-line.reads.ts';
import { LogLineResolver } from './log-line.resolver.ts';
import { LogWords } from './log-words.ts';
import { PublicPagesReads } from './public-pages.reads.ts';
import { Now } from './now.ts';
import { OrganisationDirectory } from './organisation-directory.ts';
import { OrganisationResolver } from './organisation.resolver.ts';
import { OrganisationService } from './organisation.service.ts';
import { PlacedComponents } from './placed-components.ts';
import { RulesResolver, SettingResolver } from './rules.resolver.ts';
import { SpaceDatesReads } from './space-dates.reads.ts';
import { SpaceReads } from './space.reads.ts';
import { SpaceGathers } from './space.gathers.ts';
import { SpaceMutations, SpaceResolver } from './space.resolver.ts';
import { SpaceService } from './space.service.ts';
import { StoredNamesCheck } from './stored-names.check.ts';

/** The providers of spaces; the directory and the reads serve other libraries too. */
@Module({
  providers: [
    ComponentMutations, ComponentResolver, GatheredReads, GatheredResolver, HeroFiles, HeroService, Kinds, LogLineReads, LogLineResolver, LogWords, LogoFiles, LogoService, Now,
    OrganisationDirectory, OrganisationResolver, OrganisationService, PlacedComponents, PublicPagesReads, RulesResolver, SettingResolver, SpaceAnswersResolver,
    SpaceDatesReads, SpaceGathers, SpaceMutations, SpaceReads, SpaceResolver, SpaceService, StoredNamesCheck,
  ],
  exports: [GatheredReads, Kinds, LogLineReads, LogWords, Now, OrganisationDirectory, OrganisationService, PlacedComponents, PublicPagesReads, SpaceDatesReads, SpaceReads, SpaceService],
})
export class SpacesModule {}
