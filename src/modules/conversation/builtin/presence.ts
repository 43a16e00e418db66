import { MINUTE } from "#kernel/instant.ts";
import { dayOf, type LocalDate, weekdayOf } from "#kernel/local-date.ts";
import { openingWindows, readKinds, workingWindows } from "#modules/calendar/index.ts";

import { WEEKDAY_NAMES } from "#modules/conversation/words/en/index.ts";
import type { PublicStaff } from "#modules/staff/index.ts";

import type { Scene } from "./scene.ts";

/** The most days answered at a time. */
const MOST_DAYS = 3;

/** "Is Leo in on Friday?": whether he works on the days asked about. */
export function presenceAnswer(scene: Scene): string | undefined {
  const { turn, words } = scene;
  const { hints } = turn.understood;
  // "And Mia?" refers to the day under discussion; "Saturday", said on a Saturday evening, is the next one.
  const { told, draft } = turn.state();
  const said = turn.understood.dates;
  const isDated = said.length > 0 || told === "presence";
  const dates = isDated && draft.dates.length > 0 ? draft.dates : said;
  const people = hints.includes("asks_presence") ? peopleMeant(scene) : [];
  const [staff] = people;
  if (!staff) return undefined;
  if (dates.length === 0) return words.conduct.whichDayIn(staff.name);
  return dates
    .slice(0, MOST_DAYS)
    .flatMap((date) => people.map((person) => sayIn(scene, person, date, said)))
    .join(" ");
}

type Person = Pick<PublicStaff, "id" | "name">;

/** A weekday that was taken to mean the next one is repeated by name. */
function sayIn(scene: Scene, { id, name }: Person, date: LocalDate, said: readonly LocalDate[]): string {
  const { words } = scene;
  const isOther = said.length > 0 && !said.includes(date);
  const day = isOther ? WEEKDAY_NAMES[weekdayOf(date)] : words.when.day(date);
  return isIn(scene, id, date) ? words.conduct.isIn(name, day) : words.conduct.isOff(name, day);
}

/** The people named, or the one "he" refers to. */
export function peopleMeant({ turn, known }: Scene): readonly Person[] {
  const { staff, staffs = staff ? [staff] : [] } = turn.understood;
  if (staffs.length > 0) return staffs.slice(0, MOST_DAYS);
  const { staffId, among = typeof staffId === "string" ? [staffId] : [] } = turn.state().draft;
  return among.slice(0, MOST_DAYS).flatMap((id) => known.person.get(id) ?? []);
}

/** Whether any of their working time remains that day, given opening hours and time off. */
function isIn({ turn, known, now }: Scene, staffId: string, date: LocalDate): boolean {
  const { rules } = known;
  const person = rules.staff.find(({ id }) => id === staffId);
  if (!person) return false;
  const days = { fromDay: dayOf(date), toDay: dayOf(date) };
  const works = workingWindows(rules, person, openingWindows(rules, days), days);
  const [first, last] = [works[0], works.at(-1)];
  if (first === undefined || last === undefined) return false;
  const span = { start: first * MINUTE, end: last * MINUTE };
  const rows = readKinds(turn.ctx.db, [staffId], span, now).get(staffId) ?? [];
  const away = rows.filter(({ kind }) => kind === "absence");
  return works.some((start, i) => {
    const end = works[i + 1];
    if (i % 2 === 1 || end === undefined) return false;
    return !away.some((one) => one.start <= start * MINUTE && one.end >= end * MINUTE);
  });
}
