import { fromBase32, totpCode, totpStepAt } from '@hiroba/server';
import { Trouble } from './house.ts';

/** The second factor's code of a secret at an instant, and for how many seconds it holds. */
export function codeAt(secret: string, at: Date): { readonly code: string; readonly seconds: number } {
  const bytes = fromBase32(secret);
  if (!bytes?.length) throw new Trouble('The secret is no base32 text.');
  const step = totpStepAt(at);
  return { code: totpCode(bytes, step), seconds: (step + 1) * 30 - Math.floor(at.getTime() / 1000) };
}
