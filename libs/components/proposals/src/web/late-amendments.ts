export { AmendmentList } from './AmendmentList.tsx';
