import { createContext } from 'react';

/** The nonce of this answer's inline scripts; empty in the browser, where none are written any more. */
export const NonceContext = createContext<string | undefined>(undefined);
