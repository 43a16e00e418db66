import { NUMBER_WORDS } from "./numbers.ts";

/** Currency words and symbols, with the currencies (ISO 4217) that each can mean. */
export const UNITS: Readonly<Record<string, readonly string[]>> = {
  dollar: ["USD", "CAD", "AUD", "NZD", "SGD", "HKD"],
  dollars: ["USD", "CAD", "AUD", "NZD", "SGD", "HKD"],
  buck: ["USD", "CAD", "AUD", "NZD"],
  bucks: ["USD", "CAD", "AUD", "NZD"],
  $: ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "BRL", "TWD", "CLP", "COP", "ARS"],
  euro: ["EUR"],
  euros: ["EUR"],
  "€": ["EUR"],
  pound: ["GBP"],
  pounds: ["GBP"],
  quid: ["GBP"],
  "£": ["GBP"],
  yen: ["JPY"],
  "¥": ["JPY", "CNY"],
  francs: ["CHF"],
  rupees: ["INR"],
  "₹": ["INR"],
  "₪": ["ILS"],
  "₩": ["KRW"],
  "₱": ["PHP"],
  "₫": ["VND"],
  crowns: ["SEK", "NOK", "DKK", "CZK"],
  kr: ["SEK", "NOK", "DKK"],
};

/** A hundredth of any currency. */
export const HUNDREDTHS = "cents?|pence|pennies";

const FIGURE = "\\d{1,3}(?:,\\d{3})+(?:\\.\\d{1,2})?|\\d+(?:\\.\\d{1,3}|,\\d{1,2})?(?!\\d)";
const UNIT = `${Object.keys(UNITS)
  .map((unit) => unit.replace("$", "\\$"))
  .join(
    "|",
  )}|[a-z]{3}(?<=usd|eur|gbp|cad|aud|nzd|chf|jpy|sek|nok|dkk|inr|sgd|hkd|mxn|zar|pln|czk|brl|aed|cny|thb|ils|huf|isk|krw|php|idr|myr|sar|kwd|egp|kes|uah)`;

/** Cheap pre-check: without any of these there is no amount. */
export const MAY_BE_MONEY = new RegExp(
  `%|percent|per cent|half|bogo|two for|cents?\\b|pence|${Object.keys(UNITS)
    .map((unit) => unit.replace("$", "\\$"))
    .join(
      "|",
    )}|usd|eur|gbp|cad|aud|nzd|chf|jpy|sek|nok|dkk|inr|sgd|hkd|mxn|zar|pln|czk|brl|aed|cny|thb|ils|huf|isk|krw|php|idr|myr|sar|kwd|egp|kes|uah`,
);

/** `$45.50`, `USD 45`. Groups: unit, figure. */
export const UNIT_FIRST = new RegExp(
  `(?<![a-z])(?:us|ca|au|nz|a|c|mx|r|hk|nt|s)?(${UNIT})\\s?(${FIGURE})`,
  "g",
);
/** `45 dollars`, `forty-five dollars and fifty cents`. Groups: figure, number in words, unit, cents. */
export const UNIT_LAST = new RegExp(
  `(?:(?<![\\d.,:/])(${FIGURE})|(?<![a-z])(${NUMBER_WORDS}))[ -]?(${UNIT})(?![a-z])(?:,? (?:and )?(\\d{1,2}|${NUMBER_WORDS})(?: (?:${HUNDREDTHS}))?(?![\\w:]| (?:on|o'clock|am|pm|a\\.m|p\\.m|minutes?|hours?)))?`,
  "g",
);
export const ONLY_HUNDREDTHS = new RegExp(`(?:(\\d+)|(${NUMBER_WORDS}))[ -]?(?:${HUNDREDTHS})(?![a-z])`, "g");
export const PERCENT = new RegExp(
  `(?:\\d+(?:\\.\\d+)?|(?:${NUMBER_WORDS})) ?(?:%|percent\\b|per cent\\b)|[½¼¾]? ?\\bhalf(?:[ -]price| off|[ -]the[ -](?:usual )?price)\\b|\\b(?:two|2)[ -]for[ -](?:one|1|the price of one)\\b|\\bbogo\\b`,
  "g",
);

/** Less than the full price: allowed only if the business says it too. Group 1: the word to look up there. */
export const REDUCED =
  /\b(discount|reduced|waive|promo|special offer|coupon|voucher|on sale|cheaper|rebate|refund|cashback|bonus|upgrade|gift|comped|knock off|for less|treat(?:s|ed)?\b)/;
/** The same with "no" or "not" as part of the phrase, so that a denial does not excuse it. */
export const COSTS_NOTHING =
  /\b(complimentary|gratis|on the house|no charge|no cost|without charge|cost-free|zero cost|cost you nothing|costs nothing|won't cost|not be charged|won't be charged|nothing to pay|no payment|(?:don't|do not|needn't|won't|will not) (?:need to |have to )?pay|no fee|for free|free of charge)\b/;

/** "Free" in the sense of money, not of time. */
export const FREE_OF_CHARGE =
  /\bfor free\b|\bfree[ -]of[ -]charge\b|\bfree (?!time|slot|spot|opening|appointment time|at|on|from|after|before|until|between|for|to|then|that|this|next|today|tomorrow|and|or|in|with|as|all|when|which|starts?|hours?|chairs?|seat|moment|place|day|one|of|if|sooner|earlier|later|times|is|are|again|right|now|mon|tue|wed|thu|fri|sat|sun|either|\d|a\.?m|p\.?m|too|there|here|anytime|any|both|around|late|early|half|quarter|noon|only|by|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[a-z_]+|\b(?:it|everything|it all|all|first one|first visit|_+(?:s|es)?|visit|session|appointment|treatment|consultation|service|parking|booking|cancellation|cancelling|rescheduling|deposit|that one|this one|on us|both)(?:'s| is| are| will be|'ll be) (?:all |completely |totally |absolutely |entirely )?free\b(?! (?:at|on|from|after|until|between|then))/;

/** Words that make a bare number in the sentence an amount. */
export const PRICE_CUE =
  /\b(?:cost|costs|price|prices|priced|charge|charges|charged|fee|fees|pay|pays|paid|deposit|worth|total|comes to|come to|amount|amounts|bill|rate|runs you|set you back|just|only|for just|for only)\b/;

/** Says that no deposit is required. */
export const NO_DEPOSIT =
  /\bno deposit|without (?:a |any )?deposit|not? (?:take|need|ask for|require) (?:a |any )?deposit/;
