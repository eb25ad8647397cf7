export { words } from 'virtual:words/en/read';
