export { ModeNotice } from './ModeNotice.tsx';
export { Locked } from './Locked.tsx';
export { Moderated } from './Moderated.tsx';
export type { MarkingShown } from './Markings.tsx';
export { Withheld, type WithheldShown } from './Withheld.tsx';
