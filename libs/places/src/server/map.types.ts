import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { Box } from '../domain/box.ts';
import type { Cluster } from '../domain/cluster.ts';

/** A part of a map that is asked for. */
@InputType('BoxInput')
export class BoxInputType implements Box {
  @Field(() => Float)
  south!: number;

  @Field(() => Float)
  west!: number;

  @Field(() => Float)
  north!: number;

  @Field(() => Float)
  east!: number;
}

/** A piece of the earth between two latitudes and two longitudes. */
@ObjectType('Box')
export class BoxType implements Box {
  @Field(() => Float)
  readonly south!: number;

  @Field(() => Float)
  readonly west!: number;

  @Field(() => Float)
  readonly north!: number;

  @Field(() => Float)
  readonly east!: number;
}

/** Several things near each other on a map, or one, by what everybody may know of their points. */
@ObjectType('Cluster')
export class ClusterType extends BoxType implements Cluster {
  @Field(() => Float)
  readonly lat!: number;

  @Field(() => Float)
  readonly lon!: number;

  @Field(() => Int)
  readonly count!: number;

  @Field(() => ID, { nullable: true, description: 'Which thing it is, where it is one.' })
  readonly id!: string | null;

  @Field(() => String, { nullable: true, description: 'Its title, where it is one.' })
  readonly title!: string | null;

  @Field(() => String, { nullable: true, description: 'The language of its title.' })
  readonly locale!: string | null;
}

/** What a map shows. */
@ObjectType('SpotMap')
export class SpotMapType {
  @Field(() => BoxType, { nullable: true, description: 'Null where there is neither an area nor a point.' })
  readonly box!: BoxType | null;

  @Field(() => [ClusterType], { description: 'At most 121, however many things there are.' })
  readonly clusters!: readonly ClusterType[];
}

/** A part of an area, to be drawn. */
@ObjectType('District')
export class DistrictType {
  @Field(() => String, { description: 'Empty where it has none.' })
  readonly name!: string;

  @Field(() => [[Float]], { description: 'Its lines, holes too: latitudes and longitudes by turns.' })
  readonly rings!: readonly (readonly number[])[];

  @Field(() => [Float], { description: 'Latitude and longitude of its middle.' })
  readonly middle!: readonly number[];
}

/** Where the pictures below a map come from. */
@ObjectType('Tiles')
export class TilesType {
  @Field(() => String, { description: 'With {z}, {x} and {y}.' })
  readonly url!: string;

  @Field(() => String, { description: 'Whom the map names as the source.' })
  readonly credit!: string;

  @Field(() => String, { nullable: true, description: 'The page of the source.' })
  readonly creditUrl!: string | null;
}

/** What lies below the points of a map. */
@ObjectType('Ground')
export class GroundType {
  @Field(() => [DistrictType])
  readonly districts!: readonly DistrictType[];

  @Field(() => TilesType, { nullable: true, description: 'Null where the installation names no server for them.' })
  readonly tiles!: TilesType | null;
}
