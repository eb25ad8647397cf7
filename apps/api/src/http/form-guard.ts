import { timingSafeEqual } from 'node:crypto';
import type { Caller, Vault } from '@hiroba/server';

/** The proof that a form was shown by us to this very session: a second net behind the cross-site gate. */
export interface FormGuard {
  token(): string;
  accepts(token: unknown): boolean;
}

const lifeMs = 12 * 3_600_000;
const shape = /^([0-9a-z]{1,11})\.([A-Za-z0-9_-]{43})$/;

/** The guard of one session's forms; who has no session has nothing that a foreign form could spend. */
export function formGuard(vault: Vault, { organisationId, sessionId }: Caller, now = Date.now): FormGuard {
  const proof = (until: string): string => vault.digest('form', `${organisationId} ${sessionId} ${until}`);
  return {
    token() {
      const until = (now() + lifeMs).toString(36);
      return sessionId ? `${until}.${proof(until)}` : '';
    },
    accepts(token) {
      if (!sessionId) return true;
      const [, until = '', given = ''] = typeof token === 'string' ? (shape.exec(token) ?? []) : [];
      if (!given || Number.parseInt(until, 36) <= now()) return false;
      return timingSafeEqual(Buffer.from(given), Buffer.from(proof(until)));
    },
  };
}
