/** A mail address: as it is written to, and as addresses are compared. */
export interface Address {
  readonly address: string;
  /** Lower-case punycode domain, local part case-folded in NFKC; plus tags are kept apart. */
  readonly key: string;
}

const LOCAL = /^[^\s\p{C}"(),:;<>@[\\\]]{1,64}$/u;
const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;

function asciiDomain(typed: string): string | undefined {
  if (/[\s\p{C}/?#:@[\]\\%]/u.test(typed)) return undefined;
  const { hostname } = URL.parse(`http://${typed}`) ?? {};
  return hostname && DOMAIN.test(hostname) ? hostname : undefined;
}

/** Reads a typed address, full width included; undefined when nothing could be sent there. */
export function mailAddress(typed: string): Address | undefined {
  if (typed.length > 1000) return undefined;
  const text = typed.normalize('NFKC').trim();
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  const domain = asciiDomain(text.slice(at + 1));
  if (at < 1 || !domain || !LOCAL.test(local)) return undefined;
  const address = `${local}@${domain}`;
  return address.length > 254 ? undefined : { address, key: `${local.toLowerCase()}@${domain}` };
}
