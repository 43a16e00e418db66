import { inDays } from "../accepts.ts";
import type { Goal, Series, Wish } from "../goal.ts";
import { PEOPLE } from "./people.ts";
import { at, CUT, sayCut, sayBlow } from "./wishes.ts";

const { hedda, marcus, priya, tom, lucia, wei, amara, george } = PEOPLE;
const on = (days: number) => ({ kind: "on", date: inDays(days) }) as const;

/** The dates of `count` visits, `days` apart, from the Tuesday in four days on. */
function every(days: number, count: number): readonly ReturnType<typeof inDays>[] {
  return Array.from({ length: count }, (_, i) => inDays(4 + i * days));
}

const fortnightly: Series = {
  often: ["once a fortnight", "every other week", "every two weeks", "again every 14 days"],
  howMany: ["four visits altogether", "four times", "let's say 4 times"],
  dates: every(14, 4),
};
const weekly: Series = {
  often: ["on a weekly basis", "each week", "every week", "once every week"],
  howMany: ["three in total", "3 visits all in all", "for three weeks"],
  dates: every(7, 3),
};
const cut = (time: string, series: Series): Wish => ({
  services: CUT,
  sayService: sayCut,
  days: on(4),
  times: at(time),
  series,
});

/** Customers who want recurring visits. */
export const STANDING: readonly Goal[] = [
  {
    name: "every other week",
    business: "salon",
    person: hedda,
    steps: [{ act: "book", wish: cut("10:00", fortnightly) }],
  },
  {
    name: "every week",
    business: "salon",
    person: marcus,
    steps: [{ act: "book", wish: cut("14:00", weekly) }],
  },
  {
    name: "every week with somebody",
    business: "salon",
    person: priya,
    steps: [
      {
        act: "book",
        wish: {
          services: ["Blow-dry"],
          sayService: sayBlow,
          staff: "Mia",
          days: on(4),
          times: at("11:00"),
          series: weekly,
        },
      },
    ],
  },
  {
    name: "until a day",
    business: "salon",
    person: tom,
    steps: [
      {
        act: "book",
        wish: cut("15:00", {
          often: ["weekly", "every single week"],
          howMany: ["up to and including the 31st of March", "until the end of March", "till March 31"],
          dates: every(7, 4),
        }),
      },
    ],
  },
  {
    name: "another time for all of them",
    business: "salon",
    person: lucia,
    steps: [
      {
        act: "book",
        wish: cut("10:00", weekly),
        twists: [{ kind: "changes_mind", to: cut("12:00", weekly), when: "at_confirm" }],
      },
    ],
  },
  {
    name: "one date that nobody works on is left out",
    business: "salon",
    person: wei,
    before: [{ kind: "away", who: "all", from: "2026-03-17T00:00", until: "2026-03-18T00:00" }],
    steps: [
      {
        act: "book",
        wish: cut("10:00", {
          ...weekly,
          dates: [inDays(4), inDays(18)],
          ifTaken: ["then without that one please", "just leave that day out", "skip that date"],
        }),
      },
    ],
  },
  {
    name: "one of them is given up again",
    business: "salon",
    person: amara,
    steps: [
      { act: "book", wish: cut("10:00", weekly) },
      {
        act: "drop",
        say: [
          "oh, I have to cancel the one on March 17",
          "sorry, please take out my visit on 17 March again",
        ],
        which: ["just that one", "only the one on that day"],
        gone: [inDays(11)],
      },
    ],
  },
  {
    name: "all of them are given up again",
    business: "salon",
    person: george,
    steps: [
      { act: "book", wish: cut("16:00", fortnightly) },
      {
        act: "drop",
        say: ["I can't come after all, please cancel my appointments", "I need to cancel all of those again"],
        which: ["all of them", "every one of them please"],
        gone: every(14, 4),
      },
    ],
  },
];
