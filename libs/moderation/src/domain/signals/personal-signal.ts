import { personalDataIn, type PersonalDataKind } from '@hiroba/kernel';
import type { Signal } from './signal.ts';

const VERSION = 1;
const SCORES: Readonly<Record<PersonalDataKind, number>> = {
  MY_NUMBER: 0.9,
  PHONE: 0.9,
  MAIL: 0.9,
  CARD: 0.8,
  BANK_ACCOUNT: 0.8,
  POSTAL_ADDRESS: 0.8,
  LICENCE_PLATE: 0.6,
  NAME: 0.6,
};

/** A hint where a text tells who or where somebody is; `allowed` are numbers and addresses that the city gives out. */
export function personalSignal(text: string, allowed: readonly string[] = []): Signal | undefined {
  const found = personalDataIn(text, allowed);
  const [gravest] = [...found].sort((a, b) => SCORES[b.kind] - SCORES[a.kind]);
  if (!gravest) return undefined;
  return {
    id: 'PERSONAL_DATA',
    version: VERSION,
    score: SCORES[gravest.kind],
    spans: found.map(({ from, to }) => ({ from, to })),
    facts: { found: found.length, kind: gravest.kind },
  };
}
