/** An option of a vote under the name that people read. */
export interface NamedOption {
  readonly id: string;
  readonly name: string;
  readonly cost?: string | null | undefined;
}

/** Names of options by their ids. */
export function namer(options: readonly NamedOption[]): (id: string) => string {
  const names = new Map(options.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}
