/** A full stop after one of these does not end a sentence. */
export const ABBREVIATIONS: ReadonlySet<string> = new Set(
  "dr mr mrs ms st ave rd blvd no vs approx min mins hr hrs e.g i.e jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun jr sr prof ext tel".split(
    " ",
  ),
);

/** These end a sentence only if another clearly begins after them. */
export const HALVES_OF_DAY: ReadonlySet<string> = new Set(["a.m", "p.m", "am", "pm", "etc"]);

/** Capitalised words that need not begin a sentence: "3 p.m. Tuesday". */
export const CAPITALISED =
  /^(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\W*$/i;

/** Words that belong to a date, a time or an amount: a text is not cut next to them. */
export const JOINED =
  /\d|^(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|^(?:a|an|at|on|in|to|of|past|half|quarter|and|or|the|next|this|last|noon|midnight|o'clock|am|pm|a\.m|p\.m|minutes?|hours?|days?|weeks?|dollars?|euros?|pounds?|cents?|percent|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|first|second|third|\S+th|morning|afternoon|evening|dot|not|no|never)\W*$/i;
