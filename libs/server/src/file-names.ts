import { composed, firstGraphemes, graphemes } from '@hiroba/kernel';

const LONGEST = 200;
const NAMELESS = 'file';
const INVISIBLE = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;
const FORBIDDEN = /[<>:"|?*]/g;
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

function extensionOf(name: string): string {
  return /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? '';
}

function shortened(name: string): string {
  if (graphemes(name) <= LONGEST) return name;
  const extension = extensionOf(name);
  const stem = name.slice(0, name.length - extension.length);
  return `${firstGraphemes(stem, LONGEST - extension.length - 1)}…${extension}`;
}

/** The sent name of a file as text to show: no path, controls or direction marks, at most 200 characters. */
export function displayFileName(sent: string): string {
  const last = sent.toWellFormed().split(/[\\/]/).at(-1) ?? '';
  const name = composed(last.replace(INVISIBLE, '').replace(FORBIDDEN, '_')).replace(/^[.\s]+/, '');
  let end = name.length;
  while (end > 0 && /[.\s]/.test(name.charAt(end - 1))) end -= 1;
  const clean = name.slice(0, end).replace(DEVICE, '_$&');
  return clean === '' ? NAMELESS : shortened(clean);
}

function encoded(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The header that names a served file (RFC 6266), with a plain form for old clients. */
export function contentDisposition(kind: 'inline' | 'attachment', sent: string): string {
  const name = displayFileName(sent);
  const plain = name.replace(/[^\x20-\x7e]+|["\\%;]/g, '_');
  return plain === name
    ? `${kind}; filename="${name}"`
    : `${kind}; filename="${plain}"; filename*=UTF-8''${encoded(name)}`;
}
