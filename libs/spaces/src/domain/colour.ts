const HEX = /^#[0-9a-f]{6}$/;

/** A colour as it is stored, `#rrggbb`, from what was typed; undefined when it is none. */
export function colourOf(typed: string): string | undefined {
  const text = typed.normalize('NFKC').trim().toLowerCase();
  const long = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/.exec(text)?.[1];
  if (long === undefined) return undefined;
  return `#${long.length === 3 ? [...long].map((digit) => digit + digit).join('') : long}`;
}

function luminance(colour: string): number {
  const channel = (at: number): number => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** The contrast of two colours, 1 to 21, as WCAG measures it. */
export function contrast(a: string, b: string): number {
  if (!HEX.test(a) || !HEX.test(b)) return 1;
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** The least contrast of a city's colour with white, so that its text and buttons can be read. */
export const LEAST_CONTRAST = 4.5;
