import type { Config } from './config.ts';

/** The hosts of the first city of an installation, its own first; on this machine it always answers too. */
export function hostsOf({ origin }: Pick<Config, 'origin'>): readonly string[] {
  const own = origin ? [new URL(origin).hostname] : [];
  return [...new Set([...own, 'localhost', '127.0.0.1'])];
}

const loopback = new Set(['localhost', '127.0.0.1', '::1']);

/** The address under which a host of this installation is reached. */
export const originsOf = ({ origin, port }: Pick<Config, 'origin' | 'port'>) => (host: string): string =>
  origin ?? (loopback.has(host) ? `http://${host}:${port}` : `https://${host}`);
