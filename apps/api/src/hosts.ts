import type { Config } from './config.ts';

/** The hosts of the first city of an installation, its own first; on this machine it always answers too. */
export function hostsOf({ origin }: Pick<Config, 'origin'>): readonly string[] {
  const own = origin ? [new URL(origin).hostname] : [];
  return [...new Set([...own, 'localhost', '127.0.0.1'])];
}

const loopback = new Set(['localhost', '127.0.0.1', '::1']);

/** The address under which a host of this installation is reached; the configured one is the first city's and nobody else's. */
export const originsOf = ({ origin, port }: Pick<Config, 'origin' | 'port'>) => (host: string): string => {
  const isLocal = loopback.has(host.replace(/:\d+$/, ''));
  if (origin && (isLocal || new URL(origin).hostname === host.replace(/:\d+$/, ''))) return origin;
  return isLocal ? `http://${host}:${port}` : `https://${host}`;
};
