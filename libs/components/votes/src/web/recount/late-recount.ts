export { Recount } from './Recount.tsx';
