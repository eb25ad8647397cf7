export { Moderated } from './Moderated.tsx';
export { Withheld, type WithheldShown } from './Withheld.tsx';
