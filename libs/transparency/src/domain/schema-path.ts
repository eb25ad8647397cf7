/** The path, below the prefix of a log, of the file of leaf types with a digest. */
export const schemaPath = (sha256Hex: string): string => `schema/${sha256Hex}`;
