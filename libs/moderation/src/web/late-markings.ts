export { Markings } from './Markings.tsx';
