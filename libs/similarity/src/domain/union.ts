/** Things that are connected, found while pairs come in. */
export class Union {
  private readonly above: Int32Array;

  constructor(readonly size: number) {
    this.above = Int32Array.from({ length: size }, (_, i) => i);
  }

  top(of: number): number {
    let at = of;
    for (;;) {
      const up = this.above[at] ?? at;
      if (up === at) return at;
      this.above[at] = this.above[up] ?? up;
      at = up;
    }
  }

  join(a: number, b: number): void {
    const [x, y] = [this.top(a), this.top(b)];
    if (x !== y) this.above[Math.max(x, y)] = Math.min(x, y);
  }

  connected(a: number, b: number): boolean {
    return this.top(a) === this.top(b);
  }

  /** All that is connected, each as a list in ascending order. */
  groups(): number[][] {
    const groups = new Map<number, number[]>();
    for (let i = 0; i < this.size; i += 1) {
      const top = this.top(i);
      const group = groups.get(top);
      if (group) group.push(i);
      else groups.set(top, [i]);
    }
    return [...groups.values()];
  }
}
