import type { TenantDb } from "#db/tenant-db.ts";

/**
 * How many distinct questions are remembered per open file: visitors ask for a handful of weeks and services.
 */
const LAST = 16;

/** The hashes of the last questions; the oldest is at `next`. */
type Asked = { readonly marks: Uint32Array; next: number };

const files = new WeakMap<TenantDb, Asked>();

/**
 * Whether this question is among the last distinct ones asked of this file; remembers it either way. Only
 * hashes are stored, in a fixed ring, so a question that never comes again leaves no garbage. A collision
 * (one in four billion) is harmless: an answer is kept one question early.
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

/** FNV-1a, 32 bits; never 0, which marks an empty place. */
function markOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0 || 1;
}
