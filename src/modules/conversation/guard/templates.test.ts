import { describe, expect, test } from "vitest";

import { chatWords, sayings } from "#modules/conversation/words/en/index.ts";
import { saidInstead } from "#modules/conversation/words/en/instead.ts";
import { TONES } from "#modules/conversation/words/en/tone.ts";
import { NEW_STATE, PHASES } from "#modules/conversation/state.ts";

import type { Deed, Facts } from "./facts.ts";
import { judge } from "./judge-sentence.ts";
import { Prepared } from "./prepared.ts";
import { splitSentences } from "./split-sentences.ts";
import { NO_SUBJECT } from "./subject.ts";
import { BOOKED, LUNA, visit } from "./test-kit.ts";

/** The arguments of a template, and facts under which its text is true. */
type Call = readonly [args: readonly unknown[], facts?: Facts];

const having = (...done: readonly Deed[]): Facts => ({ ...BOOKED, done: new Set(done) });
const { zone, now } = LUNA;
const { when } = chatWords({ conversationId: "c", turn: 1, zone, country: "US", now, tone: "friendly" });
const [tuesday, later, wednesday] = LUNA.offers.map(({ start }) => when.moment(start)) as [
  string,
  string,
  string,
];
const day = (date: `${number}-${number}-${number}`) => when.day(date);
const TUESDAY = { day: day("2026-03-10"), times: ["3:00 pm", "4:15 pm"] };
const WEDNESDAY = { day: day("2026-03-11"), times: ["10:00 am"] };
const CUT = { name: "Haircut", price: "$45", isFree: false, minutes: 30, deposit: undefined };
const COLOUR = { name: "Full colour", price: "$120", isFree: false, minutes: 120, deposit: "$20" };
const HELD: Facts = { ...LUNA, done: new Set(["held"]) };
const VISIT = `Haircut with Mia on ${tuesday}`;
const CONTACT = "You can reach us by phone at +12125550100 or by email at hi@luna.example.";
const THURSDAY = day("2026-03-12");

/** Templates for questions asked besides a booking. */
const OF_CONDUCT: Readonly<Record<string, readonly Call[]>> = {
  cheapest: [[[["Beard trim ($18.50)"]]], [[["Haircut ($45)", "Beard trim ($18.50)"]]]],
  dearest: [[[["Full colour ($120)"]]], [[["Full colour ($120)", "Haircut ($45)"]]]],
  quickest: [[[["Beard trim (15 minutes)"]]], [[["Beard trim (15 minutes)", "Haircut (30 minutes)"]]]],
  longest: [[[["Full colour (2 hours)"]]], [[["Full colour (2 hours)", "Haircut (30 minutes)"]]]],
  ofThose: [
    [["cheapest", ["Beard trim ($18.50)"]]],
    [["dearest", ["Full colour ($120)"]]],
    [["quickest", ["Beard trim (15 minutes)"]]],
    [["longest", ["Full colour (2 hours)"]]],
    [["cheapest", ["Haircut ($45)", "Full colour ($120)"]]],
  ],
  isIn: [
    [["Mia", THURSDAY], { ...LUNA, customerTexts: () => ["is Mia in on Thursday?"] }],
    [["Mia", day("2026-03-06")], { ...LUNA, customerTexts: () => ["is Mia in today?"] }],
  ],
  isOff: [
    [["Mia", THURSDAY], { ...LUNA, customerTexts: () => ["is Mia in on Thursday?"] }],
    [["Mia", day("2026-03-07")], { ...LUNA, customerTexts: () => ["is Mia in tomorrow?"] }],
  ],
  whichDayIn: [[["Mia"]]],
  findTimeWith: [[["Mia"]]],
  next: [[["Haircut"]]],
  oneWeekdayEach: [
    [[["Tuesday", "Thursday"]], { ...LUNA, customerTexts: () => ["every tuesday and thursday"] }],
  ],
};

/** True arguments for each template that takes any. */
const ARGUMENTS: Readonly<Record<string, readonly Call[]>> = {
  recommendRest: [[[["Haircut"], ["Full colour ($120)", "Beard trim ($18.50)"]]]],
  whichService: [[[["Haircut", "Full colour", "Beard trim"], false]], [[["Haircut", "Beard trim"], true]]],
  wouldBe: [[[["Mia"]]], [[["Mia (Stylist, speaks German)", "April Moss (Colourist)"]]]],
  whichOf: [[[["Haircut", "Beard trim"]]]],
  recommend: [[[["Haircut ($45, 30 minutes)"]]], [[["Haircut ($45)", "Beard trim ($18.50)"]]]],
  whichOtherDay: [[[true]], [[false]]],
  offer: [
    [["a haircut", [TUESDAY], " with Mia"]],
    [["full colour", [TUESDAY, WEDNESDAY], ""]],
    [["a haircut", [WEDNESDAY], " with April Moss"]],
  ],
  offerNext: [[["a haircut", [TUESDAY, WEDNESDAY], ""]]],
  offerEarliest: [[["a haircut", tuesday, [WEDNESDAY]]], [["a haircut", tuesday, []]]],
  offerNearest: [
    [["tomorrow, Saturday 7 March at 11:00 am", [TUESDAY], ""]],
    [["11:00 am", [TUESDAY], " with Mia"]],
  ],
  nothingFree: [
    [[` on ${THURSDAY}`, "a haircut", ""]],
    [[` ${day("2026-03-07")}`, "a haircut", " with Mia"]],
  ],
  closedThen: [[[undefined]], [[day("2026-03-07")]]],
  closedOn: [[["Sunday 8 March"]]],
  nothingLater: [[[THURSDAY]]],
  nextIs: [[[tuesday, " with Mia"]]],
  firstFree: [[["Haircut", tuesday, " with Mia"]]],
  noneBefore: [[[tuesday, " with Mia"]], [[tuesday, ""]]],
  waitlistFor: [[["Haircut"]]],
  stillTakeIt: [[[later]]],
  whichOfTimes: [[[[TUESDAY, WEDNESDAY]]]],
  isFree: [[[tuesday, " with Mia"]]],
  taken: [
    [[tuesday, " with Mia"], HELD],
    [[tuesday, " with June"], { ...HELD, names: ["June"] }],
  ],
  chose: [[[wednesday, " with April Moss"], HELD]],
  contact: [[["June"], { ...LUNA, names: ["June"] }]],
  booked: [
    [[VISIT, "june@x.example"], { ...BOOKED, emails: ["june@x.example"] }],
    [[VISIT, undefined], BOOKED],
  ],
  ...OF_CONDUCT,
  passedDay: [[["Thursday 5 March"], { ...LUNA, customerTexts: () => ["5 March please"] }]],
  passedTime: [[["9:00 am"], { ...LUNA, customerTexts: () => ["at 9 today"] }]],
  noSuchTime: [[["2:30 am", "Sunday 8 March"], { ...LUNA, customerTexts: () => ["sunday at 2:30 am"] }]],
  nobodyCalledSo: [[[["Mia", "April Moss"]]], [[["Mia"]]]],
  onlyListed: [[[["Haircut"]]], [[["Haircut", "Beard trim"]]]],
  takeFirstOf: [[[tuesday, " with Mia"]], [[tuesday, ""]]],
  whichDate: [
    [[["Thursday 12 March", "Friday 13 March"]], { ...LUNA, customerTexts: () => ["thursday 13 march"] }],
  ],
  notTheirs: [[["Mia", "full colour", ["April Moss"]]], [["Mia", "full colour", []]]],
  whichReference: [[["move"]], [["cancel"]], [["find"]]],
  noReference: [[[CONTACT]]],
  isTheirs: [[[VISIT], having()]],
  yourVisit: [[[VISIT], having()]],
  yourVisits: [[[[VISIT, `Beard trim on ${tuesday}`]], having()]],
  wasCancelled: [[[VISIT], { ...having(), bookings: [{ ...BOOKED.bookings[0]!, stands: false }] }]],
  whichVisit: [[[[VISIT]], having()]],
  tooLate: [[[CONTACT], having()]],
  cancelled: [[[VISIT], having("cancelled")]],
  moved: [[[VISIT], having("moved")]],
  waitlisted: [[["a haircut", ` on ${THURSDAY}`], having("waitlisted")]],
  person: [
    [[CONTACT], having("handed_over")],
    [[""], having("handed_over")],
  ],
  price: [[[[CUT]]], [[[CUT, COLOUR]]]],
  duration: [[[[CUT]]], [[[CUT, COLOUR]]]],
  priceAndDuration: [[[[CUT]]], [[[CUT, COLOUR]]]],
  deposit: [[[COLOUR]], [[CUT]]],
  hours: [
    [
      [
        [
          { days: "Monday to Friday", hours: ["9:00 am to 5:00 pm"] },
          { days: "Saturday", hours: ["10:00 am to 2:00 pm"] },
          { days: "Sunday", hours: [] },
        ],
      ],
    ],
  ],
  hoursOn: [
    [["today, Friday 6 March", ["9:00 am to 5:00 pm"]]],
    [["Saturday 7 March", ["10:00 am to 2:00 pm"]]],
    [["Sunday 8 March", []]],
  ],
  address: [[["1 Main St, New York"]]],
  contactWays: [],
  byPhone: [[["+1 212 555 0100"]]],
  byEmail: [[["hi@luna.example"]]],
  whoDoes: [[["full colour", ["Mia", "April Moss"]]], [["a haircut", ["Mia"]]]],
  withWhom: [[[["Mia"]]], [[["Mia", "Noah"]]]],
  team: [[[["Mia", "April Moss"]]]],
  services: [[[[CUT, COLOUR], false]], [[[CUT, COLOUR], true]]],
  changeNotice: [[["2 hours"]]],
  describe: [[[[{ name: "Haircut", description: "Wash, cut and dry." }]]]],
  outOfScope: [[["Luna Hair"]]],
  identity: [[["Luna Hair"]]],
};
/** Four visits, every other Tuesday at ten: requested and searched for, or booked. */
const FOUR = (["2026-03-10", "2026-03-24", "2026-04-07", "2026-04-21"] as const).map((date) =>
  visit(date, "10:00"),
);
const RHYTHM = { every: "week", interval: 2 } as const;
const LOOKED: Facts = {
  ...LUNA,
  offers: [...LUNA.offers, ...FOUR],
  looked: [...LUNA.looked, { from: "2026-03-31", to: "2026-03-31" }],
  rhythm: RHYTHM,
  lastDay: "2026-06-05",
};
const haveFour = (deed: Deed, stands = true): Facts => ({
  ...having(deed),
  bookings: FOUR.map((span) => ({ ...span, stands })),
  rhythm: RHYTHM,
  emails: ["june@x.example"],
});
const [FROM, NEAR, UNTIL] = [
  "Tuesday 10 March at 10:00 am",
  "Tuesday 24 March at 10:00 am",
  "Tuesday 21 April",
];
const OF_SERIES: Readonly<Record<string, readonly Call[]>> = {
  howLong: [[["Friday 5 June"], LOOKED]],
  rhythm: [[["every 2 weeks"], LOOKED]],
  tooMany: [[[52], LOOKED]],
  notFree: [[[["Tuesday 31 March"]], LOOKED]],
  tooFar: [
    [[1, "Friday 5 June"], LOOKED],
    [[3, "Friday 5 June"], LOOKED],
  ],
  tooManyAhead: [[[1]], [[4]]],
  leaveOrNearest: [
    [[1, [NEAR]], LOOKED],
    [[2, [FROM, NEAR]], LOOKED],
  ],
  bookTheRest: [[[1]], [[4]]],
  booked: [
    [[4, "Haircut", FROM, UNTIL, undefined], haveFour("booked")],
    [[4, "Haircut", FROM, UNTIL, "june@x.example"], haveFour("booked")],
  ],
  which: [
    [["cancel", 4, "Tuesday 10 March"], haveFour("booked")],
    [["move", 4, "Tuesday 10 March"], haveFour("booked")],
  ],
  cancelled: [[[4, "Haircut", FROM, UNTIL], haveFour("cancelled", false)]],
  moved: [[[4, "Haircut", FROM, UNTIL], haveFour("moved")]],
  someStay: [
    [[1], having("moved")],
    [[2], having("moved")],
  ],
};

/** Facts for templates that are only said after something was done. */
const NEEDS: Readonly<Record<string, Facts>> = {
  askedOwner: having("handed_over"),
  notePassedOn: having("handed_over"),
};

/** The text of every template, in each tone and wording. */
function* sentences(): Generator<readonly [name: string, text: string, facts: Facts]> {
  const said = TONES.flatMap((tone) =>
    [0, 1, 2].map((way) => sayings((...ways) => ways[way % ways.length] ?? ways[0], tone)),
  );
  const once = new Set<string>();
  for (const words of said) {
    for (const [part, templates] of Object.entries(words)) {
      for (const [key, template] of Object.entries(templates)) {
        const say = template as (...args: readonly unknown[]) => string;
        const calls =
          key === "contact" && part === "answer"
            ? [[[["by phone at +12125550100", "by email at hi@luna.example"]]] as Call]
            : part === "series"
              ? (OF_SERIES[key] ?? callsOf(key, say))
              : callsOf(key, say);
        for (const [args, facts = NEEDS[key] ?? LUNA] of calls) {
          const text = say(...args);
          if (!once.has(`${key}: ${text}`)) yield [`${part}.${key}`, text, facts];
          once.add(`${key}: ${text}`);
        }
      }
    }
  }
}

function callsOf(key: string, say: { readonly length: number }): readonly Call[] {
  return ARGUMENTS[key] ?? (say.length === 0 ? [[[]]] : []);
}

/** The offences in a text, sentence by sentence; empty if all of it is true. */
function wrongIn(text: string, facts: Facts): string[] {
  const splitter = splitSentences();
  const known = new Prepared(facts);
  const found: string[] = [];
  let subject = NO_SUBJECT;
  for (const sentence of [...splitter.push(text), ...splitter.end()]) {
    const judged = judge(sentence, known, subject);
    ({ subject } = judged);
    if (!judged.judgement.ok)
      found.push(`${judged.judgement.offence} (${judged.judgement.words}): ${sentence}`);
  }
  return found;
}

test("every template has true arguments to be tested with", () => {
  const { series, ...others } = sayings((first) => first, "friendly");
  const templates = Object.values(others).flatMap((words) => Object.entries(words));
  const ofSeries = Object.entries(series).filter(([, template]) => template.length > 0);
  expect(ofSeries.map(([key]) => key)).toEqual(Object.keys(OF_SERIES));
  const left = templates.filter(([key, template]) => callsOf(key, template as () => string).length === 0);
  expect(left.map(([key]) => key)).toEqual([]);
});

describe("the built-in assistant's templates pass the guard if they are true", () => {
  test.each([...sentences()])("%s: %s", (_, text, facts) => {
    expect(wrongIn(text, facts)).toEqual([]);
  });

  // Names whose words elsewhere would be claims, prices, times or counts.
  const called =
    "Emergency visit|Root canal treatment|Deep tissue massage 60 min|First consultation 30 min|Free skin check|Discount advice|Refund claim|24-hour blood pressure check|3 month check|Half leg wax|Early bird lesson|Monday yoga|Lunchtime facial|Second visit|Gift wrapping|Full day workshop|Booked-out review|Cancelled flight advice|9 to 5 makeup|Open class|Follow-up treatment|Noon meditation|Upgrade fitting|Two-hour workshop|No-show review|No charge check";
  const named = [...sentences()].filter(([, text]) => /haircut/i.test(text));
  test.each(called.split("|"))("for a service called %s", (name) => {
    const wrong = named.flatMap(([, text, facts]) => {
      const services = facts.services.map((service) =>
        service.names.includes("Haircut") ? { ...service, names: [name] } : service,
      );
      return wrongIn(text.replaceAll(/(?:\ba )?haircut/gi, name), { ...facts, services });
    });
    expect(wrong).toEqual([]);
  });

  const hours =
    "Our hours are Monday to Friday 9:00 am to 5:00 pm; Saturday 10:00 am to 2:00 pm; Sunday closed.";
  const offers = new Set(
    "offer offerNext offerEarliest offerNearest nextIs firstFree noneBefore stillTakeIt takeFirstOf whichOfTimes".split(
      " ",
    ),
  );
  const offered = [...sentences()].filter(([name]) => offers.has(name.replace("book.", "")));
  test.each(offered)("%s, right after the opening hours: %s", (_, text, facts) => {
    expect(wrongIn(`${hours} ${text}`, facts)).toEqual([]);
  });

  test.each(PHASES)("the substitute sentence in the phase %s", (phase) => {
    const facts =
      phase === "booked" || phase === "moved" ? BOOKED : having("handed_over", "cancelled", "waitlisted");
    expect(wrongIn(saidInstead({ ...NEW_STATE, phase }), facts)).toEqual([]);
  });
});
