import { Field, FieldGroup, asked, described, type FieldProps } from './field.tsx';
import { controlClass, type FieldWidth } from './text-field.tsx';

/** One thing that can be chosen. */
export interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

interface SelectFieldProps extends FieldProps {
  readonly options: readonly Option[];
  readonly defaultValue?: string | undefined;
  readonly width?: FieldWidth;
}

/** One of many, in a list that opens. */
export function SelectField({ options, defaultValue, width = 'medium', ...frame }: SelectFieldProps) {
  return (
    <Field {...frame}>
      {(field) => (
        <span className={`select select-${width}`}>
          <select
            id={field.id} name={frame.name} defaultValue={field.typed?.[0] ?? defaultValue}
            className={controlClass('full')} {...asked(frame.optional)} {...described(field, frame.hint)}
          >
            {options.map(({ value, label }) => <option key={value} value={value}>{label}</option>)}
          </select>
        </span>
      )}
    </Field>
  );
}

interface GroupProps extends FieldProps {
  readonly options: readonly Option[];
}

interface ChoiceProps {
  readonly type: 'radio' | 'checkbox';
  readonly id: string;
  readonly name: string;
  readonly option: Option;
  readonly checked: boolean;
}

function Choice({ type, id, name, option, checked }: ChoiceProps) {
  return (
    <div className="choice">
      <input
        id={id} type={type} name={name} value={option.value} defaultChecked={checked}
        {...(option.hint ? { 'aria-describedby': `${id}-hint` } : {})}
      />
      <label htmlFor={id}>{option.label}</label>
      {option.hint ? <p id={`${id}-hint`} className="text-ink-soft measure">{option.hint}</p> : null}
    </div>
  );
}

/** One of a few, all in sight. */
export function RadioGroup({ options, defaultValue, ...frame }: GroupProps & { readonly defaultValue?: string | undefined }) {
  return (
    <FieldGroup {...frame}>
      {(field) => options.map((option) => (
        <Choice
          key={option.value} type="radio" id={`${field.id}-${option.value}`} name={frame.name} option={option}
          checked={(field.typed?.[0] ?? defaultValue) === option.value}
        />
      ))}
    </FieldGroup>
  );
}

/** Any of a few, all in sight. */
export function CheckboxGroup({
  options, defaultValues = [], ...frame
}: GroupProps & { readonly defaultValues?: readonly string[] }) {
  return (
    <FieldGroup {...frame} optional marked={false}>
      {(field) => options.map((option) => (
        <Choice
          key={option.value} type="checkbox" id={`${field.id}-${option.value}`} name={frame.name} option={option}
          checked={(field.typed ?? defaultValues).includes(option.value)}
        />
      ))}
    </FieldGroup>
  );
}
