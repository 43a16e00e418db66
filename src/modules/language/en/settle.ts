import { type Line, textOf } from "#modules/language/line.ts";
import type { Said } from "#modules/language/said.ts";
import type { Value } from "#modules/language/values.ts";

/** Introduces a second choice, in case the first is not available. */
export const IF_NOT =
  "(?:if|unless) (?:not|nothing|none|full)|if (?:that|it|this|you|there|they|the \\S+)(?: \\S+){0,3}? (?:not|full|booked|nothing|none|no|taken|busy|gone|unavailable|closed)|otherwise|failing that|or else|as (?:a )?(?:backup|fallback|second choice)|(?:second choice|plan b|backup)";

const LITTLE =
  "(?:on|at|for|the|a|around|until|in|to|any|come|do|this|it|with|be|free|available|D\\d+|P\\d+)";
const REFUSED_BEFORE = new RegExp(
  `(?:^| )(?:(?<! if )not|except|besides|instead of|rather than|other than|avoid|skip|aside from|apart from|(?:can|could) not (?:do|make|come)|not think i (?:can|could) (?:do|make|come)|(?<!(?:how|it|you|get|very|too|so|that) )busy|away|out of town|unavailable|no longer|canceled|from)(?: ${LITTLE})*$`,
);
const REFUSED_AFTER =
  /^(?: [DPT]\d+)?(?: ,)? (?:(?:does|is|will|would|do|are|be|can)? ?(?:not|no longer|never) (?:work|good|possible|great|ok|okay|going|suit|be|convenient|an option|happen)|(?:is|be|are) (?:bad|no good|no use|too|out|booked|busy|full|impossible|a no|terrible|off the table)|(?:way |much |a bit )?too (?:late|early|soon|far)|no good)/;
/** "Any day but Monday": the words before "but" make it a refusal. */
const REFUSED_OF_ALL = new RegExp(
  `(?:any ?(?:thing|time|day|where)|any (?:date|slot|hour)|all days|every ?day|whenever)(?: (?:works?|is|fine|good|ok|okay|of|the|week|next|this|will|do|would|else|for|me|really|free|be|i|R\\d+)){0,5} (?:, )?but(?: (?:not|${LITTLE.slice(3)})*$`,
);
/** "Anyone but Leo", "not with Leo or June". A haircut "from Leo" is by him. */
const REFUSED_PERSON =
  /(?:^| )(?:not|never|except|besides|instead of|rather than|other than|apart from|aside from|avoid|skip|without|(?:some|any) ?(?:one|body) (?:else|other) than|(?:any ?(?:one|body)|every ?(?:one|body)|some ?(?:one|body)|whoever|all|G\d+)(?: (?:else|of (?:you|them)|is fine|is free|available|works))* but)(?: (?:with|by|for|to|be|want|like|see|have|get|go|book|dr|please|not|[FW]\d+|or|and|,))*$/;
/** "Drop the colour", "without the blow-dry", "no blow-dry"; but not "no, a blow-dry". */
const REFUSED_SERVICE =
  /(?:^| )(?:drop|remove|delete|without|skip|minus|lose|scratch|no|leave (?:out|off)|(?:take|cut|leave) (?:out|off))(?: (?:just|only|the|a|an|my|any|that|this|V\d+ -))*$/;
const OBSTACLE =
  /(?:^| )(?:(?:i|we) (?:already )?(?:have|had|be|got|work)(?: got)?(?: (?:a|an|another|my|to|this|some|at|on|until|getting|going|supposed|plans|something|work|school|class|church))|busy|plans|conflict|wedding|interview|funeral|forgot|remembered|getting married|has a|there is a|be supposed to)(?= |$)/;
const REQUEST =
  /(?:^| )(?:book|schedule|want|like|need|can|could|make it|lets|available|availability|prefer|how about|what about|view|see|appointment|please|free|open|viewing)(?= |$)/;
/** Small talk about a day, which is not a request to come then. */
const SMALL_TALK =
  /(?:^| )(?:how (?:are|have|be) (?:you|things|we|ya|u|r)|how (?:is|be|was) (?:it|everything|life|your|business)|weather|sunny|sunshine|raining|rainy|snowing|hope|hoping|feel|feeling|birthday|anniversary|tired|exhausted|beautiful|lovely|gorgeous|nice|glorious|(?:good|great|busy|rough|bad|long|hot|cold) day)(?= |$)/;
const TAKES_BACK =
  /(?:^| )(?:actually|instead|no|nope|wait|so|sorry|mean|meant|rather|make (?:it|that)|change|scratch|second thought|thinking|oops|but|change (?:it|that) to|better|correction)(?= |$)/;
/** "Tuesday preferably but Thursday would do": both are acceptable. */
const PREFERS = /(?:^| )(?:prefer|prefera\S+|ideally|best|if possible|Q1 choice)(?= .*but(?: |$))/;
/** "Wednesday, but if not, Thursday": the second only if the first is not available. */
const OR_ELSE = new RegExp(`(?:^| )(?:${IF_NOT})(?= |$)`);
const TAKEN_BACK = /(?:^| )(?:actually|no|nope|sorry|mean|meant|scratch|oops|instead)(?= |$)/;
const STILL_DOES =
  /^(?: (?:is|be|would|will|could|can|might|also|be))*(?: (?:ok|okay|fine|do|work|works|good|possible|too))(?= |$)/;
const MOVES = /(?:^| )(?:move|change|switch|reschedule|push|shift|bump|transfer|swap|rebook|postpone)(?: |$)/;

/** Determines the role of each value of the line: wanted, an obstacle, refused, or taken back. */
export function settle(line: Line<Value>): Said[] {
  const codes = line.pieces.map((piece) => piece.code);
  const moves = MOVES.test(textOf(line));
  const said: Said[] = [];
  for (const [place, code] of codes.entries()) {
    if (!/^[A-Z]\d+$/.test(code) || !"DRTSPIGVF".includes(code[0] ?? "")) continue;
    const value = line.values[Number(code.slice(1))];
    if (value === undefined) continue;
    const before = clauseBefore(codes, place);
    const after = codes.slice(place + 1, place + FAR).join(" ");
    const last = lastOfKind(said, value);
    const since = codes.slice(Math.max(last + 1, place - FAR), place).join(" ");
    said.push({
      value,
      place,
      how: isAside(value, phraseAround(codes, place))
        ? "aside"
        : howSaid(
            refusesBefore(value, { before, codes, place, moves }),
            ` ${after}`,
            phraseAround(codes, place),
          ),
      corrects:
        since !== "" &&
        said.some((other) => other.value.kind === value.kind && !keepsTo(other.value)) &&
        ((TAKES_BACK.test(since) && !isSecondBest(codes, last, place, after)) ||
          /^(?: \S+)? instead/.test(` ${after}`) ||
          isInstead(value, since) ||
          (moves && before.endsWith(" to"))),
    });
  }
  return said;
}

/** "Married on the 21st, so the day before"; but not "the 21st or the day before". */
function isInstead(value: Value, since: string): boolean {
  return value.kind === "date" && value.isBeside === true && !/(?:^| )or(?: |$)/.test(since);
}

function isSecondBest(codes: readonly string[], last: number, place: number, after: string): boolean {
  const between = codes.slice(last + 1, place).join(" ");
  if (OR_ELSE.test(between) && !TAKEN_BACK.test(between)) return true;
  return STILL_DOES.test(` ${after}`) && PREFERS.test(codes.slice(Math.max(0, last - 4), place).join(" "));
}

/** "The same day but later": "later" does not take back what stays the same. */
function keepsTo(value: Value): boolean {
  return value.kind === "reference" && value.reference.kind.startsWith("same_");
}

type Before = {
  readonly before: string;
  readonly codes: readonly string[];
  readonly place: number;
  readonly moves: boolean;
};

/**
 * "From" refuses a person only when a visit is moved from one to another; otherwise it says who does the
 * work.
 */
function refusesBefore({ kind }: Value, { before, codes, place, moves }: Before): boolean {
  if (kind !== "staff") {
    if (REFUSED_BEFORE.test(before)) return true;
    if (kind === "service") return REFUSED_SERVICE.test(before);
    const near = codes.slice(Math.max(0, place - 12), place);
    return near.includes("but") && REFUSED_OF_ALL.test(near.join(" "));
  }
  const start = startOf(codes, place, (code) => /^[.!?;]$/.test(code));
  return (
    REFUSED_PERSON.test(` ${codes.slice(start, place).join(" ")}`) || (moves && before.endsWith(" from"))
  );
}

function howSaid(isRefused: boolean, after: string, clause: string): Said["how"] {
  if (isRefused || REFUSED_AFTER.test(after)) return "refused";
  return OBSTACLE.test(clause) && !REQUEST.test(clause) ? "obstacle" : "wanted";
}

/** Only days relative to today can be small talk: nobody asks how somebody is on the 14th. */
function isAside(value: Value, clause: string): boolean {
  const isNear = value.kind === "date" && value.by === "distance";
  return isNear && SMALL_TALK.test(clause) && !REQUEST.test(clause) && !/ (?:would|will) /.test(clause);
}

function lastOfKind(said: readonly Said[], value: Value): number {
  return said.findLast((other) => other.value.kind === value.kind)?.place ?? -1;
}

const STOP = /^(?:[.!?;]|but)$/;

/** Words further away do not affect a value; the limit keeps the cost linear in the length of the text. */
const FAR = 60;

/** The index at which the clause around `place` begins. */
function startOf(codes: readonly string[], place: number, stops: (code: string) => boolean): number {
  const first = Math.max(0, place - FAR);
  return first + codes.slice(first, place).findLastIndex(stops) + 1;
}

function clauseBefore(codes: readonly string[], place: number): string {
  return ` ${codes
    .slice(
      startOf(codes, place, (code) => STOP.test(code)),
      place,
    )
    .join(" ")}`;
}

/** The phrase around a value, up to the nearest commas or full stops. */
function phraseAround(codes: readonly string[], place: number): string {
  const stops = (code: string) => code === "," || STOP.test(code);
  const start = startOf(codes, place, stops);
  const rest = codes.slice(place, place + FAR);
  const end = rest.findIndex(stops);
  return ` ${[...codes.slice(start, place), ...rest.slice(0, end === -1 ? undefined : end)].join(" ")}`;
}
