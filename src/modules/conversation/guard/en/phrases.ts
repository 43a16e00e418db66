const SHORT: Readonly<Record<string, string>> = {
  visit: "(?:appointment|booking|visit|reservation|session|slot)",
  place: "(?:appointment|booking|visit|reservation|session|slot|spot|seat|place|time)",
  it: "(?:appointment|booking|visit|reservation|session|slot|spot|seat|place|haircut|treatment|it|that|this|them|everything|one|time|you)",
  book: "(?:the|our) (?:books?|calendar|diary|system|schedule|agenda)",
  when: "[DTRIP]\\d+",
};

/**
 * One pattern from several phrases, one per line, over codes (see `Line`). `{visit}`, `{book}`, `{when}` … stand for
 * their words, `{0-3}` for up to three words of any kind.
 */
export function phrases(lines: string, flags = ""): RegExp {
  const parts = lines
    .trim()
    .split(/\n\s*/)
    .map((line) =>
      line
        .replaceAll(/\{([a-z]+)\}/g, (all, name: string) => SHORT[name] ?? all)
        .replaceAll(/\{0-(\d)\}/g, "(?: [A-Za-z\\d]+){0,$1}"),
    );
  return new RegExp(` (?:${parts.join("|")}) `, flags);
}
