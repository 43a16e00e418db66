/** Timers that only advance on request. */
export function handTimers() {
  let now = 0;
  const waiting = new Map<object, { readonly of: number; readonly at: number; readonly call: () => void }>();

  return {
    after: (milliseconds: number, call: () => void) => {
      const timer = { cancel: () => void waiting.delete(timer) };
      waiting.set(timer, { of: milliseconds, at: now + milliseconds, call });
      return timer;
    },
    /** Advances by so many milliseconds and calls what becomes due, earliest first. */
    pass: (milliseconds: number) => {
      now += milliseconds;
      const due = [...waiting].filter(([, { at }]) => at <= now).toSorted(([, a], [, b]) => a.at - b.at);
      for (const [timer, { call }] of due) if (waiting.delete(timer)) call();
    },
    /** How many timers are pending, or how many with this delay. */
    waiting: (milliseconds?: number) =>
      [...waiting.values()].filter(({ of }) => milliseconds === undefined || of === milliseconds).length,
  };
}

export type HandTimers = ReturnType<typeof handTimers>;
