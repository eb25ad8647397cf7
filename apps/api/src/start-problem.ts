import type { Config } from './config.ts';

interface Failure {
  readonly code?: string;
  readonly message?: string;
  readonly errors?: readonly Failure[];
}

const unwritable = new Set(['EACCES', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EEXIST']);
const unreachable = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ECONNRESET']);

function databaseProblem(code: string, config: Config): string | undefined {
  const at = config.databaseUrl ? `at ${new URL(config.databaseUrl).host}, which DATABASE_URL names,` : `under ${config.dataDir}`;
  if (unreachable.has(code)) return `the database ${at} cannot be reached (${code}).`;
  if (code === '28P01' || code === '28000') return `the database ${at} does not accept the user or password.`;
  if (code === '3D000') return `the database ${at} does not exist; create it first.`;
  if (code === '42501') return `the user of the database ${at} may not do what is needed; it must own the database.`;
  return undefined;
}

/** Why the server did not start, in one sentence for its operator; undefined when the reason is not a known one. */
export function startProblem(error: unknown, config: Config): string | undefined {
  const { code, message = '', errors } = error as Failure;
  const first = code ?? errors?.[0]?.code ?? '';
  if (first === 'EADDRINUSE') {
    return `port ${config.port} is taken, perhaps by another Hiroba; stop that, or start with another one: PORT=${config.port + 1} npm start.`;
  }
  if (first === 'EACCES' && /listen/.test(message)) return `this user may not listen on port ${config.port}; choose one above 1023 by PORT.`;
  if (unwritable.has(first)) return `the directory ${config.dataDir} cannot be written (${first}).`;
  if (first === 'ERR_MODULE_NOT_FOUND' && /web\/server/.test(message)) return 'the pages are not built; run npm run build.';
  // What the database's own launcher and check say is meant for the operator already.
  if (first === '' && /^(PostgreSQL|The database|No port|initdb) /.test(message)) return message;
  return databaseProblem(first, config);
}
