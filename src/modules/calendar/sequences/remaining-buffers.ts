import { type Instant, MINUTE } from "#kernel/instant.ts";

/** One part of a visit of several services, with its service's buffers. */
export type BufferedPart = {
  readonly staffId: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
};

export type Buffers = { readonly bufferBeforeMinutes: number; readonly bufferAfterMinutes: number };

/**
 * The buffers that remain inside a visit (SCHEDULING rule 5). Between two parts served by the same person
 * they shrink to the time between the parts, to nothing if one directly follows the other. When the customer
 * changes person, the first keeps the time to clear up and the second the time to prepare, both in parallel
 * to the visit: the customer waits for neither.
 */
export function planRemainingBuffers(parts: readonly BufferedPart[]): Buffers[] {
  const after = parts.map((part, i) => {
    const next = parts.slice(i + 1).find((other) => other.staffId === part.staffId);
    return Math.min(part.bufferAfterMinutes, next ? (next.start - part.end) / MINUTE : Infinity);
  });
  return parts.map((part, i) => {
    const earlier = parts.slice(0, i).findLastIndex((other) => other.staffId === part.staffId);
    const between = earlier < 0 ? Infinity : (part.start - parts[earlier]!.end) / MINUTE - after[earlier]!;
    return {
      bufferBeforeMinutes: Math.min(part.bufferBeforeMinutes, between),
      bufferAfterMinutes: after[i]!,
    };
  });
}
