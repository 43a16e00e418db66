import type { TenantDb } from "#db/tenant-db.ts";

/** Visitors ask for a handful of weeks and services: so many different questions are remembered of each open file. */
const LAST = 16;

/** The marks of the last questions, the oldest at `next`. */
type Asked = { readonly marks: Uint32Array; next: number };

const files = new WeakMap<TenantDb, Asked>();

/**
 * Whether the same was among the last different questions to this file; it is from now on. Only marks are kept, in
 * memory that is used again: nothing to collect for what is asked once. Once in four billion times a question is
 * taken for another, which does no harm.
 */
export function wasAskedBefore(db: TenantDb, question: string): boolean {
  const asked = files.get(db) ?? { marks: new Uint32Array(LAST), next: 0 };
  files.set(db, asked);
  const mark = markOf(question);
  if (asked.marks.includes(mark)) return true;
  asked.marks[asked.next] = mark;
  asked.next = (asked.next + 1) % LAST;
  return false;
}

/** FNV-1a, 32 bits; never 0, which is an empty place. */
function markOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0 || 1;
}
