/** What was thrown, as far as anything can be read of it. */
export interface Failed {
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

/** Whether what was thrown says something of itself. */
export const isFailed = (value: unknown): value is Failed =>
  typeof value === 'object' && value !== null && 'message' in value;

/** The failure below all wrappings: what the database or our code threw. */
export function rootOf(error: unknown): unknown {
  let root = error;
  for (let depth = 0; depth < 8 && isFailed(root); depth += 1) {
    const inner = isFailed(root.originalError) ? root.originalError : isFailed(root.cause) ? root.cause : undefined;
    if (!inner) break;
    root = inner;
  }
  return root;
}

/** The SQLSTATE of a failure of the database. */
export function sqlStateOf(error: unknown): string | undefined {
  const root = rootOf(error);
  const code = isFailed(root) ? root.code : undefined;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

// Ended by the administrator, shut down, starting up; connection failures; nobody listens, or nobody reads any more.
const lost = new Set(['57P01', '57P02', '57P03', '08000', '08001', '08003', '08006', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE']);

/** Whether the connection to the database ended under the work: nobody knows if its last change was kept, and asking again tells. */
export function connectionLost(error: unknown): boolean {
  const root = rootOf(error);
  if (!isFailed(root)) return false;
  const { code, errors, syscall } = root as Failed & { errors?: readonly Failed[]; syscall?: string };
  // The socket of a server that stopped is gone.
  if (code === 'ENOENT' && syscall === 'connect') return true;
  return (
    lost.has(String(code ?? errors?.[0]?.code)) ||
    /^(Connection terminated|Client has encountered a connection error)/.test(root.message ?? '')
  );
}
