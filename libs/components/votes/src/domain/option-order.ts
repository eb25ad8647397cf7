/** The order of two texts by their code points, which is that of their UTF-8 bytes. */
export function byCodePoint(a: string, b: string): number {
  const least = Math.min(a.length, b.length);
  for (let i = 0; i < least; i += 1) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x === y) continue;
    // A surrogate stands for a code point above all others.
    const [high, low] = [x >= 0xd8_00 && x <= 0xdf_ff, y >= 0xd8_00 && y <= 0xdf_ff];
    return high === low ? x - y : high ? 1 : -1;
  }
  return a.length - b.length;
}

const digits = /^\d+$/;
const bare = (id: string): string => id.replace(/^0+(?=\d)/, '');

/** The order of option ids in results: those of digits only come first, as numbers; others by code point (voting design, 7.2). */
export function byId(a: string, b: string): number {
  const [first, second] = [digits.test(a), digits.test(b)];
  if (first !== second) return first ? -1 : 1;
  if (!first) return byCodePoint(a, b);
  const [x, y] = [bare(a), bare(b)];
  return x.length - y.length || byCodePoint(x, y) || a.length - b.length;
}
