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

interface Failed {
  readonly name?: string;
  readonly message?: string;
  readonly code?: unknown;
  readonly severity?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly routine?: string;
  readonly stack?: string;
  readonly cause?: unknown;
  readonly originalError?: unknown;
}

const isError = (value: unknown): value is Failed => typeof value === 'object' && value !== null && 'message' in value;

/** The failure below all wrappings: what the database or our code threw. */
export function rootOf(error: unknown): unknown {
  let root = error;
  for (let depth = 0; depth < 8 && isError(root); depth += 1) {
    const inner = isError(root.originalError) ? root.originalError : isError(root.cause) ? root.cause : undefined;
    if (!inner) break;
    root = inner;
  }
  return root;
}

/** The SQLSTATE of a failure of the database. */
export function sqlStateOf(error: unknown): string | undefined {
  const root = rootOf(error);
  const code = isError(root) ? root.code : undefined;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

// Ended by the administrator, shut down, starting up; connection failures; nobody listens.
const lost = new Set(['57P01', '57P02', '57P03', '08000', '08001', '08003', '08006', 'ECONNREFUSED', 'ECONNRESET']);

/** Whether the connection to the database ended under the work: nobody knows if its last change was kept, and asking again tells. */
export function connectionLost(error: unknown): boolean {
  const root = rootOf(error);
  if (!isError(root)) return false;
  const { code, errors } = root as Failed & { errors?: readonly Failed[] };
  return (
    lost.has(String(code ?? errors?.[0]?.code)) ||
    /^(Connection terminated|Client has encountered a connection error)/.test(root.message ?? '')
  );
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
  if (!isError(root)) return { type: typeof root };
  const { name = 'Error', message, code, constraint, table, routine, stack } = root;
  const state = sqlStateOf(root);
  return {
    type: name,
    stack: frames(stack),
    ...(state ? { code: state, constraint, table, routine } : { message, ...(typeof code === 'string' && { code }) }),
  };
}
