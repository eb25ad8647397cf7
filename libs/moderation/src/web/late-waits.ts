export { Waits } from './Waits.tsx';
