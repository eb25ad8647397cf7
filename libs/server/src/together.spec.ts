import { describe, expect, it } from '@jest/globals';
import { Together } from './together.ts';

/** Questions whose answers are given by hand. */
function asking() {
  const together = new Together<{ n: number; replies?: number[] }>();
  const begun: { resolve: (rows: { n: number }[]) => void; reject: (error: Error) => void }[] = [];
  const ask = (key = 'same') =>
    together.ask(key, () => new Promise((resolve, reject) => begun.push({ resolve, reject })));
  return { ask, begun };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('those who ask the same at the same time', () => {
  it('are answered by one more question, which begins after they came', async () => {
    const { ask, begun } = asking();
    const first = ask();
    const [second, third] = [ask(), ask()];
    await turn();
    expect(begun).toHaveLength(1);
    begun[0]?.resolve([{ n: 1 }]);
    expect(await first).toEqual([{ n: 1 }]);
    await turn();
    expect(begun).toHaveLength(2);
    const fourth = ask();
    begun[1]?.resolve([{ n: 2 }]);
    expect(await Promise.all([second, third])).toEqual([[{ n: 2 }], [{ n: 2 }]]);
    await turn();
    begun[2]?.resolve([{ n: 3 }]);
    expect(await fourth).toEqual([{ n: 3 }]);
    expect(begun).toHaveLength(3);
  });

  it('get rows of their own, for each may fill them in', async () => {
    const { ask, begun } = asking();
    const first = ask();
    const both = [ask(), ask()].map(async (answer) => Object.assign((await answer)[0] ?? {}, { replies: [] }));
    begun[0]?.resolve([]);
    await first;
    await turn();
    begun[1]?.resolve([{ n: 2 }]);
    const [second, third] = await Promise.all(both);
    expect(second).toEqual(third);
    expect(second).not.toBe(third);
  });

  it('do not wait for other questions, nor fail with the one before', async () => {
    const { ask, begun } = asking();
    const [first, other, second] = [ask(), ask('other'), ask()];
    expect(begun).toHaveLength(2);
    begun[0]?.reject(new Error('gone'));
    await expect(first).rejects.toThrow('gone');
    await turn();
    begun[2]?.resolve([{ n: 2 }]);
    expect(await second).toEqual([{ n: 2 }]);
    begun[1]?.resolve([]);
    await other;
    void ask();
    expect(begun).toHaveLength(4);
  });
});
