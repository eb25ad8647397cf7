export { StaffActs } from './StaffActs.tsx';
