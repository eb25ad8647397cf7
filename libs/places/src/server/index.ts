import { Module } from '@nestjs/common';
import type { LibraryServer } from '@hiroba/server';
import en from '../../locales/en.json' with { type: 'json' };
import ja from '../../locales/ja.json' with { type: 'json' };
import { spotsMigration } from './migrations/20261128T0402-spots.ts';
import { Spots } from './spots.ts';

/** The providers of places: components keep the spots of their things here. */
@Module({ providers: [Spots], exports: [Spots] })
export class PlacesModule {}

/** What places bring to the server. */
export const placesServer: LibraryServer = {
  name: 'places',
  module: PlacesModule,
  entities: [],
  migrations: [spotsMigration],
  locales: { ja, en },
};

export { givenSpots, publicSpots, spotCell, spotJson, type PublicSpot } from './spot.reads.ts';
export { SpotInputType, SpotType } from './spot.types.ts';
export { Spots, type Located } from './spots.ts';
