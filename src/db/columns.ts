/** JSON stored as text; `T` is the type of the value. */
export type Json<T> = string & { readonly __json?: T };

/** A boolean as SQLite stores it. */
export type Flag = 0 | 1;

/** Serializes a value for a JSON column. */
export function toJson<T>(value: T): Json<T> {
  return JSON.stringify(value);
}

/** Parses a JSON column. Trusts that it contains a `T`: only what `toJson` wrote belongs there. */
export function fromJson<T>(text: Json<T>): T {
  return JSON.parse(text) as T;
}

/**
 * Like `fromJson`, for documents that many rows share, such as the terms of visits: parses each distinct text
 * once. The result is shared and therefore frozen.
 */
export function fromSharedJson<T>(text: Json<T>): T {
  const known = shared.get(text);
  if (known !== undefined) return known as T;
  if (shared.size >= MOST_SHARED) shared.clear();
  const parsed = freeze(fromJson(text));
  shared.set(text, parsed);
  return parsed;
}

/** In documents, of a few hundred bytes each. */
const MOST_SHARED = 500;
const shared = new Map<string, unknown>();

function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) for (const part of Object.values(value)) freeze(part);
  return Object.freeze(value);
}

/** A boolean as its column stores it. */
export function flag(value: boolean): Flag {
  return value ? 1 : 0;
}
