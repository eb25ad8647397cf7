export { Checked } from './Checked.tsx';
