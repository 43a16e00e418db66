/** Timers that go on only when they are told to. */
export function handTimers() {
  let now = 0;
  const waiting = new Map<object, { readonly of: number; readonly at: number; readonly call: () => void }>();

  return {
    after: (milliseconds: number, call: () => void) => {
      const timer = { cancel: () => void waiting.delete(timer) };
      waiting.set(timer, { of: milliseconds, at: now + milliseconds, call });
      return timer;
    },
    /** Lets so many milliseconds go by: what is due is called, the earliest first. */
    pass: (milliseconds: number) => {
      now += milliseconds;
      const due = [...waiting].filter(([, { at }]) => at <= now).toSorted(([, a], [, b]) => a.at - b.at);
      for (const [timer, { call }] of due) if (waiting.delete(timer)) call();
    },
    /** How many have not come yet, or those of so many milliseconds. */
    waiting: (milliseconds?: number) =>
      [...waiting.values()].filter(({ of }) => milliseconds === undefined || of === milliseconds).length,
  };
}

export type HandTimers = ReturnType<typeof handTimers>;
