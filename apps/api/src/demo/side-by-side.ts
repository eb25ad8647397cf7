import type { Act } from '@hiroba/demo';

/** Whether the later of two acts waits until the earlier has happened: the record is written in the order of time, and one subject is changed by one act at a time. */
const waitsFor = (later: Act, earlier: Act): boolean =>
  (!later.quiet && !earlier.quiet && later.at !== earlier.at)
  || later.about === earlier.about || later.about === undefined || earlier.about === undefined;

/** How far ahead of the record quiet acts may run. */
const AHEAD = 100;

/** Lets acts happen in their order, a number of them side by side as far as none waits for another; the first failure ends it. */
export async function sideBySide(acts: readonly Act[], most: number, happen: (act: Act) => Promise<void>): Promise<void> {
  const waiting = [...acts];
  const going = new Map<Act, Promise<void>>();
  const next = (): number => {
    const before = [...going.keys()];
    return waiting.slice(0, AHEAD).findIndex((act) => !before.some((earlier) => waitsFor(act, earlier)) || before.push(act) === 0);
  };
  while (waiting.length > 0) {
    const index = going.size < most ? next() : -1;
    const [act] = index < 0 ? [] : waiting.splice(index, 1);
    if (act) going.set(act, happen(act).then(() => void going.delete(act)));
    else await Promise.race(going.values());
  }
  await Promise.all(going.values());
}
