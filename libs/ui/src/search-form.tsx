import { useId } from 'react';
import { Form } from 'react-router';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { controlClass } from './text-field.tsx';

interface SearchFormProps {
  readonly label: string;
  /** The words of the button: a verb. */
  readonly action: string;
  readonly name?: string;
  readonly defaultValue?: string | null | undefined;
  /** What else the address says and the search keeps: order, state. */
  readonly keep?: Readonly<Record<string, string | null | undefined>>;
}

/** A search within a list: an address of its own, with and without JavaScript. */
export function SearchForm({ label, action, name = 'q', defaultValue, keep = {} }: SearchFormProps) {
  const id = useId();
  return (
    <Form method="get" role="search" className="search-form">
      <label htmlFor={id} className="font-700">{label}</label>
      <input id={id} name={name} type="search" autoComplete="off" defaultValue={defaultValue ?? undefined} className={controlClass('full')} />
      {Object.entries(keep).map(([key, value]) => (value ? <input key={key} type="hidden" name={key} value={value} /> : null))}
      <Button>
        <Icon name="search" />
        {action}
      </Button>
    </Form>
  );
}
