export { ModerationBar } from './ModerationBar.tsx';
