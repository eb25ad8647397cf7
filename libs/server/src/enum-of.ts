/** The values of a domain as the object that GraphQL makes an enum of; every value is its own name. */
export const enumOf = <V extends string>(values: readonly V[]) => Object.fromEntries(values.map((value) => [value, value])) as { [K in V]: K };
