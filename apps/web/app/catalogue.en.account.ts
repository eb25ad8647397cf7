export { words } from 'virtual:words/en/account';
