import { caught, formOf, type Groups } from "#modules/language/line.ts";
import type { Reference } from "#modules/language/values.ts";

import { type EnglishRule, LISTED } from "./date-values.ts";
import { COUNT, howMany } from "./relative-dates.ts";

function refRule(source: string, read: (groups: Groups) => Reference, onlyAsked?: "choice"): EnglishRule {
  return {
    form: formOf(source),
    code: "G",
    read: (groups, { context }) =>
      onlyAsked !== undefined && !LISTED.has(context.asked)
        ? undefined
        : { kind: "reference", reference: read(groups) },
  };
}

const THING = "(?:[NU]1|ones?|option|slot|time|choice|opening|appointment|date|day)";

/**
 * "the second one", "an hour later", "same time", "her instead", "the earliest": resolved later, against what
 * was offered.
 */
export const REFERENCES: readonly EnglishRule[] = [
  refRule(`(?:the )?(?:very )?{O} ${THING}(?! (?:of|in) )`, ([n]) => ({ kind: "nth", n: Number(n) })),
  refRule(`(?:the )?last ${THING}(?! (?:of|in) )`, () => ({ kind: "nth", n: -1 })),
  refRule("(?:number|option|choice|slot|no) [NU](\\d)(?! (?:AM|PM|OCLOCK))", ([n]) => ({
    kind: "nth",
    n: Number(n),
  })),
  refRule("(?:the )?[OQ]([1-5])(?! thing)", ([n]) => ({ kind: "nth", n: Number(n) }), "choice"),
  // "How long does it last?" names none of them.
  refRule(
    "the last|the latter(?: one)?|(?<=^(?:(?:ok|okay|yes|then|maybe|just|and|,) )*)last(?= (?:please|then|[.,!])|$)",
    () => ({ kind: "nth", n: -1 }),
    "choice",
  ),
  refRule("the former(?: one)?", () => ({ kind: "nth", n: 1 }), "choice"),
  // "The earliest" of those shown; "the earliest you have" searches further.
  refRule(
    "(?<=^(?:(?:ok|okay|then|yes|yeah|and|just|,) )*)(?:the )?(?:earliest|soonest)(?: (?:[NU]1|one|time|slot|of (?:them|these|those)))?(?= ?(?:please|thanks|then|,|[.!])|$)",
    () => ({ kind: "nth", n: 1 }),
    "choice",
  ),
  refRule(
    "(?:the )?one (?:right |just |directly )?(after|before)(?: (?:that|this|it))?(?= (?:[.?!,]|please)|$)",
    ([way = ""]) => ({ kind: "direction", direction: way === "after" ? "later" : "earlier" }),
  ),
  refRule(
    "(?<!(?:at|@|around|about|D\\d+|P\\d+|for|until|till|after|before|past|by|to|from|between|and|or|-) (?:, )?)[NU]([1-9])(?= ?(?:[.!]|please)?$)",
    ([n]) => ({ kind: "nth", n: Number(n) }),
    "choice",
  ),
  refRule(
    `${COUNT} (hours?|minutes?) (later|earlier|before that|after that|sooner)`,
    ([n, unit = "", way = ""]) => ({
      kind: "shift",
      minutes: howMany(n) * (unit.startsWith("hour") ? 60 : 1) * sign(way),
    }),
  ),
  refRule(`${COUNT} (?:and a half hours?|hours? and a half) (later|earlier|sooner)`, ([n, way = ""]) => ({
    kind: "shift",
    minutes: (howMany(n) * 60 + 30) * sign(way),
  })),
  refRule(
    `(?<=(?:push|move|shift)(?: [a-z]+)* (?:back|out) (?:by )?)${COUNT} (hours?|minutes?)`,
    ([n, unit = ""]) => ({
      kind: "shift",
      minutes: howMany(n) * (unit.startsWith("hour") ? 60 : 1),
    }),
  ),
  refRule(
    `(?<=(?:move|bring|shift|push)(?: [a-z]+)* (?:up|forward) (?:by )?)${COUNT} (hours?|minutes?)`,
    ([n, unit = ""]) => ({
      kind: "shift",
      minutes: -howMany(n) * (unit.startsWith("hour") ? 60 : 1),
    }),
  ),
  refRule("(?:a )?half (?:an )?hour (later|earlier|sooner)", ([way = ""]) => ({
    kind: "shift",
    minutes: 30 * sign(way),
  })),
  refRule(
    `${COUNT} (days?|weeks?) (later|earlier|sooner|before that|after that)`,
    ([n, unit = "", way = ""]) => ({
      kind: "shift_days",
      days: howMany(n) * (unit.startsWith("week") ? 7 : 1) * sign(way),
    }),
  ),
  refRule("the (?:week after|following week)(?! (?:next|that is))", () => ({
    kind: "shift_weeks",
    weeks: 1,
  })),
  refRule("the week before", () => ({ kind: "shift_weeks", weeks: -1 })),
  refRule("(?:the )?(?:next|following) day|the day after|a day after", () => ({
    kind: "shift_days",
    days: 1,
  })),
  refRule("the day before|the previous day", () => ({ kind: "shift_days", days: -1 })),
  refRule("(?:the )?(?:same|that) time(?! zone)(?: as (?:before|last time|that))?", () => ({
    kind: "same_time",
  })),
  refRule("(?:the |that )?same (?:day|date)", () => ({ kind: "same_day" })),
  refRule(
    "(?:the )?same (?:person|stylist|doctor|dentist|therapist|barber|girl|guy|lady|one(?= as))(?: (?:as|like) (?:last time|before|always|the last time))?",
    () => ({ kind: "same_staff" }),
  ),
  refRule(
    "(?:with )?(her|him|them) (?:instead|please|again|then)|(?<!(?:touch|talk|speak|chat|contact|along|agree|up) )with (her|him|them)",
    ([a, b]) => ({
      kind: "person",
      who: caught(a, b) as "her" | "him" | "them",
    }),
  ),
  refRule(
    "(?:with )?(?:whoever|whomever)(?: (?:is|has|you|have|got|can|do|it|free|available|around|working|there|on|in|a|gap|space|time|an|opening|first|next|then)){0,5}(?= (?:[.!,?]|please|on|at|D\\d+|thanks)|$)|(?:with )?(?:any ?(?:one|body)|any|whoever|whomever)(?: (?:stylist|staff|person|doctor|dentist|therapist|barber|of them|member of staff))?(?: (?:is fine|will do|works|is available|available|is free|is ok|is okay|who is free|who is available))|no preference|(?:i )?do not mind who|(?:it )?does not matter who|with anyone|^(?:with )?any (?:stylist|person|doctor|dentist|therapist|barber|tutor|teacher|mechanic|groomer|physio\\S*|hygienist|technician|instructor|lawyer|advisor|hairdresser|of (?:them|you))(?= (?:[.!,]|please|will do|is fine|really)|$)|^any ?(?:one|body)(?= (?:[.!,]|please|really)|$)",
    () => ({ kind: "anyone" }),
  ),
  refRule(
    "(?:(?:at )?(?:the )?)?(?:earliest|soonest|next available|Q1 available|your next (?:opening|free slot|free time)|as soon as (?:(?:\\S+ly )?possible|you (?:can|have))|asap|as early as (?:possible|you (?:can|have))|soon as possible)(?: (?:possible|available|time|slot|opening|appointment|convenience|you (?:have|got)|availability))*",
    () => ({ kind: "earliest" }),
  ),
  refRule(
    "(?<=(?:^| )(?:come|in|by|over|round|free|anything|available|something) )(?:right |just )?now(?= [.!?]|$)|(?:in|within) the next (?:couple of |few |half )?(?:[NU]\\d+ )?(?:hours?|h|minutes?)",
    () => ({
      kind: "earliest",
    }),
  ),
  refRule(
    "(?:a (?:bit|little) |somewhat |anything |any |something |sometime |slightly )(?:(?:bit|little) )?(later|earlier|sooner)",
    direction,
  ),
  refRule(
    "(?:(?:that|it|this|which|they|those|these)(?: (?:is|are|be|would be|seems|sounds))? |(?<=^(?:(?:hm+|oh|ok|okay|sorry|no|well|um|thanks|,|[.]) )*))(?:way |much |far |a bit |a little |rather |kind of |all )*too (late|early|far|long)(?: (?:away|off|out|ahead|in the day|for (?:me|us)))*(?! to(?= |$))",
    ([how = ""]) => ({ kind: "direction", direction: how === "early" ? "later" : "earlier" }),
  ),
  refRule(
    "(?<!so )(?:anything|nothing|something|none|any ?time|any(?: (?:time|slot|opening))?) (?:at all )?(before|after) (?:that|then|this|it)",
    ([way = ""]) => ({ kind: "direction", direction: way === "after" ? "later" : "earlier" }),
  ),
  refRule(
    "(?<!(?:you|ya|talk|see|speak|chat|(?:AM|PM|OCLOCK|[NUCK]\\S+|noon) or(?: any ?time)?) )(later|earlier|sooner)(?= (?:one|time|slot|appointment|option|please|then|instead|that day|in the day|than that|than this|[.?!])|$)",
    direction,
  ),
];

function sign(way: string): 1 | -1 {
  return /later|after/.test(way) ? 1 : -1;
}

function direction([way = ""]: Groups): Reference {
  return { kind: "direction", direction: way === "later" ? "later" : "earlier" };
}
