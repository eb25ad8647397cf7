export { OfficialAnswer } from './OfficialAnswer.tsx';
