/** At most two letters that take the place of a portrait. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters.map((word) => Array.from(word ?? "")[0]?.toUpperCase() ?? "").join("");
}

/** The first of those letters, for places with room for one; empty if there is none. */
export function monogramOf(name: string): string {
  return Array.from(initials(name))[0] ?? "";
}
