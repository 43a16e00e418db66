const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** The start that a summary names, as `2026-03-10T15:00`; all dialogues take place in spring 2026. */
export function readSummary(summary: string): string | undefined {
  const text = summary.toLowerCase();
  const day =
    /\b(\d{1,2})(?:st|nd|rd|th)? (?:of )?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/.exec(
      text,
    ) ?? undefined;
  const other =
    /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* (\d{1,2})\b/.exec(text) ?? undefined;
  const [dayOfMonth, month] = day ? [day[1], day[2]] : [other?.[2], other?.[1]];
  const time = /\b(\d{1,2})(?:[:.](\d\d))?\s*([ap])\.?m|\b(\d{1,2}):(\d\d)\b/.exec(text);
  if (!dayOfMonth || !month || !time) return undefined;
  const [, twelve, minutes = "00", half, hour24, minutes24] = time;
  const hour = half === undefined ? Number(hour24) : (Number(twelve) % 12) + (half === "p" ? 12 : 0);
  const date = `2026-${two(MONTHS.indexOf(month) + 1)}-${two(Number(dayOfMonth))}`;
  return `${date}T${two(hour)}:${half === undefined ? minutes24 : minutes}`;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
