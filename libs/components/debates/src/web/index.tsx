export { DebateCard } from './DebateCard.tsx';
