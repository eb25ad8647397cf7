export { AskFields, askInput } from './AskFields.tsx';
export { LocalizedFields, LocalizedTexts } from './LocalizedFields.tsx';
export { instantTyped, localizedOf } from './typed.ts';
