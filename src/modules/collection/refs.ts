import { z } from "zod";

import { AppError, invalid } from "#kernel/errors.ts";
import { isUlid } from "#kernel/ids.ts";

/** The owner's own short name for a thing, by which other parts of the configuration refer to it. */
export const ref = z
  .string()
  .regex(/^[A-Za-z0-9][\w.-]{0,63}$/, "must be a short name of letters, digits, - and _")
  .refine((value) => !isUlid(value), "must not look like an id");

/** A thing's id or its ref. */
export const refOrId = z.string().regex(/^[\w.-]{1,64}$/, "must be a ref or an id");

/** A ref derived from `name` that is not taken yet: `color-and-cut`, `color-and-cut-2`. */
export function freeRef(name: string, taken: ReadonlySet<string>, otherwise: string): string {
  const words = name
    .normalize("NFKD")
    .toLowerCase()
    .match(/[a-z0-9]+/g) ?? [otherwise];
  const wanted = words.join("-").slice(0, 50).replace(/-$/, "");
  const base = isUlid(wanted) ? otherwise : wanted;
  for (let n = 1; ; n += 1) {
    const candidate = n === 1 ? base : `${base}-${n}`;
    if (!taken.has(candidate)) return candidate;
  }
}

type Referable = { readonly id: string; readonly ref: string };

/**
 * Resolves a list of refs or ids, without duplicates and in the order of `existing`. Throws a 400 that names
 * the first entry without a match.
 */
export function resolveRefs<Row extends Referable>(
  wanted: readonly string[],
  existing: readonly Row[],
  noun: string,
  path: string,
): Row[] {
  const meant = new Set<Row>();
  for (const [i, word] of wanted.entries()) {
    const found = existing.find((row) => row.id === word) ?? existing.find((row) => row.ref === word);
    if (!found) throw invalid(`${path}.${i}`, `${path}.${i}: there is no such ${noun}`);
    meant.add(found);
  }
  return existing.filter((row) => meant.has(row));
}

/** Throws ALREADY_EXISTS if another thing has this ref. */
export function assertRefIsFree(ref: string, others: readonly Referable[], noun: string): void {
  if (!others.some((row) => row.ref === ref)) return;
  throw new AppError("ALREADY_EXISTS", `Another ${noun} already has this ref.`, { path: "ref" });
}
