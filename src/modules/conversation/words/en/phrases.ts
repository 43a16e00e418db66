/** `a`, `a or b`, `a, b or c`. */
export function eitherOf(parts: readonly string[]): string {
  return joined(parts, "or");
}

/** `a`, `a and b`, `a, b and c`. */
export function allOf(parts: readonly string[]): string {
  return joined(parts, "and");
}

function joined(parts: readonly string[], word: string): string {
  return parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} ${word} ${parts.at(-1)}`;
}

/**
 * Whether a service's name is plural, taking "are" and "take": `Highlights`, `Nails for kids`; not `Kids' cut`.
 */
export function isMany(name: string): boolean {
  const [head = ""] = name.split(/ (?:for|with|of|in|on|at|to)\b|[^\p{L}\p{M}\s'’-]/u);
  const last = head.trim();
  return /\p{L}{2}(?<!s|u|i|'|’)s$/iu.test(last) && !/\band\b|(?:pilates|lens)$/i.test(last);
}

/** `45 minutes`, `1 hour`, `1 hour 30 minutes`. */
export function lengthWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [
    ...(hours > 0 ? [counted(hours, "hour")] : []),
    ...(rest > 0 ? [counted(rest, "minute")] : []),
  ];
  return parts.join(" ");
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** `on Tuesday 10 March`, `today, Friday 6 March`. */
export function onDay(day: string): string {
  return /^to(?:day|morrow)/.test(day) ? day : `on ${day}`;
}

/** Capitalises the first letter. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

export const WEEKDAY_NAMES = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
} as const;
