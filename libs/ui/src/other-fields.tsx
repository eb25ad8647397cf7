import { civilIn } from '@hiroba/kernel';
import { Field, asked, described, type FieldProps } from './field.tsx';
import { useSite } from './site.tsx';
import { controlClass } from './text-field.tsx';

interface FileFieldProps extends FieldProps {
  /** Kinds the browser offers first; the server looks into the file whatever it is called. */
  readonly accept?: string;
  readonly multiple?: boolean;
}

/** A file from the person's own device. */
export function FileField({ accept, multiple, ...frame }: FileFieldProps) {
  return (
    <Field {...frame}>
      {(field) => (
        <input
          id={field.id} name={frame.name} type="file" accept={accept} multiple={multiple}
          className={`${controlClass('medium')} control-file`} {...asked(frame.optional)} {...described(field, frame.hint)}
        />
      )}
    </Field>
  );
}

const two = (n: number): string => String(n).padStart(2, '0');

/** An instant as a date and time field writes it, in the organisation's zone. */
function localText(at: string | Date, zone: string): string {
  const { year, month, day, hour, minute } = civilIn(new Date(at), zone);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

interface DateTimeFieldProps extends FieldProps {
  readonly defaultValue?: string | Date | null | undefined;
}

/** A date and time in the organisation's zone; the server reads it with `instantOf` in the same zone. */
export function DateTimeField({ defaultValue, ...frame }: DateTimeFieldProps) {
  const { timeZone } = useSite();
  return (
    <Field {...frame}>
      {(field) => (
        <input
          id={field.id} name={frame.name} type="datetime-local" className={controlClass('short')}
          defaultValue={field.typed?.[0] ?? (defaultValue ? localText(defaultValue, timeZone) : undefined)}
          {...asked(frame.optional)} {...described(field, frame.hint)}
        />
      )}
    </Field>
  );
}

/** A day, as the organisation's calendar has it. */
export function DateField({ defaultValue, ...frame }: FieldProps & { readonly defaultValue?: string | undefined }) {
  return (
    <Field {...frame}>
      {(field) => (
        <input
          id={field.id} name={frame.name} type="date" className={controlClass('short')} defaultValue={field.typed?.[0] ?? defaultValue}
          {...asked(frame.optional)} {...described(field, frame.hint)}
        />
      )}
    </Field>
  );
}
