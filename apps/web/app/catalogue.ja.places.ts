export { words } from 'virtual:words/ja/places';
