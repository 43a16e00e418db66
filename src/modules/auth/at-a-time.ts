/** Limits how many jobs of a kind run at once; the rest wait their turn. */
export function atATime(most: number) {
  let running = 0;
  const waiting: (() => void)[] = [];

  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // Hands the place to the next waiting job, if any.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
