export { wayOn } from './way-on.ts';
