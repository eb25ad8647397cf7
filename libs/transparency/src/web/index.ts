export { Checked } from './checking/late.ts';
export { RecordMark } from './RecordMark.tsx';
