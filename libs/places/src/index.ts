export * from './domain/area.ts';
export * from './domain/box.ts';
export * from './domain/cluster.ts';
export * from './domain/district.ts';
export * from './domain/point.ts';
export * from './domain/spot.ts';
