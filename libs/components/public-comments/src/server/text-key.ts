import { createHash } from 'node:crypto';
import { plain } from '@hiroba/similarity';

/** By what the same text is found again, however it is spaced and signed; nothing of a text without a letter. */
export function textKey(text: string): string | null {
  const compared = plain(text);
  return compared === '' ? null : createHash('sha256').update(compared).digest('hex');
}
