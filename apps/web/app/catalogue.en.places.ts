export { words } from 'virtual:words/en/places';
