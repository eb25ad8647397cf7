export { words } from 'virtual:words/en/write';
