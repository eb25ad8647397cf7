export { words } from 'virtual:words/ja/read';
