export { words } from 'virtual:words/ja/write';
