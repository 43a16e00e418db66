import { inDays } from "../accepts.ts";
import type { Goal, SideQuestion, Wish } from "../goal.ts";
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
const PARKING: SideQuestion = {
  say: ["is there somewhere to park?", "Where can I leave my car?", "do you have parking"],
  holds: /park|garage|street/i,
};
const PRICE: SideQuestion = {
  say: ["what does a haircut cost?", "how much will the haircut be?", "price for a trim?"],
  holds: /45/,
};
const HOURS: SideQuestion = {
  say: ["until when are you open on Thursday?", "what are your hours on thursday"],
  holds: /8(:00)? ?pm|20:00|8 in the evening|8 ?p\.m/i,
};
const PAYING: SideQuestion = { say: ["can I pay by card?", "do you take cards?"], holds: /card/i };

/** Customers who change their minds, ask side questions, make typos and delay. */
export const CHANGING: readonly Goal[] = [
  {
    name: "another time at the summary",
    business: "salon",
    person: hedda,
    steps: [
      {
        act: "book",
        wish: cut(4, "15:00"),
        twists: [{ kind: "changes_mind", to: cut(4, "16:30"), when: "at_confirm" }],
      },
    ],
  },
  {
    name: "another day at the summary",
    business: "salon",
    person: marcus,
    steps: [
      {
        act: "book",
        wish: cut(5, "11:00"),
        twists: [{ kind: "changes_mind", to: cut(6, "11:00"), when: "at_confirm" }],
      },
    ],
  },
  {
    name: "yes but later",
    business: "salon",
    person: priya,
    steps: [{ act: "book", wish: cut(4, "14:00"), twists: [{ kind: "yes_but", to: cut(4, "17:00") }] }],
  },
  {
    name: "another service after all",
    business: "salon",
    person: tom,
    steps: [
      {
        act: "book",
        wish: cut(5, "14:00"),
        twists: [
          {
            kind: "changes_mind",
            to: {
              services: ["Blow-dry"],
              sayService: ["blow-dry", "blowout"],
              days: on(5),
              times: at("14:00"),
            },
            when: "at_confirm",
          },
        ],
      },
    ],
  },
  {
    name: "somebody else after all",
    business: "salon",
    person: lucia,
    steps: [
      {
        act: "book",
        wish: { ...cut(5, "15:00"), staff: "Leo" },
        twists: [{ kind: "changes_mind", to: { ...cut(5, "15:00"), staff: "Mia" }, when: "at_confirm" }],
      },
    ],
  },
  {
    name: "a mistyped address",
    business: "salon",
    person: wei,
    steps: [
      {
        act: "book",
        wish: cut(6, "13:00"),
        twists: [{ kind: "corrects_email", wrong: "wei.zhang99@post.example" }],
      },
    ],
  },
  {
    name: "asks the price before saying yes",
    business: "salon",
    person: amara,
    steps: [
      { act: "book", wish: cut(4, "10:30"), twists: [{ kind: "asks", question: PRICE, when: "at_confirm" }] },
    ],
  },
  {
    name: "asks about parking in the middle",
    business: "salon",
    person: george,
    steps: [
      { act: "book", wish: cut(5, "12:00"), twists: [{ kind: "asks", question: PARKING, when: "early" }] },
    ],
  },
  {
    name: "asks twice in the middle",
    business: "salon",
    person: hedda,
    steps: [
      {
        act: "book",
        wish: cut(6, "15:30"),
        twists: [
          { kind: "asks", question: PAYING, when: "early" },
          { kind: "asks", question: PARKING, when: "at_confirm" },
        ],
      },
    ],
  },
  {
    name: "loses the slot",
    business: "salon",
    person: marcus,
    steps: [
      {
        act: "book",
        wish: { ...cut(4, "16:00"), orElse: { days: on(4), times: { kind: "any" } } },
        twists: [{ kind: "loses_the_slot" }],
      },
    ],
  },
  {
    name: "loses the dentist's slot",
    business: "dental",
    person: priya,
    steps: [
      {
        act: "book",
        wish: {
          services: ["Check-up"],
          sayService: ["check-up"],
          days: on(4),
          times: at("10:00"),
          orElse: { days: on(4), times: { kind: "any" } },
        },
        twists: [{ kind: "loses_the_slot" }],
      },
    ],
  },
  {
    name: "says no in the end",
    business: "salon",
    person: tom,
    steps: [{ act: "book", wish: cut(4, "11:00"), twists: [{ kind: "declines" }] }],
  },
  {
    name: "says no to the dentist",
    business: "dental",
    person: lucia,
    steps: [
      {
        act: "book",
        wish: { services: ["Filling"], days: on(5), times: at("14:00") },
        twists: [{ kind: "declines" }],
      },
    ],
  },
  {
    name: "dawdles",
    business: "salon",
    person: wei,
    steps: [{ act: "book", wish: { ...cut(5, "16:00") }, twists: [{ kind: "dawdles", minutes: 12 }] }],
  },
  {
    name: "asks only",
    business: "salon",
    person: amara,
    steps: [{ act: "ask", questions: [PRICE, HOURS, PARKING] }],
  },
  {
    name: "asks and then books",
    business: "salon",
    person: george,
    steps: [
      { act: "ask", questions: [PRICE, PAYING] },
      { act: "book", wish: cut(6, "17:00") },
    ],
  },
  {
    name: "two visits, one after the other",
    business: "salon",
    person: hedda,
    steps: [
      { act: "book", wish: cut(4, "12:00") },
      {
        act: "book",
        wish: {
          services: ["Blow-dry"],
          sayService: ["blowout", "blow-dry"],
          days: on(6),
          times: at("13:00"),
        },
      },
    ],
  },
  {
    name: "changes the day when it sees the times",
    business: "practice",
    person: marcus,
    steps: [
      {
        act: "book",
        wish: {
          services: ["Individual session"],
          sayService: ["therapy session"],
          days: on(4),
          times: { kind: "part", part: "morning" },
        },
        twists: [
          {
            kind: "changes_mind",
            to: {
              services: ["Individual session"],
              sayService: ["therapy session"],
              days: on(5),
              times: { kind: "part", part: "afternoon" },
            },
            when: "at_slots",
          },
        ],
      },
    ],
  },
  {
    name: "asks whether it can be by video",
    business: "practice",
    person: priya,
    steps: [
      {
        act: "book",
        wish: { services: ["First conversation"], sayService: ["intake"], days: on(4), times: at("10:00") },
        twists: [
          {
            kind: "asks",
            question: {
              say: ["could we do that over video?", "is an online session possible?"],
              holds: /video/i,
            },
            when: "at_confirm",
          },
        ],
      },
    ],
  },
];
