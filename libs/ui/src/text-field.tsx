import type { HTMLInputAutoCompleteAttribute } from 'react';
import { Field, asked, described, type FieldProps } from './field.tsx';

/** How wide a field is: as wide as what belongs into it. */
export type FieldWidth = 'short' | 'medium' | 'full';

/** The class of a control of a width. */
export const controlClass = (width: FieldWidth): string => `control control-${width}`;

interface TextFieldProps extends FieldProps {
  readonly type?: 'text' | 'email' | 'password' | 'search' | 'tel' | 'url';
  readonly defaultValue?: string | undefined;
  readonly autoComplete?: HTMLInputAutoCompleteAttribute;
  readonly inputMode?: 'text' | 'numeric' | 'email' | 'tel' | 'url';
  /** The language of what is typed, where it is not that of the page. */
  readonly lang?: string;
  readonly width?: FieldWidth;
}

/** One line of text; full and half width are both welcome. */
export function TextField({
  type = 'text', defaultValue, autoComplete = 'off', inputMode, lang, width = 'medium', ...frame
}: TextFieldProps) {
  return (
    <Field {...frame}>
      {(field) => (
        <input
          id={field.id} name={frame.name} type={type} autoComplete={autoComplete} inputMode={inputMode} lang={lang}
          defaultValue={type === 'password' ? undefined : (field.typed?.[0] ?? defaultValue)}
          className={controlClass(width)} {...asked(frame.optional)} {...described(field, frame.hint)}
        />
      )}
    </Field>
  );
}

interface NumberFieldProps extends FieldProps {
  readonly defaultValue?: number | undefined;
  /** What the number counts: 日, 円, 人. */
  readonly unit?: string;
}

/** A whole number with its unit; typed as text, so that full-width digits are taken. */
export function NumberField({ defaultValue, unit, ...frame }: NumberFieldProps) {
  return (
    <Field {...frame}>
      {(field) => (
        <span className="flex items-center gap-2">
          <input
            id={field.id} name={frame.name} type="text" inputMode="numeric" autoComplete="off"
            defaultValue={field.typed?.[0] ?? defaultValue} className={controlClass('short')}
            {...asked(frame.optional)} {...described(field, frame.hint)}
          />
          {unit}
        </span>
      )}
    </Field>
  );
}
