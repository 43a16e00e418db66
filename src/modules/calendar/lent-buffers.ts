/** The smallest size lent, and how many buffers of each size are kept for reuse. */
const SMALLEST = 64 * 1024;
const KEPT_EACH = 16;

const atRest = new Map<number, Buffer[]>();

/**
 * An uninitialized buffer of at least this many bytes. Allocating one per answer would cost as much as
 * writing the answer. Return it (`returnBuffer`) once the last byte has been sent; one that is never returned
 * is simply collected.
 */
export function borrowBuffer(bytes: number): Buffer {
  const size = 2 ** Math.ceil(Math.log2(Math.max(SMALLEST, bytes)));
  return atRest.get(size)?.pop() ?? Buffer.allocUnsafeSlow(size);
}

/** Returns a buffer to the pool; its contents may be overwritten from now on. */
export function returnBuffer(buffer: Buffer): void {
  const others = atRest.get(buffer.length) ?? [];
  atRest.set(buffer.length, others);
  if (others.length < KEPT_EACH && !others.includes(buffer)) others.push(buffer);
}
