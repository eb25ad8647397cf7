import { Module } from '@nestjs/common';
import type { LibraryServer } from '@hiroba/server';
import en from '../../locales/en.json' with { type: 'json' };
import ja from '../../locales/ja.json' with { type: 'json' };
import { Grounds } from './grounds.ts';
import { spotsMigration } from './migrations/20261128T0402-spots.ts';
import { spotDistrictsMigration } from './migrations/20261129T0200-spot-districts.ts';
import { spotsByCellMigration } from './migrations/20261201T0600-spots-by-cell.ts';
import { SpotMaps } from './spot.map.ts';
import { spotReactions } from './spot.reactions.ts';
import { Spots } from './spots.ts';

/** The providers of places: components keep the spots of their things here. */
@Module({ providers: [Grounds, SpotMaps, Spots], exports: [Grounds, SpotMaps, Spots] })
export class PlacesModule {}

/** What places bring to the server. */
export const placesServer: LibraryServer = {
  name: 'places',
  module: PlacesModule,
  entities: [],
  migrations: [spotsMigration, spotDistrictsMigration, spotsByCellMigration],
  reactions: spotReactions,
  locales: { ja, en },
};

export { Grounds } from './grounds.ts';
export { BoxInputType, GroundType, SpotMapType } from './map.types.ts';
export { forgetGivenPoints } from './spot.forgetting.ts';
export { SpotMaps, thingsOnMap } from './spot.map.ts';
export { givenSpots, publicSpots, spotCell, spotJson, type PublicSpot } from './spot.reads.ts';
export { SpotInputType, SpotType } from './spot.types.ts';
export { Spots, type Located } from './spots.ts';
