export { ModeNotice } from './ModeNotice.tsx';
export { Moderated } from './Moderated.tsx';
export { Withheld, type WithheldShown } from './Withheld.tsx';
