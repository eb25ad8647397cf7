/** The sign of Hiroba: people in a ring around an open square. */
export const Mark = () => (
  <svg viewBox="0 0 32 32" width="32" height="32" fill="none" stroke="currentColor" aria-hidden="true" focusable="false">
    <path d="M6.6 20.500A10.500 10.500 0 0 1 11.800 6.400M20.200 6.400a10.500 10.500 0 0 1 5.200 14.100M21.500 24.900a10.500 10.500 0 0 1-11 0" strokeWidth="3.500" strokeLinecap="round" />
    <circle cx="16" cy="16" r="4" fill="currentColor" stroke="none" />
  </svg>
);
