export * from './domain/area.ts';
export * from './domain/point.ts';
export * from './domain/spot.ts';
