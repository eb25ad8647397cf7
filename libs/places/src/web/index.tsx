export type { Ground, ShownCluster } from './map-facts.ts';
export { SpotFields, spotTyped } from './SpotFields.tsx';
export { SpotMap } from './SpotMap.tsx';
export { useSpotWords } from './spot-words.ts';
