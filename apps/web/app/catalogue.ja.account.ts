export { words } from 'virtual:words/ja/account';
