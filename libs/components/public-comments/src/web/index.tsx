export { RoundCard } from './RoundCard.tsx';
