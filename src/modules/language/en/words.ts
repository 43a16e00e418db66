import { SHORT_SLIPS } from "./short-slips.ts";

const WEEKDAY_NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** Spellings of weekdays; the value is 1 for Monday to 7 for Sunday. */
export const WEEKDAYS: ReadonlyMap<string, number> = new Map([
  ...WEEKDAY_NAMES.flatMap((name, i) => [[name, i + 1] as const, [`${name}s`, i + 1] as const]),
  ...numbered(["mon"], 1),
  ...numbered(["tue", "tues", "teusday", "tuseday"], 2),
  ...numbered(["wed", "weds", "wensday", "wendsday", "wednesay", "wenesday"], 3),
  ...numbered(["thu", "thur", "thurs", "thrusday", "thirsday"], 4),
  ...numbered(["fri", "fryday"], 5),
  ...numbered(["sat", "satday"], 6),
  ...numbered(["sun"], 7),
]);

const MONTH_NAMES = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/** Spellings of months; the value is 1 for January to 12. */
export const MONTHS: ReadonlyMap<string, number> = new Map([
  ...MONTH_NAMES.map((name, i) => [name, i + 1] as const),
  ...["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"].map(
    (name, i) => [name, i + 1] as const,
  ),
  ...numbered(["sept"], 9),
  ...numbered(["febuary", "feburary"], 2),
]);

const ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen";
const UNITS = `${ONES} sixteen seventeen eighteen nineteen`.split(" ");
const TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/** Number words below a hundred that are a single word. */
export const NUMBERS: ReadonlyMap<string, number> = new Map([
  ...UNITS.map((word, n) => [word, n] as const),
  ...TENS.map((word, i) => [word, (i + 2) * 10] as const),
  ["fourty", 40],
  ["fiveteen", 15],
]);

const ORDINAL_WORDS =
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth";
const MORE_ORDINALS = "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth";

/** Ordinals up to the twentieth, and the thirtieth. */
export const ORDINALS: ReadonlyMap<string, number> = new Map([
  ...`${ORDINAL_WORDS} ${MORE_ORDINALS}`.split(" ").map((word, i) => [word, i + 1] as const),
  ["thirtieth", 30],
  ["fith", 5],
  ["twelveth", 12],
]);

/** What speech recognition writes for a number; trusted only next to something that makes it a clock time. */
export const HEARD_NUMBERS: ReadonlyMap<string, number> = new Map([
  ["won", 1],
  ["to", 2],
  ["too", 2],
  ["tree", 3],
  ["free", 3],
  ["for", 4],
  ["fore", 4],
  ["fife", 5],
  ["sex", 6],
  ["ate", 8],
  ["nein", 9],
  ["niner", 9],
  ["tin", 10],
]);

/** Single tokens that stand for several words, and their expansions. */
export const EXPANSIONS: ReadonlyMap<string, string> = new Map([
  ...SHORT_SLIPS,
  ...Object.entries({
    "can't": "can not",
    cant: "can not",
    cannot: "can not",
    "won't": "will not",
    wont: "will not",
    dont: "do not",
    doesnt: "does not",
    didnt: "did not",
    isnt: "is not",
    wouldnt: "would not",
    couldnt: "could not",
    shouldnt: "should not",
    havent: "have not",
    wasnt: "was not",
    "ain't": "is not",
    aint: "is not",
    im: "i be",
    "i'm": "i be",
    id: "i would",
    ive: "i have",
    ill: "i will",
    thats: "that is",
    "that'd": "that would",
    thatd: "that would",
    "that'll": "that will",
    thatll: "that will",
    whats: "what is",
    wheres: "where is",
    whens: "when is",
    hows: "how is",
    whos: "who is",
    theres: "there is",
    hes: "he is",
    shes: "she is",
    theyre: "they are",
    youre: "you are",
    "let's": "lets",
    wanna: "want to",
    gonna: "going to",
    gotta: "got to",
    lemme: "let me",
    gimme: "give me",
    tonight: "today night",
    tonite: "today night",
    tmrw: "tomorrow",
    tmw: "tomorrow",
    tmr: "tomorrow",
    tomorow: "tomorrow",
    tommorow: "tomorrow",
    tommorrow: "tomorrow",
    tomoro: "tomorrow",
    morow: "tomorrow",
    morrow: "tomorrow",
    nxt: "next",
    nextweek: "next week",
    lastweek: "last week",
    nextmonth: "next month",
    lastmonth: "last month",
    hence: "from now",
    overmorrow: "day after tomorrow",
    fortnight: "N2 weeks",
    arvo: "afternoon",
    midmorning: "mid morning",
    midafternoon: "mid afternoon",
    lunchtime: "lunch time",
    wk: "week",
    wks: "weeks",
    hr: "hour",
    hrs: "hours",
    min: "minutes",
    mins: "minutes",
    appt: "appointment",
    appts: "appointments",
    apt: "appointment",
    pls: "please",
    nvm: "never mind",
    btwn: "between",
    plz: "please",
    thx: "thanks",
    thnx: "thanks",
    tnx: "thanks",
    ty: "thank you",
    thankyou: "thank you",
    u: "you",
    ur: "your",
    b4: "before",
    goodmorning: "good day",
    goodbye: "bye",
    oclock: "OCLOCK",
    "o'clock": "OCLOCK",
    clock: "OCLOCK",
    noonish: "noon",
    thru: "through",
    til: "until",
    till: "until",
    "'til": "until",
    reschedual: "reschedule",
    resched: "reschedule",
  }),
]);

/** Words worth recognising despite a typo. */
export const SPELLABLE: readonly string[] = [
  ...WEEKDAY_NAMES,
  ...MONTH_NAMES.filter((name) => name.length > 4),
  ..."tomorrow tonight today yesterday morning afternoon evening midnight midday weekend".split(" "),
  ..."appointment reschedule cancel cancellation available availability schedule booking".split(" "),
  ..."hours opening price parking address service services deposit waitlist somewhere".split(" "),
  ..."thanks thank appreciate please earlier later instead another different haircut confirm correct perfect".split(
    " ",
  ),
  ...[...NUMBERS.keys(), ...ORDINALS.keys()].filter((word) => word.length > 4),
];

/** Similar to such a word, but words in their own right. */
export const INNOCENT: ReadonlySet<string> = new Set(
  "series cancer cancels latter marsh monkey mourning moaning augusta julian schedules scheduled canceled cancelled cancelling bookings appointments schedulers corrected confirms confirmed incorrect perfection threat there their tonic father future thrift thirsty eighty sixty seventy ninety weekends evenings mornings afternoons tank tanks thinks think please pleased leased these three where think fifty forty hundreds available unavailable tenet tents sixes second seconds thirds eights nines shaven seventies forth teeth tooth match matches layer layers laser lasers serves served parsing packing packed prince prime pride prize conform forte steven toddy difference differences differently booting liter element elements threw avril marco marcy nineties eighties".split(
    " ",
  ),
);

function numbered(words: readonly string[], value: number) {
  return words.map((word) => [word, value] as const);
}
