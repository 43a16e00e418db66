const SMALL =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const NTH =
  "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(
    " ",
  );

/** 45: forty-five; up to 9,999. */
export function inWords(n: number): string {
  if (n < 20) return SMALL[n]!;
  if (n < 100) return TENS[Math.floor(n / 10)]! + (n % 10 === 0 ? "" : `-${SMALL[n % 10]}`);
  if (n < 1000)
    return `${SMALL[Math.floor(n / 100)]} hundred${n % 100 === 0 ? "" : ` and ${inWords(n % 100)}`}`;
  return `${SMALL[Math.floor(n / 1000)]} thousand${n % 1000 === 0 ? "" : ` ${inWords(n % 1000)}`}`;
}

/** 21: twenty-first; up to 31. */
export function nthInWords(n: number): string {
  if (n <= 20) return NTH[n]!;
  if (n === 30) return "thirtieth";
  return `${n < 30 ? "twenty" : "thirty"}-${NTH[n % 10]}`;
}

/** 21: 21st. */
export function nth(n: number): string {
  const ending = n % 100 > 10 && n % 100 < 14 ? "th" : (["th", "st", "nd", "rd"][n % 10] ?? "th");
  return `${n}${ending}`;
}
