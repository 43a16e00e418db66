import { inDays } from "../accepts.ts";
import type { Goal, Wish } from "../goal.ts";
import { PEOPLE } from "./people.ts";

const { hedda, marcus, priya, tom, lucia, wei, amara, george } = PEOPLE;
const sayCut = ["trim", "haircut", "cut"] as const;
const on = (days: number) => ({ kind: "on", date: inDays(days) }) as const;
const at = (time: string) => ({ kind: "at", time }) as const;
const cut = (days: number, time: string): Wish => ({
  services: ["Haircut"],
  sayService: sayCut,
  days: on(days),
  times: at(time),
});
const HER_VISIT = { kind: "visit", service: "Haircut", staff: "Mia", start: "2026-03-11T14:00" } as const;
const ALL_AWAY = { kind: "away", who: "all", from: "2026-03-10T00:00", until: "2026-03-11T00:00" } as const;

/** Times that are not available, and existing visits. */
export const HARD: readonly Goal[] = [
  {
    name: "a closed day",
    business: "salon",
    person: hedda,
    steps: [
      {
        act: "book",
        wish: {
          services: ["Haircut"],
          sayService: sayCut,
          days: on(2),
          times: at("11:00"),
          orElse: { days: on(3), times: at("11:00") },
        },
      },
    ],
  },
  {
    name: "before opening",
    business: "salon",
    person: marcus,
    steps: [
      {
        act: "book",
        wish: { ...cut(3, "08:00"), orElse: { days: on(3), times: { kind: "part", part: "morning" } } },
      },
    ],
  },
  {
    name: "a day that has gone",
    business: "salon",
    person: priya,
    steps: [
      {
        act: "book",
        wish: {
          services: ["Haircut"],
          sayService: sayCut,
          days: on(-2),
          times: at("11:00"),
          orElse: { days: on(5), times: at("11:00") },
        },
      },
    ],
  },
  {
    name: "a full day, so the next",
    business: "salon",
    person: tom,
    before: [ALL_AWAY],
    steps: [
      {
        act: "book",
        wish: {
          services: ["Haircut"],
          sayService: sayCut,
          days: on(4),
          times: { kind: "any" },
          orElse: { days: on(5), times: { kind: "part", part: "afternoon" } },
        },
      },
    ],
  },
  {
    name: "her stylist is away",
    business: "salon",
    person: lucia,
    before: [{ kind: "away", who: ["Mia"], from: "2026-03-11T00:00", until: "2026-03-12T00:00" }],
    steps: [
      {
        act: "book",
        wish: { ...cut(5, "13:00"), staff: "Mia", orElse: { days: on(6), times: at("13:00") } },
      },
    ],
  },
  {
    name: "a morning that is taken",
    business: "dental",
    person: wei,
    before: [{ kind: "away", who: "all", from: "2026-03-09T08:00", until: "2026-03-09T13:00" }],
    steps: [
      {
        act: "book",
        wish: {
          services: ["Check-up"],
          sayService: ["check-up"],
          days: on(3),
          times: { kind: "part", part: "morning" },
          orElse: { days: on(3), times: { kind: "part", part: "afternoon" } },
        },
      },
    ],
  },
  {
    name: "further ahead than is booked",
    business: "salon",
    person: amara,
    steps: [
      {
        act: "book",
        wish: {
          services: ["Haircut"],
          sayService: sayCut,
          days: on(100),
          times: at("11:00"),
          orElse: { days: on(40), times: at("11:00") },
        },
      },
    ],
  },
  {
    name: "waits for a full day",
    business: "salon",
    person: george,
    before: [ALL_AWAY],
    steps: [
      {
        act: "wait",
        wish: { services: ["Haircut"], sayService: sayCut, days: on(4), times: { kind: "any" } },
      },
    ],
  },
  {
    name: "waits for a full afternoon",
    business: "dental",
    person: hedda,
    before: [{ kind: "away", who: "all", from: "2026-03-12T00:00", until: "2026-03-13T00:00" }],
    steps: [
      {
        act: "wait",
        wish: {
          services: ["Filling"],
          sayService: ["filling"],
          days: on(6),
          times: { kind: "part", part: "afternoon" },
        },
      },
    ],
  },
  { name: "cancels", business: "salon", person: marcus, before: [HER_VISIT], steps: [{ act: "cancel" }] },
  {
    name: "cancels at the dentist's",
    business: "dental",
    person: priya,
    before: [{ kind: "visit", service: "Check-up", start: "2026-03-12T09:00" }],
    steps: [{ act: "cancel" }],
  },
  {
    name: "cancels with the wrong address first",
    business: "salon",
    person: tom,
    before: [HER_VISIT],
    steps: [{ act: "cancel", wrongEmailFirst: true }],
  },
  {
    name: "wants to cancel and keeps it",
    business: "salon",
    person: lucia,
    before: [HER_VISIT],
    steps: [{ act: "cancel", twists: [{ kind: "declines" }] }],
  },
  {
    name: "moves to another day",
    business: "salon",
    person: wei,
    before: [HER_VISIT],
    steps: [{ act: "move", to: { services: ["Haircut"], days: on(6), times: at("16:00") } }],
  },
  {
    name: "moves within the day",
    business: "salon",
    person: amara,
    before: [HER_VISIT],
    steps: [{ act: "move", to: { services: ["Haircut"], days: on(5), times: at("10:30") } }],
  },
  {
    name: "moves the session",
    business: "practice",
    person: george,
    before: [
      { kind: "visit", service: "Individual session", staff: "Dr Ngozi Okafor", start: "2026-03-10T09:00" },
    ],
    steps: [
      {
        act: "move",
        to: { services: ["Individual session"], days: on(5), times: { kind: "part", part: "afternoon" } },
      },
    ],
  },
  {
    name: "asks when the visit is",
    business: "salon",
    person: hedda,
    before: [HER_VISIT],
    steps: [{ act: "look_up", holds: /\b(2|14)(:00)?\b/ }],
  },
  {
    name: "asks when it is and moves it",
    business: "salon",
    person: marcus,
    before: [HER_VISIT],
    steps: [
      { act: "look_up", holds: /\b(2|14)(:00)?\b/ },
      { act: "move", to: { services: ["Haircut"], days: on(6), times: at("14:00") } },
    ],
  },
  { name: "wants a person", business: "salon", person: priya, steps: [{ act: "person" }] },
  { name: "wants a person at the practice", business: "practice", person: tom, steps: [{ act: "person" }] },
];
