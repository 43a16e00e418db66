/** JSON kept as text; `T` is what was written. */
export type Json<T> = string & { readonly __json?: T };

/** SQLite's boolean. */
export type Flag = 0 | 1;

export function toJson<T>(value: T): Json<T> {
  return JSON.stringify(value);
}

export function fromJson<T>(text: Json<T>): T {
  return JSON.parse(text) as T;
}

/**
 * The same for a document that stands in many rows alike, such as the terms of visits: each distinct text is parsed
 * once. Shared, and therefore frozen.
 */
export function fromSharedJson<T>(text: Json<T>): T {
  const known = shared.get(text);
  if (known !== undefined) return known as T;
  if (shared.size >= MOST_SHARED) shared.clear();
  const parsed = freeze(fromJson(text));
  shared.set(text, parsed);
  return parsed;
}

/** They are a few hundred bytes each. */
const MOST_SHARED = 500;
const shared = new Map<string, unknown>();

function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) for (const part of Object.values(value)) freeze(part);
  return Object.freeze(value);
}

export function flag(value: boolean): Flag {
  return value ? 1 : 0;
}
