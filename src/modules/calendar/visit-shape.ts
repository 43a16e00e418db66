import type { VisitTerms } from "./rules.ts";

/** A section of a visit, in minutes from its start; negative before it. */
export type Run = { readonly from: number; readonly to: number };

/** The shape of a visit, independent of when it starts: all in minutes from its start. */
export type VisitShape = {
  readonly duration: number;
  /** The visit with its buffers: what its resources are occupied for. */
  readonly whole: Run;
  /** What the staff member is occupied for: the longest runs without a staff-free step, buffers included. */
  readonly staffRuns: readonly Run[];
  /** From the start of the first staff run to the end of the last; the visit itself if there are none. */
  readonly staffOuter: Run;
};

const shapes = new WeakMap<VisitTerms, VisitShape>();

/**
 * Lays out steps and buffers (SCHEDULING rule 5): buffers are the staff member's time, at the outer edges.
 */
export function visitShape(terms: VisitTerms): VisitShape {
  const known = shapes.get(terms);
  if (known) return known;
  const shape = layOut(terms);
  shapes.set(terms, shape);
  return shape;
}

function layOut(terms: VisitTerms): VisitShape {
  const { durationMinutes: duration, bufferBeforeMinutes: before, bufferAfterMinutes: after } = terms;
  const staffRuns = busyRuns(-before, [
    { minutes: before, staffFree: false },
    ...(terms.steps.length === 0 ? [{ minutes: duration, staffFree: false }] : terms.steps),
    { minutes: after, staffFree: false },
  ]);
  const [first, last] = [staffRuns[0], staffRuns.at(-1)];
  return {
    duration,
    whole: { from: -before, to: duration + after },
    staffRuns,
    staffOuter: first && last ? { from: first.from, to: last.to } : { from: 0, to: duration },
  };
}

function busyRuns(start: number, parts: VisitTerms["steps"]): Run[] {
  const runs: Run[] = [];
  let from = start;
  for (const part of parts) {
    const to = from + part.minutes;
    const previous = runs.at(-1);
    if (part.minutes > 0 && !part.staffFree) {
      if (previous?.to === from) runs[runs.length - 1] = { from: previous.from, to };
      else runs.push({ from, to });
    }
    from = to;
  }
  return runs;
}
