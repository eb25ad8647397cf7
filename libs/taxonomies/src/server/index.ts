import { Module } from '@nestjs/common';
import type { LibraryServer } from '@hiroba/server';
import en from '../../locales/en.json' with { type: 'json' };
import ja from '../../locales/ja.json' with { type: 'json' };
import { taxonomyEvents, nodeTrace } from '../domain/node.events.ts';
import { taxonomiesMigration } from './migrations/20261128T0400-taxonomies.ts';
import { TaxonomyGathers } from './taxonomy.gathers.ts';
import { taxonomyExport } from './taxonomy.export.ts';
import { TaxonomyNode } from './node.entity.ts';
import { taxonomyChoiceRows, TaxonomyReads } from './taxonomy.reads.ts';
import { TaxonomyResolver } from './taxonomy.resolver.ts';
import { TaxonomyService } from './taxonomy.service.ts';
import { filedCounter, TaxonomyUses } from './taxonomy.uses.ts';

/** The providers of taxonomies; importers file things under nodes and read what is filed. */
@Module({
  providers: [TaxonomyGathers, TaxonomyReads, TaxonomyResolver, TaxonomyService, TaxonomyUses],
  exports: [TaxonomyReads, TaxonomyService, TaxonomyUses],
})
export class TaxonomiesModule {}

/** What taxonomies bring to the server. */
export const taxonomiesServer: LibraryServer = {
  name: 'taxonomies',
  module: TaxonomiesModule,
  entities: [TaxonomyNode],
  migrations: [taxonomiesMigration],
  events: taxonomyEvents,
  traces: [nodeTrace],
  openData: [taxonomyExport],
  counters: [filedCounter],
  gathers: TaxonomyGathers,
  choices: { taxonomies: taxonomyChoiceRows },
  locales: { ja, en },
};

export { TaxonomyNode } from './node.entity.ts';
export {
  filedJson,
  filedNodes,
  filedPaths,
  TaxonomyReads,
  type CountedNode,
  type FiledNode,
} from './taxonomy.reads.ts';
export { TaxonomyService } from './taxonomy.service.ts';
export { OfferedTaxonomy, offeredTaxonomies, TaxonomyChoice, taxonomyChoices } from './taxonomy.types.ts';
export { TaxonomyUses, type Filed } from './taxonomy.uses.ts';
