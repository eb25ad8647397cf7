/** A colour as red, green and blue, 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** A height for each column, or a value for each row. */
export type Curve = (at: number) => number;

/** The colour between two others. */
export const mixed = (a: Colour, b: Colour, share: number): Colour => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
];

/** A colour written as `#rrggbb`. */
export const colourOf = (hex: string): Colour => {
  const n = Number.parseInt(hex.slice(1), 16);
  return [n >> 16, (n >> 8) & 255, n & 255];
};

/** A sheet of pixels with the few shapes that a calm drawing needs; edges are smooth. */
export class Canvas {
  readonly pixels: Uint8Array;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.pixels = new Uint8Array(width * height * 3);
  }

  /** The whole sheet, from one colour at the top to another at the bottom. */
  sky(top: Colour, bottom: Colour): void {
    for (let y = 0; y < this.height; y += 1) {
      const row = y * this.width * 3;
      this.pixels.set(mixed(top, bottom, y / this.height), row);
      for (let filled = 3; filled < this.width * 3; filled *= 2) {
        this.pixels.copyWithin(row + filled, row, row + Math.min(filled, this.width * 3 - filled));
      }
    }
  }

  /** Everything below a curve. */
  ground(edge: Curve, colour: Colour): void {
    for (let x = 0; x < this.width; x += 1) {
      const top = edge(x);
      for (let y = Math.max(0, Math.floor(top)); y < this.height; y += 1) this.#dab(x, y, colour, y + 1 - top);
    }
  }

  /** A band that runs down the sheet from one row to another: a river, a path. */
  strip(from: number, to: number, centre: Curve, half: Curve, colour: Colour): void {
    for (let y = Math.floor(from); y < Math.min(to, this.height); y += 1) {
      const [left, right] = [centre(y) - half(y), centre(y) + half(y)];
      for (let x = Math.max(0, Math.floor(left)); x <= Math.min(this.width - 1, right); x += 1) {
        this.#dab(x, y, colour, Math.min(x + 1 - left, right - x));
      }
    }
  }

  /** A disc; stretched, an ellipse. */
  disc(cx: number, cy: number, radius: number, colour: Colour, stretch = 1): void {
    this.#fill(
      cx - radius * stretch,
      cy - radius,
      cx + radius * stretch,
      cy + radius,
      colour,
      (x, y) => radius - Math.hypot((x - cx) / stretch, y - cy) + 0.5,
    );
  }

  /** A box with round corners, by its middle at the bottom. */
  box(cx: number, bottom: number, width: number, height: number, colour: Colour, round = 0): void {
    const [hx, hy, cy] = [width / 2 - round, height / 2 - round, bottom - height / 2];
    this.#fill(cx - width / 2, bottom - height, cx + width / 2, bottom, colour, (x, y) => {
      const [dx, dy] = [Math.abs(x - cx) - hx, Math.abs(y - cy) - hy];
      return round - Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) - Math.min(Math.max(dx, dy), 0) + 0.5;
    });
  }

  /** A roof, or a part of one: level edges of two widths. */
  gable(cx: number, bottom: number, width: number, height: number, colour: Colour, top = 0): void {
    const half: Curve = (y) => (top + (width - top) * ((y - bottom + height + 0.5) / height)) / 2;
    this.strip(bottom - height, bottom, () => cx, half, colour);
  }

  #fill(
    left: number,
    top: number,
    right: number,
    bottom: number,
    colour: Colour,
    coverage: (x: number, y: number) => number,
  ): void {
    for (let y = Math.max(0, Math.floor(top)); y < Math.min(this.height, bottom + 1); y += 1) {
      for (let x = Math.max(0, Math.floor(left)); x < Math.min(this.width, right + 1); x += 1) {
        this.#dab(x, y, colour, coverage(x + 0.5, y + 0.5));
      }
    }
  }

  #dab(x: number, y: number, colour: Colour, coverage: number): void {
    if (coverage <= 0) return;
    const at = (y * this.width + x) * 3;
    const share = Math.min(coverage, 1);
    for (const part of [0, 1, 2] as const) {
      const under = this.pixels[at + part] ?? 0;
      this.pixels[at + part] = under + (colour[part] - under) * share;
    }
  }
}
