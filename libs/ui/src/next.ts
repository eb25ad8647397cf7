/** Characters no path of ours contains: controls, blanks of any script, and the backslash browsers read as a slash. */
const STRANGE = /[\\\s\p{C}]/u;

/** Addresses that end a session or only send one on. */
const PASSING = /(^|\/)(logout|sign-out|redirect)(\/|$)/;

/** A place to go on to after signing in: a path of this site, or the fallback for anything else. */
export function nextPath(wanted: unknown, fallback: string): string {
  if (typeof wanted !== 'string' || !/^\/(?!\/)/.test(wanted) || STRANGE.test(wanted)) return fallback;
  try {
    const decoded = decodeURIComponent(wanted);
    if (!/^\/(?!\/)/.test(decoded) || STRANGE.test(decoded.replaceAll(/[ \u3000]/g, ''))) return fallback;
    const url = new URL(wanted, 'https://origin.invalid');
    const ours = url.origin === 'https://origin.invalid' && !url.pathname.startsWith('//');
    return ours && !PASSING.test(url.pathname) && !url.searchParams.has('next') ? wanted : fallback;
  } catch {
    return fallback;
  }
}
