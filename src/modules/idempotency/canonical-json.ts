/** JSON with the keys of every object in order, so that equal values have equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(inKeyOrder(value)) ?? "null";
}

/** The value with all of its objects rebuilt: much cheaper than asking about each part while it is written. */
function inKeyOrder(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(inKeyOrder);
  const given = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(given).toSorted();
  // Not by assignment: a key may be called __proto__.
  return Object.fromEntries(keys.map((key) => [key, inKeyOrder(given[key])]));
}
