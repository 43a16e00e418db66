import { inDays } from "../accepts.ts";
import type { Goal } from "../goal.ts";
import { PEOPLE } from "./people.ts";
import { at, NEXT_WEEK, THURSDAY, TUESDAY, WEDNESDAY } from "./wishes.ts";

const { hedda, marcus, priya, tom, lucia, wei, amara, george } = PEOPLE;

/** Bookings at the dentist's and at the practice. */
export const ELSEWHERE: readonly Goal[] = [
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
