/** Injection token of the directory of the installation. */
export const DATA_DIR = Symbol('DATA_DIR');

/** Injection token of the address of the database, for connections that are held. */
export const DATABASE_URL = Symbol('DATABASE_URL');

/** Injection token of the directory of the keys that sign the log, or of null: then it is in that of the installation. */
export const SIGNER_DIR = Symbol('SIGNER_DIR');
