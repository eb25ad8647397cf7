/** One value now and one after each wake that changes it, until the consumer stops. */
export function changesOf<T>(wakes: AsyncIterator<unknown>, read: () => Promise<T | undefined>): AsyncIterableIterator<T> {
  let woken = true;
  let before: string | undefined;
  const next = async (): Promise<IteratorResult<T>> => {
    for (;;) {
      if (!woken && (await wakes.next()).done) return { done: true, value: undefined };
      woken = false;
      const value = await read();
      const text = JSON.stringify(value);
      if (value === undefined || text === before) continue;
      before = text;
      return { done: false, value };
    }
  };
  const stop = async (): Promise<IteratorResult<T>> => {
    await wakes.return?.();
    return { done: true, value: undefined };
  };
  const iterator: AsyncIterableIterator<T> = { next, return: stop, [Symbol.asyncIterator]: () => iterator };
  return iterator;
}
