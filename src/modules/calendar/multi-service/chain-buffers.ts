import { type Instant, MINUTE } from "#kernel/instant.ts";

/** A part of a visit of several services, with the buffers of its service. */
export type BufferedPart = {
  readonly staffId: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
};

export type Buffers = { readonly bufferBeforeMinutes: number; readonly bufferAfterMinutes: number };

/**
 * What is left of the buffers inside a visit (SCHEDULING rule 5). Between two parts of the same person they
 * take no more than the time between the parts: where one follows the other they fall away. Who hands the
 * customer on to somebody else keeps the time to clear up, and the other one the time to prepare, both beside
 * the visit: the customer does not wait for either.
 */
export function planChainBuffers(parts: readonly BufferedPart[]): Buffers[] {
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
