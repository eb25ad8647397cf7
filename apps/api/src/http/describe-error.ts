import { isFailed, rootOf, sqlStateOf } from '@hiroba/server';

/** What the log keeps of a failure: where it happened and its kind, never the values it was about. */
export interface DescribedError {
  readonly type: string;
  readonly message?: string;
  readonly code?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly routine?: string;
  readonly stack?: readonly string[];
}

const frames = (stack: string | undefined): string[] =>
  (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim());

/** Describes a failure for the log; messages of the database quote what people typed, so only their code is kept. */
export function describeError(error: unknown): DescribedError {
  const root = rootOf(error);
  if (!isFailed(root)) return { type: typeof root };
  const { name = 'Error', message, code, constraint, table, routine, stack } = root;
  const state = sqlStateOf(root);
  return {
    type: name,
    stack: frames(stack),
    ...(state ? { code: state, constraint, table, routine } : { message, ...(typeof code === 'string' && { code }) }),
  };
}
