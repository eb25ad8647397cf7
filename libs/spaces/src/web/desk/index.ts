export { administratorsOnly, staffOnly } from './desk.ts';
export { LocalizedFields } from './LocalizedFields.tsx';
export { localizedOf } from './typed.ts';
export { useWords, type Words } from '../words.ts';
