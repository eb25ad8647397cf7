export { AskFields, askInput } from './AskFields.tsx';
export { FieldFold } from './FieldFold.tsx';
export { LocalizedFields, LocalizedTexts } from './LocalizedFields.tsx';
export { instantTyped, localizedOf } from './typed.ts';
