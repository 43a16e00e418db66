const AND = "(?: (?:and|,|plus|&|also|then|a|an|the|my|get|have))+";
const SERVICES = `V\\d+(?:${AND} V\\d+)*`;
const PEOPLE = "F\\d+(?: or (?:with )?F\\d+)*";

/** "Colour with June and cut with Leo", "June for the colour, Leo for the cut". */
const SERVICE_FIRST = new RegExp(
  `(?<![^ ])(${SERVICES})(?: (?:to be|be|is|done|should be|shall be|please))* (?:with|by|from|->|:) (${PEOPLE})(?![^ ])`,
  "g",
);
const PERSON_FIRST = new RegExp(
  `(?<![^ ])(${PEOPLE}) (?:(?:for|doing|to do|can do|does|do|on) (?:(?:the|a|an|my) )?|(?:the|a|my) )(${SERVICES})(?![^ ])`,
  "g",
);

/** Which services go with which staff, by the indexes of their values. */
export function pairsIn(read: string): readonly (readonly [services: number[], people: number[]])[] {
  const byService = [...read.matchAll(SERVICE_FIRST)].map(([, services, people]) => [services, people]);
  const found =
    byService.length > 0
      ? byService
      : [...read.matchAll(PERSON_FIRST)].map(([, people, services]) => [services, people]);
  return found.map(([services, people]) => [placesIn(services, "V"), placesIn(people, "F")]);
}

function placesIn(words = "", code: string): number[] {
  return words
    .split(" ")
    .filter((word) => word.startsWith(code))
    .map((word) => Number(word.slice(1)));
}
