import { createContext } from 'react-router';

/** The nonce of an answer's inline scripts. */
export const nonceContext = createContext('');

/** The language the person has chosen, or nothing. */
export const languageContext = createContext('');
