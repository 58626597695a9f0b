const tails = new Map<string, Promise<unknown>>();

/** Runs a step alone among all steps with the same key in this process, in order of arrival. */
export async function oneAtATime<T>(key: string, step: () => Promise<T>): Promise<T> {
  const before = tails.get(key) ?? Promise.resolve();
  const mine = before.then(step, step);
  const tail = mine.catch(() => {});
  tails.set(key, tail);
  try {
    return await mine;
  } finally {
    if (tails.get(key) === tail) tails.delete(key);
  }
}
