import { addDays, dayOf, type LocalDate, parseLocalDate, WEEKDAYS, weekdayOf } from "#kernel/local-date.ts";
import type { Days, Goal, Wish } from "#test/dialogues/goal.ts";
import { PEOPLE } from "#test/dialogues/goals/people.ts";

import type { SgdDialogue } from "./sgd.ts";
import type { StarDialogue } from "./star.ts";

/** Which of our demo businesses stands in for each kind of provider in the data. */
const ERRANDS = {
  Services_1: { business: "salon", services: ["Haircut"] },
  Services_2: { business: "dental", services: ["Check-up"] },
  Services_3: { business: "dental", services: ["Emergency visit"] },
  Services_4: { business: "practice", services: ["Individual session"] },
} as const satisfies Record<string, Pick<Goal, "business"> & Pick<Wish, "services">>;

const SGD_TODAY: LocalDate = "2019-03-01";
const TODAY: LocalDate = "2026-03-06";
const EVERYBODY = Object.values(PEOPLE);

/**
 * The dates and times that real customers agreed on, as goals. Only the dates and times are used, not the
 * customers' wording.
 */
export function goalsFromSgd(dialogues: readonly SgdDialogue[], most: number): Goal[] {
  const goals = dialogues.flatMap((dialogue) => {
    const service = dialogue.services.find((one) => one in ERRANDS) as keyof typeof ERRANDS | undefined;
    const date = lastConfirmed(dialogue, "appointment_date");
    const time = lastConfirmed(dialogue, "appointment_time");
    const meant = date === undefined ? undefined : parseLocalDate(date);
    if (service === undefined || meant === undefined || time === undefined) return [];
    const day = addDays(TODAY, dayOf(meant) - dayOf(SGD_TODAY));
    return [goalOf(`as in ${dialogue.dialogue_id}`, ERRANDS[service], { kind: "on", date: day }, time)];
  });
  return spread(goals, most);
}

/** As `goalsFromSgd`, for appointments agreed with a doctor's reception. */
export function goalsFromStar(dialogues: readonly StarDialogue[], most: number): Goal[] {
  const goals = dialogues.flatMap(({ id, turns }) => {
    const wanted = turns.findLast((turn) => turn.s === "Q" && turn.c?.["RequestType"] === "Book")?.c;
    const weekday = WEEKDAYS.find((one) => one === String(wanted?.["Day"]).slice(0, 3).toLowerCase());
    const [, hour, half] = /^(\d{1,2}) ([ap])m$/.exec(String(wanted?.["StartTimeHour"])) ?? [];
    if (weekday === undefined || hour === undefined) return [];
    const ahead = [1, 2, 3, 4, 5, 6].find((days) => weekdayOf(addDays(TODAY, days)) === weekday);
    const time = `${String((Number(hour) % 12) + (half === "p" ? 12 : 0)).padStart(2, "0")}:00`;
    if (ahead === undefined) return [];
    const date = addDays(TODAY, ahead);
    return [goalOf(`as in STAR ${id}`, ERRANDS.Services_2, { kind: "on", date }, time)];
  });
  return spread(goals, most);
}

function goalOf(
  name: string,
  { business, services }: (typeof ERRANDS)[keyof typeof ERRANDS],
  days: Extract<Days, { kind: "on" }>,
  time: string,
): Goal {
  const person = EVERYBODY[name.length % EVERYBODY.length] ?? PEOPLE.hedda;
  // Our businesses have other opening hours: a customer who cannot have the exact time accepts one in the
  // following days.
  const orElse = {
    days: {
      kind: "within",
      from: days.date,
      to: addDays(days.date, 7),
      called: ["any time in the week after that", "any time that week"],
    },
    times: { kind: "any" },
  } as const;
  const wish: Wish = { services, days, times: { kind: "at", time }, orElse };
  return { name, business, person, steps: [{ act: "book", wish }] };
}

function lastConfirmed({ turns }: SgdDialogue, slot: string): string | undefined {
  const acts = turns.flatMap((turn) => turn.frames.flatMap((frame) => frame.acts));
  return acts.findLast((act) => act.act === "CONFIRM" && act.slot === slot)?.canonical?.[0];
}

/** A sample of this size, evenly spread over the set. */
function spread<T>(all: readonly T[], most: number): T[] {
  const step = Math.max(1, all.length / most);
  return all.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step)).slice(0, most);
}
