import { inDays } from "../accepts.ts";
import type { Goal } from "../goal.ts";
import { PEOPLE } from "./people.ts";

const { hedda, marcus, priya, tom, lucia, wei, amara, george } = PEOPLE;
const CUT = ["Haircut"] as const;
const sayCut = ["trim", "haircut", "cut", "my hair cut"] as const;
const sayBlow = ["blowout", "blow-dry", "blow dry"] as const;
const sayColour = ["colour", "full color", "my roots touched up", "hair dye"] as const;
const NEXT_WEEK = {
  kind: "within",
  from: inDays(3),
  to: inDays(9),
  called: ["next week", "any day next week", "some time next week"],
} as const;
const TUESDAY = { kind: "on", date: inDays(4) } as const;
const WEDNESDAY = { kind: "on", date: inDays(5) } as const;
const THURSDAY = { kind: "on", date: inDays(6) } as const;
const TODAY = { kind: "on", date: inDays(0) } as const;
const SATURDAY = { kind: "on", date: inDays(1) } as const;
const at = (time: string) => ({ kind: "at", time }) as const;

/** Visits that are to be had as they are wished. */
export const BOOKING: readonly Goal[] = [
  {
    name: "a day and a time",
    business: "salon",
    person: hedda,
    steps: [{ act: "book", wish: { services: CUT, sayService: sayCut, days: TUESDAY, times: at("15:00") } }],
  },
  {
    name: "a date far ahead",
    business: "salon",
    person: marcus,
    steps: [
      {
        act: "book",
        wish: {
          services: CUT,
          sayService: sayCut,
          days: { kind: "on", date: inDays(32) },
          times: at("11:30"),
        },
      },
    ],
  },
  {
    name: "a person of choice",
    business: "salon",
    person: priya,
    steps: [
      {
        act: "book",
        wish: { services: CUT, sayService: sayCut, staff: "Leo", days: WEDNESDAY, times: at("10:15") },
      },
    ],
  },
  {
    name: "today",
    business: "salon",
    person: tom,
    steps: [
      {
        act: "book",
        wish: { services: CUT, sayService: sayCut, days: TODAY, times: { kind: "part", part: "afternoon" } },
      },
    ],
  },
  {
    name: "tomorrow morning",
    business: "salon",
    person: lucia,
    steps: [
      {
        act: "book",
        wish: {
          services: ["Blow-dry"],
          sayService: sayBlow,
          days: SATURDAY,
          times: { kind: "part", part: "morning" },
        },
      },
    ],
  },
  {
    name: "whatever is soonest",
    business: "salon",
    person: wei,
    steps: [
      {
        act: "book",
        wish: {
          services: ["Blow-dry"],
          sayService: sayBlow,
          days: { kind: "any" },
          times: { kind: "soonest" },
        },
      },
    ],
  },
  {
    name: "between two times",
    business: "salon",
    person: amara,
    steps: [
      {
        act: "book",
        wish: {
          services: CUT,
          sayService: sayCut,
          days: THURSDAY,
          times: { kind: "between", from: "13:00", to: "15:30" },
        },
      },
    ],
  },
  {
    name: "after work",
    business: "salon",
    person: george,
    steps: [
      {
        act: "book",
        wish: { services: CUT, sayService: sayCut, days: THURSDAY, times: { kind: "after", time: "17:30" } },
      },
    ],
  },
  {
    name: "before a time",
    business: "salon",
    person: hedda,
    steps: [
      {
        act: "book",
        wish: {
          services: CUT,
          sayService: sayCut,
          days: WEDNESDAY,
          times: { kind: "before", time: "10:30" },
        },
      },
    ],
  },
  {
    name: "either of two days",
    business: "salon",
    person: marcus,
    steps: [
      {
        act: "book",
        wish: {
          services: ["Full colour"],
          sayService: sayColour,
          days: { kind: "either", dates: [inDays(4), inDays(6)] },
          times: { kind: "part", part: "morning" },
        },
      },
    ],
  },
  {
    name: "some time next week",
    business: "salon",
    person: priya,
    steps: [
      {
        act: "book",
        wish: {
          services: CUT,
          sayService: sayCut,
          days: NEXT_WEEK,
          times: { kind: "part", part: "afternoon" },
        },
      },
    ],
  },
  {
    name: "the weekend after",
    business: "salon",
    person: tom,
    steps: [
      {
        act: "book",
        wish: {
          services: ["Blow-dry"],
          sayService: sayBlow,
          days: { kind: "on", date: inDays(8) },
          times: at("10:00"),
        },
      },
    ],
  },
  {
    name: "occasion hair with Ana",
    business: "salon",
    person: lucia,
    steps: [
      {
        act: "book",
        wish: {
          services: ["Wedding and occasion hair"],
          sayService: ["wedding hair", "bridal styling", "updo"],
          staff: "Ana",
          days: { kind: "on", date: inDays(7) },
          times: at("11:00"),
        },
      },
    ],
  },
  {
    name: "half past",
    business: "salon",
    person: wei,
    steps: [{ act: "book", wish: { services: CUT, sayService: sayCut, days: TUESDAY, times: at("14:30") } }],
  },
  {
    name: "a quarter to",
    business: "salon",
    person: amara,
    steps: [
      { act: "book", wish: { services: CUT, sayService: sayCut, days: WEDNESDAY, times: at("15:45") } },
    ],
  },
  {
    name: "noon",
    business: "salon",
    person: george,
    steps: [{ act: "book", wish: { services: CUT, sayService: sayCut, days: THURSDAY, times: at("12:00") } }],
  },
  {
    name: "the day after the clocks change",
    business: "salon",
    person: hedda,
    steps: [
      {
        act: "book",
        wish: {
          services: CUT,
          sayService: sayCut,
          days: { kind: "on", date: inDays(3) },
          times: at("10:00"),
        },
      },
    ],
  },
  {
    name: "two services in one visit",
    business: "salon",
    person: marcus,
    steps: [
      {
        act: "book",
        wish: { services: ["Haircut", "Blow-dry"], days: TUESDAY, times: { kind: "part", part: "morning" } },
      },
    ],
  },
  {
    name: "a check-up",
    business: "dental",
    person: priya,
    steps: [
      {
        act: "book",
        wish: {
          services: ["Check-up"],
          sayService: ["checkup", "check-up", "dental examination"],
          days: TUESDAY,
          times: at("09:30"),
        },
      },
    ],
  },
  {
    name: "a cleaning on the hygienist's day",
    business: "dental",
    person: tom,
    steps: [
      {
        act: "book",
        wish: {
          services: ["Cleaning with the hygienist"],
          sayService: ["cleaning", "scale and polish"],
          days: { kind: "on", date: inDays(7) },
          times: { kind: "part", part: "morning" },
        },
      },
    ],
  },
  {
    name: "a filling with Dr Keane",
    business: "dental",
    person: lucia,
    steps: [
      {
        act: "book",
        wish: {
          services: ["Filling"],
          sayService: ["filling", "cavity filled"],
          staff: "Dr Tomás Keane",
          days: THURSDAY,
          times: { kind: "part", part: "afternoon" },
        },
      },
    ],
  },
  {
    name: "a toothache",
    business: "dental",
    person: wei,
    steps: [
      {
        act: "book",
        wish: {
          services: ["Emergency visit"],
          sayService: ["emergency visit", "someone to look at a broken tooth"],
          days: { kind: "on", date: inDays(3) },
          times: { kind: "before", time: "11:00" },
        },
      },
    ],
  },
  {
    name: "a filling late on Wednesday",
    business: "dental",
    person: amara,
    steps: [
      {
        act: "book",
        wish: {
          services: ["Filling"],
          sayService: ["filling"],
          days: WEDNESDAY,
          times: { kind: "after", time: "17:00" },
        },
      },
    ],
  },
  {
    name: "a first conversation",
    business: "practice",
    person: george,
    steps: [
      {
        act: "book",
        wish: {
          services: ["First conversation"],
          sayService: ["intake", "first session", "introductory session"],
          days: { kind: "on", date: inDays(3) },
          times: at("14:00"),
        },
      },
    ],
  },
  {
    name: "a session on a long Thursday",
    business: "practice",
    person: hedda,
    steps: [
      {
        act: "book",
        wish: {
          services: ["Individual session"],
          sayService: ["therapy session", "counselling session"],
          staff: "Hannah Bauer",
          days: THURSDAY,
          times: { kind: "after", time: "17:00" },
        },
      },
    ],
  },
  {
    name: "a couple",
    business: "practice",
    person: marcus,
    steps: [
      {
        act: "book",
        wish: {
          services: ["Couples session"],
          sayService: ["couples session", "marriage counselling"],
          days: NEXT_WEEK,
          times: { kind: "part", part: "morning" },
        },
      },
    ],
  },
];
