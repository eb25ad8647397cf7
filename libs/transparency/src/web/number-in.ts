const LARGEST = 2 ** 31;

/** The number of an entry in an address, written as numbers are; nothing else names one. */
export const numberIn = (typed: string): number | undefined =>
  /^(?:0|[1-9]\d{0,9})$/.test(typed) && Number(typed) < LARGEST ? Number(typed) : undefined;
