import { createContext } from 'react-router';

/** The nonce of an answer's inline scripts. */
export const nonceContext = createContext('');

/** Where the failures of pages are told. */
export const reportContext = createContext<(error: unknown) => void>(() => undefined);

/** The language the person has chosen, or nothing. */
export const languageContext = createContext('');
