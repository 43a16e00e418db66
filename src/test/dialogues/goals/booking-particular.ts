import { inDays } from "../accepts.ts";
import type { Goal } from "../goal.ts";
import { PEOPLE } from "./people.ts";
import { at, CUT, NEXT_WEEK, sayBlow, sayColour, sayCut, THURSDAY, TUESDAY, WEDNESDAY } from "./wishes.ts";

const { hedda, marcus, priya, tom, lucia, wei, amara, george } = PEOPLE;

/** Bookings at the salon with a special requirement for the day, the time or the service. */
export const PARTICULAR: readonly Goal[] = [
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
];
