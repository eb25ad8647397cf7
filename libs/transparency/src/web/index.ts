export { Checked } from './checking/late.ts';
