export { words } from 'virtual:words/ja/work';
