import type { ReactNode } from 'react';
import { useT } from './i18n.tsx';
import { Icon } from './icon.tsx';
import { useField, type FieldState } from './form-context.tsx';
import { useRefusalText } from './refusal-text.tsx';

/** What every field is asked for: a label above it, a hint where the label does not say enough. */
export interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: ReactNode;
  /** Fields are required unless they say they are not. */
  readonly optional?: boolean;
  readonly placeholder?: never;
  readonly disabled?: never;
}

/** The mark after a label: what must be filled in, and what need not. */
export function Need({ optional }: { optional: boolean | undefined }) {
  const t = useT();
  return optional
    ? <span className="text-dns-14N-130 text-ink-soft">{t('ui.field.optional')}</span>
    : <span className="text-dns-14N-130 text-error">{t('ui.field.required')}</span>;
}

/** The reason beside a field that must change. */
export function FieldError({ field }: { field: FieldState }) {
  const wording = useRefusalText();
  if (!field.refusal) return null;
  return (
    <p id={field.errorId} className="flex items-start gap-2 text-error font-700">
      <Icon name="error" className="mt-1" />
      {wording(field.refusal)}
    </p>
  );
}

/** What ties a control to its hint and its error. */
export function described(field: FieldState, hint: unknown, more?: string) {
  const ids = [hint ? field.hintId : '', more ?? '', field.refusal ? field.errorId : ''].filter(Boolean).join(' ');
  return { ...(ids ? { 'aria-describedby': ids } : {}), ...(field.refusal ? { 'aria-invalid': true as const } : {}) };
}

/** Whether a field must be filled in, as readers hear it; the server decides, so the browser never stops a form. */
export const asked = (optional: boolean | undefined) => (optional ? {} : { 'aria-required': true as const });

interface FrameProps extends FieldProps {
  /** Whether it says that it must or need not be filled in; of boxes to tick nobody expects it. */
  readonly marked?: boolean;
  readonly after?: ReactNode;
  readonly children: (field: FieldState) => ReactNode;
}

/** A field: label, hint, control, and the reason when it must change. */
export function Field({ name, label, hint, optional, after, children }: FrameProps) {
  const field = useField(name);
  return (
    <div className="field">
      <label htmlFor={field.id} className="flex flex-wrap items-baseline gap-2 font-700">
        {label}
        <Need optional={optional} />
      </label>
      {hint ? <p id={field.hintId} className="text-ink-soft measure">{hint}</p> : null}
      <FieldError field={field} />
      {children(field)}
      {after}
    </div>
  );
}

/** A group of controls that answer one question. */
export function FieldGroup({ name, label, hint, optional, marked = true, children }: FrameProps) {
  const field = useField(name);
  return (
    <fieldset id={field.id} tabIndex={-1} className="field" {...described(field, hint)}>
      <legend className="mb-2 flex flex-wrap items-baseline gap-2 font-700">
        {label}
        {marked ? <Need optional={optional} /> : null}
      </legend>
      {hint ? <p id={field.hintId} className="text-ink-soft measure">{hint}</p> : null}
      <FieldError field={field} />
      {children(field)}
    </fieldset>
  );
}
