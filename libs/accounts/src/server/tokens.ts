import { createHash, randomBytes, randomInt } from 'node:crypto';
import { codeAlphabet } from '../domain/person.ts';

/** A new secret of 256 random bits for a cookie or a link. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** The form in which a secret is kept. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** A new account code: eight characters that cannot be misread. */
export const newCode = (): string =>
  Array.from({ length: 8 }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join('');
