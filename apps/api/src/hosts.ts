import type { Config } from './config.ts';

/** The hosts of the first city of an installation, its own first; on this machine it always answers too. */
export function hostsOf({ origin }: Pick<Config, 'origin'>): readonly string[] {
  const own = origin ? [new URL(origin).hostname] : [];
  return [...new Set([...own, 'localhost', '127.0.0.1'])];
}
