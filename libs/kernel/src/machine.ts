type Table = Readonly<Record<string, Readonly<Record<string, string>>>>;
type Targets<T extends Table> = { [S in keyof T]: { readonly [A in keyof T[S]]: keyof T & string } };
type ActionOf<T extends Table> = { [S in keyof T]: keyof T[S] }[keyof T] & string;

/** A transition table: states, the actions each allows, and where they lead. */
export interface Machine<S extends string, A extends string> {
  readonly states: readonly [S, ...S[]];
  next(state: S, action: A): S | undefined;
}

/** Makes a machine of a literal table; an unknown target state does not compile. */
export function machine<const T extends Table>(table: T & Targets<T>): Machine<keyof T & string, ActionOf<T>> {
  const states = Object.keys(table) as [keyof T & string, ...(keyof T & string)[]];
  return {
    states,
    next: (state, action) => table[state]?.[action] as (keyof T & string) | undefined,
  };
}
