export { SpotFields, spotTyped } from './SpotFields.tsx';
export { useSpotWords } from './spot-words.ts';
