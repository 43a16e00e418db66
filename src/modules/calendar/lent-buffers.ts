/** The smallest buffer that is lent, and how many of each size are kept for the next answer. */
const SMALLEST = 64 * 1024;
const KEPT_EACH = 16;

const atRest = new Map<number, Buffer[]>();

/**
 * Memory of at least so many bytes, with anything in it, for an answer that is written and sent. To take it
 * anew each time costs as much as to write into it. Whoever borrows it gives it back once the last byte has
 * left, or lets it go.
 */
export function borrowBuffer(bytes: number): Buffer {
  const size = 2 ** Math.ceil(Math.log2(Math.max(SMALLEST, bytes)));
  return atRest.get(size)?.pop() ?? Buffer.allocUnsafeSlow(size);
}

/** Ends the loan: from now on others write into it. */
export function returnBuffer(buffer: Buffer): void {
  const others = atRest.get(buffer.length) ?? [];
  atRest.set(buffer.length, others);
  if (others.length < KEPT_EACH && !others.includes(buffer)) others.push(buffer);
}
