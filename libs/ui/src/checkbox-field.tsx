import { described, FieldError } from './field.tsx';
import { useField } from './form-context.tsx';

interface CheckboxFieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly value?: string;
  /** Set by what is stored; a consent is never asked for with a tick already there. */
  readonly defaultChecked?: boolean;
}

/** One thing that is so or not. */
export function CheckboxField({ name, label, hint, value = 'on', defaultChecked = false }: CheckboxFieldProps) {
  const field = useField(name);
  return (
    <div className="field">
      <FieldError field={field} />
      <div className="choice">
        <input
          id={field.id} type="checkbox" name={name} value={value} {...described(field, hint)}
          defaultChecked={field.typed ? field.typed.includes(value) : defaultChecked}
        />
        <label htmlFor={field.id}>{label}</label>
        {hint ? <p id={field.hintId} className="text-ink-soft measure">{hint}</p> : null}
      </div>
    </div>
  );
}
