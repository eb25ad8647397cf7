import { sha256 } from '@noble/hashes/sha2.js';
import { checkPackage, type PackageVerdict } from './package-check.ts';
import type { Progress } from './tally/progress.ts';

/** Counts a result package anew, wherever it is asked: nothing here needs a server, a page or a network. */
export function recount(files: Readonly<Record<string, string>>, tell?: Progress): PackageVerdict {
  const bytes = Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)] as const);
  return checkPackage(new Map(bytes), sha256, undefined, tell);
}
