import type { PersonChoice } from "#modules/portal/book/book-pages.ts";
import type { MenuLine, MenuView } from "#modules/portal/book/menu-view.ts";
import { initials } from "#modules/portal/brand/initials.ts";
import { planTint } from "#modules/portal/brand/plan-tint.ts";
import type { VisitCard } from "#modules/portal/visit/visit-page.ts";
import type { DaysView } from "#modules/portal/waitlist/wait-page.ts";

import type { PersonView } from "./business-page.ts";
import type { Chip } from "./chips.ts";
import type { HoursView } from "./hours-view.ts";
import type { Notice } from "./notice.ts";
import type { StripDay } from "./plan-strip.ts";
import type { TimesView, WeekLink } from "./times-view.ts";

/** Every component of the pages in every state, with too little, enough and too much content. */
export type Components = {
  readonly notices: readonly Notice[];
  readonly services: readonly MenuLine[];
  readonly find: MenuView["find"];
  readonly anyone: PersonChoice;
  readonly people: readonly PersonChoice[];
  readonly faces: readonly PersonView[];
  readonly chips: readonly Chip[];
  readonly times: TimesView;
  readonly fullTimes: TimesView;
  readonly hours: HoursView;
  readonly card: VisitCard;
  readonly longCard: VisitCard;
  readonly shell: { readonly address: string; readonly mapHref: string };
  readonly alternatives: TimesView["nearest"][];
  readonly days: DaysView;
};

const LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
const HERE = "#here";

export function components(): Components {
  return {
    notices: [
      { tone: "problem", title: "Someone was a moment faster.", text: "That time was just taken." },
      { tone: "good", title: "Your visit was moved.", text: "Here's the new time." },
      { tone: "calm", title: "We're no longer holding this time for you.", text: "" },
    ],
    find: { action: HERE, typed: "c", told: "3 of 12" },
    services: [
      line("Haircut", "Consultation, wash, cut and a quick finish.", "$45", "30 min"),
      line("Wedding and occasion hair", "", "$180", "1 h 30 min", "incl. $50 deposit"),
      line("قص الشعر وتصفيفه", "صف لستة أشخاص", "Free", "1 h"),
      line(LONG, `${LONG} `.repeat(2), "$123,456.78", "24 h"),
    ],
    anyone: person("Anyone", "Whoever is free first", "Today 3:30 pm"),
    people: [
      person("Mia", "Stylist", "Today 3:30 pm"),
      person("أميرة بنت عبد الله", "خبيرة تجميل", "Tomorrow 9:00 am"),
      person(LONG, "", undefined),
    ],
    faces: ["Mia", "Leo", "Ana", "June", "Ben", "Noor", "王小明", "Zoe Kim"].map((name) =>
      person(name, "", ""),
    ),
    chips: [
      { label: "Service", value: "Haircut", more: "30 min · $45", href: HERE },
      { label: "With", value: LONG, more: "", href: HERE },
      { label: "When", value: "Tomorrow 9:00 am", more: "", href: HERE },
    ],
    times: times(),
    fullTimes: {
      ...times(),
      nearest: undefined,
      groups: [],
      earlier: undefined,
      full: {
        text: "No free times on this day.",
        link: { href: HERE, label: "The next free time is Monday 9 March, 9:00 am" },
      },
    },
    hours: {
      isEverOpen: true,
      week: [
        { days: "Monday – Friday", hours: ["9:00 am – 12:00 pm", "1:00 pm – 5:00 pm"], today: true },
        { days: "Saturday – Sunday", hours: ["Closed"], today: false },
      ],
      special: [{ days: "Tuesday 10 March", hours: ["Closed"], today: false, holiday: "Founders’ Day" }],
    },
    card: card("Haircut", "Mia", "Ana Ruiz", ""),
    longCard: card(LONG, LONG, "أميرة بنت عبد الله", "A note.\nOn two lines."),
    shell: { address: "48 Orchard Street, New York, NY 10002", mapHref: HERE },
    days: {
      typed: { start_date: "2026-03-09", end_date: "2026-03-13", part: "morning", auto_book: false },
      first: "2026-03-06",
      last: "2026-04-04",
      parts: [{ value: "morning", label: "Morning, before 12:00 pm" }],
    },
    alternatives: [
      { start: "a", label: "Today 4:00 pm with Mia" },
      { start: "b", label: `Today 4:30 pm with ${LONG}` },
    ],
  };
}

function line(
  name: string,
  description: string,
  price: string,
  duration: string,
  deposit?: string,
): MenuLine {
  return { name, words: "", hidden: false, description, price, duration, deposit, href: HERE };
}

function person(name: string, title: string, firstFree: string | undefined): PersonChoice {
  return { name, title, initials: initials(name), tint: planTint(name), firstFree, href: HERE };
}

function times(): TimesView {
  const time = (label: string, places?: string) => ({ start: label, label, places });
  return {
    zone: "New York, UTC−5",
    zoneAt: "2026-03-06T20:30:00Z",
    hereHref: HERE,
    told: "",
    nearest: { start: "nearest", label: "Today 3:30 pm with Mia" },
    strip: ["Fri", "Sat", "Sun", "Mon", "Tue", "Wed", "Thu"].map((weekday, index) => day(weekday, index)),
    stripTitle: "6 – 12 March",
    earlier: week("27 February – 5 March"),
    later: week("13 – 19 March"),
    dayTitle: "Today, Friday 6 March",
    groups: [
      { title: "Morning", times: [time("9:00 am"), time("9:30 am"), time("11:45 am")] },
      { title: "Afternoon", times: [time("12:00 pm", "1 place left"), time("1:00 pm", "4 places left")] },
    ],
    full: undefined,
    wait: { href: HERE, label: "None of these? Wait for another time" },
  };
}

function week(title: string): WeekLink {
  return { href: HERE, title, count: 5 };
}

/** One day each: chosen, free, full, and not yet bookable. */
function day(weekday: string, index: number): StripDay {
  const [count, outside] = [index === 2 ? 0 : 4, index > 4];
  return {
    weekday,
    day: String(6 + index),
    spoken: `${weekday} ${6 + index} March`,
    free: outside ? "can't be booked yet" : `${count} free times`,
    count,
    open: count > 0,
    chosen: index === 0,
    href: outside ? undefined : HERE,
  };
}

function card(service: string, staff: string, customer: string, notes: string): VisitCard {
  return {
    day: "Tuesday 10 March",
    time: "10:00 am – 10:30 am",
    at: "2026-03-10T14:00:00Z",
    zone: "New York, UTC−4",
    service,
    staff,
    duration: "30 min",
    parts:
      notes === ""
        ? []
        : [
            { time: "10:00 am", words: "Haircut with Mia" },
            { time: "10:30 am", words: `${LONG} with Noah` },
          ],
    price: "$45",
    deposit: notes === "" ? undefined : "incl. $20 deposit",
    customer,
    notes,
  };
}
