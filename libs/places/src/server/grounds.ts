import { Inject, Injectable } from '@nestjs/common';
import { TILES, type Tiles } from '@hiroba/server';
import { districtsIn, middleOf } from '../domain/district.ts';
import type { SpotRules } from '../domain/spot.ts';
import type { GroundType } from './map.types.ts';

/** Knows what lies below the points of a map. */
@Injectable()
export class Grounds {
  constructor(@Inject(TILES) private readonly tiles: Tiles | null) {}

  /** The ground of a place. */
  of({ area }: Pick<SpotRules, 'area'>): GroundType {
    const districts = districtsIn(area).map((district) => {
      const middle = middleOf(district);
      return {
        name: district.name,
        rings: district.pieces.flat().map((ring) => ring.flatMap(([lon, lat]) => [lat, lon])),
        middle: middle ? [middle.lat, middle.lon] : [],
      };
    });
    return { districts, tiles: this.tiles };
  }
}
