export { words } from 'virtual:words/en/work';
