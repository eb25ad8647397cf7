interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly none: string;
  readonly chosen: string | null;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** One of several values that a list is narrowed to, as its address carries it. */
export function Choice({ name, label, none, chosen, options }: ChoiceProps) {
  return (
    <label className="grid gap-1 min-w-0">
      <span className="text-ink-soft">{label}</span>
      <span className="select select-full">
        <select name={name} defaultValue={chosen ?? ''} className="control control-full">
          <option value="">{none}</option>
          {options.map(({ value, label: words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </span>
    </label>
  );
}

/** A day that a list is narrowed to. */
export function DayChoice({ name, label, typed }: { name: string; label: string; typed: string }) {
  return (
    <label className="grid grid-cols-1 gap-1">
      <span className="text-ink-soft">{label}</span>
      <input type="date" name={name} defaultValue={typed} className="control control-short" />
    </label>
  );
}
