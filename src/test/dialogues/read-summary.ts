const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Day and month written out, in either order. */
const DATE =
  /\b(\d{1,2})(?:st|nd|rd|th)? (?:of )?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* (\d{1,2})\b/g;
const TIME = /\b(\d{1,2})(?:[:.](\d\d))?\s*([ap])\.?m|\b(\d{1,2}):(\d\d)\b/g;

/**
 * The start that a summary names, as `2026-03-10T15:00`: the last one, because a move names the old start
 * first. All dialogues take place in spring 2026.
 */
export function readSummary(summary: string): string | undefined {
  const text = summary.toLowerCase();
  const date = [...text.matchAll(DATE)].at(-1);
  const time = [...text.matchAll(TIME)].at(-1);
  if (!date || !time) return undefined;
  const [, day = date[4], month = date[3]] = date;
  const [, twelve, minutes = "00", half, hour24, minutes24] = time;
  const hour = half === undefined ? Number(hour24) : (Number(twelve) % 12) + (half === "p" ? 12 : 0);
  const local = `2026-${two(MONTHS.indexOf(month ?? "") + 1)}-${two(Number(day))}`;
  return `${local}T${two(hour)}:${half === undefined ? minutes24 : minutes}`;
}

/** All starts in a summary of several visits: `Tuesdays at 10:00 am on 10 and 24 March, 7 April 2026`. */
export function readDates(summary: string): readonly string[] {
  const before = summary.split(/\. (?:Not|For) /)[0] ?? summary;
  return before.split(";").flatMap((part) => {
    const time = TIMED.exec(part);
    if (!time) return [];
    const hour = (Number(time[1]) % 12) + (time[3]?.toLowerCase() === "p" ? 12 : 0);
    const rest = part.replaceAll(new RegExp(TIMED, "gi"), " ");
    return [...rest.matchAll(DAYS)].flatMap(([, days = "", month = ""]) =>
      [...days.matchAll(/\d+/g)].map(([day]) => {
        const number = MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
        return `2026-${two(number)}-${two(Number(day))}T${two(hour)}:${time[2] ?? "00"}`;
      }),
    );
  });
}

const TIMED = /\b(\d{1,2}):(\d\d)\s*([ap])\.?m/i;
const DAYS =
  /((?:\d{1,2}(?:, | and ))*\d{1,2}) ((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)/gi;

function two(number: number): string {
  return String(number).padStart(2, "0");
}
