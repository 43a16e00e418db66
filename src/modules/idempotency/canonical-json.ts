/** JSON with sorted keys, so that equal values have equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(inKeyOrder(value)) ?? "null";
}

/** Rebuilds every object in key order, which is much cheaper than a replacer function. */
function inKeyOrder(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(inKeyOrder);
  const given = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(given).toSorted();
  // Not by assignment, because a key may be `__proto__`.
  return Object.fromEntries(keys.map((key) => [key, inKeyOrder(given[key])]));
}
