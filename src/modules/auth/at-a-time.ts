/** Lets only so many of a kind of work run at once; the rest waits its turn. */
export function atATime(most: number) {
  let running = 0;
  const waiting: (() => void)[] = [];

  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // The place goes to the next one, if there is any.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
