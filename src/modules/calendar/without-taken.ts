import type { Instant } from "#kernel/instant.ts";

/** Time of a person or resource; the end is exclusive. */
export type Stretch = { readonly subjectId: string; readonly start: Instant; readonly end: Instant };

/** What is left of these times without those that are taken. */
export function withoutTaken<Time extends Stretch>(
  times: readonly Time[],
  taken: readonly Stretch[],
): readonly Time[] {
  return taken.reduce((left, one) => left.flatMap((time) => cut(time, one)), times);
}

function cut<Time extends Stretch>(time: Time, hole: Stretch): readonly Time[] {
  const isApart = time.subjectId !== hole.subjectId || hole.end <= time.start || time.end <= hole.start;
  if (isApart) return [time];
  const before = { ...time, end: hole.start };
  const after = { ...time, start: hole.end };
  return [before, after].filter(({ start, end }) => start < end);
}
