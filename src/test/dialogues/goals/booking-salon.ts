import { inDays } from "../accepts.ts";
import type { Goal } from "../goal.ts";
import { PEOPLE } from "./people.ts";
import { at, CUT, SATURDAY, sayBlow, sayCut, THURSDAY, TODAY, TUESDAY, WEDNESDAY } from "./wishes.ts";

const { hedda, marcus, priya, tom, lucia, wei, amara, george } = PEOPLE;

/** Bookings at the salon: one for each way to say when, with whom and for what. */
export const SALON: readonly Goal[] = [
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
];
