/** A value that JSON can write. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const DEEPEST = 500;

function text(s: string): string {
  if (!s.isWellFormed()) throw new TypeError('JSON text with a lone surrogate');
  return JSON.stringify(s);
}

function encoded(value: unknown, depth: number): string {
  if (depth > DEEPEST) throw new TypeError('JSON nested too deeply');
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('JSON number that is not finite');
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((member) => encoded(member, depth + 1)).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`JSON cannot write ${typeof value}`);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError('JSON cannot write a class instance');
  // The default order of sort is that of UTF-16 code units, as RFC 8785 asks.
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${text(key)}:${encoded(member, depth + 1)}`).join(',')}}`;
}

/** The canonical JSON text of a value (RFC 8785); throws where there is none. */
export function jcs(value: Json): string {
  return encoded(value, 0);
}
