import type { VisitFound } from "#modules/language/language.ts";

import { CLOSE_ONES } from "./hints.ts";

const BREAK = /^(?:and|,|plus|&|then|[+;.])$/;
/** "One at 10 one at 11." */
const AGAIN = /^(?:[UN]1|one|another)$/;
const ONE = /(?:^| )(?:[UN]1|one|another|(?:the )?(?:other|second|next|first|third|Q\d)(?: one)?)(?= |$)/;
const FOR = new RegExp(
  `(?:^| )for (?:(me|myself)|(?:my|our|his|her) ((?:[a-z]+ )?${CLOSE_ONES})|(him|her|them))(?= |$)`,
);
/** "And me a colour", "my husband needs a filling". */
const GETS = new RegExp(
  `^(?:(?:hi|hello|hey|ok|okay|so|please) )*(?:(me|myself|i)|(?:my|our|his|her) ((?:[a-z]+ )?${CLOSE_ONES})|(him|her|them)) (?:(?:a|an|the|just|gets?|needs?|wants?|would|like|to|have|for) )*V\\d`,
);
/** "My wife at 3": another visit like the one just requested. */
const COMES = new RegExp(
  `^(?:(?:for|one|[UN]1|then|also) )*(?:(me|myself)|(?:my|our|his|her) ((?:[a-z]+ )?${CLOSE_ONES})|(him|her|them))(?: (?:at|@|for|around|from|about))? T\\d+`,
);
const SEVERAL = / (?:and|,|plus|&|then|T\d+ (?:[UN]1|one|another)) /;
/** A longer list in one message is not read as separate visits. */
const MOST = 4;

/**
 * The visits that a line requests one by one: "one at 10 and one at 10:30", "a cut for me and a colour for my
 * daughter", "a cut at 10 and a colour at 2". Empty for a single visit, however many services it has.
 */
export function severalVisits(read: string): readonly VisitFound[] {
  if (!SEVERAL.test(read) || read.includes(" or ")) return [];
  const chunks = chunksOf(read.replaceAll(/(?<![^ ])(V\d+) - V\d+/g, "$1"));
  if (chunks.some(({ times, dates, services }) => times > 1 || dates > 1 || services > 1)) return [];
  const timed = chunks.filter(
    ({ visit, isOne }) => visit.time !== undefined && (isOne || visit.service !== undefined),
  );
  if (timed.length > 1 && timed.length <= MOST) return withServices(chunks, timed);
  const forWhom = chunks.filter(
    ({ visit, isOne }) => visit.who !== undefined && (isOne || visit.service !== undefined),
  );
  const people = new Set(forWhom.map(({ visit }) => visit.who));
  return people.size > 1 && people.size === forWhom.length && forWhom.length <= MOST
    ? withServices(chunks, forWhom)
    : [];
}

type Chunk = {
  readonly visit: VisitFound;
  readonly isOne: boolean;
  readonly times: number;
  readonly dates: number;
  readonly services: number;
};

function chunksOf(read: string): Chunk[] {
  const chunks: string[][] = [[]];
  for (const code of read.split(" ")) {
    if (BREAK.test(code)) chunks.push([]);
    else if (AGAIN.test(code) && chunks.at(-1)?.some((one) => /^T\d/.test(one))) chunks.push([code]);
    else chunks.at(-1)?.push(code);
  }
  return chunks.filter((codes) => codes.length > 0).map(chunkOf);
}

function chunkOf(codes: readonly string[]): Chunk {
  const placesOf = (kind: string) =>
    codes.flatMap((code) => (new RegExp(`^${kind}\\d+$`).test(code) ? [Number(code.slice(1))] : []));
  const [services, dates, times] = [placesOf("V"), placesOf("D"), placesOf("T")];
  const words = codes.join(" ");
  const comes = COMES.exec(words);
  const who = FOR.exec(words) ?? GETS.exec(words) ?? comes;
  return {
    visit: {
      ...(services[0] !== undefined && { service: services[0] }),
      ...(dates[0] !== undefined && { date: dates[0] }),
      ...(times[0] !== undefined && { time: times[0] }),
      ...(who && { who: who[1] === undefined ? (who[2] ?? who[3] ?? "") : "me" }),
    },
    isOne: comes !== null || ONE.test(words),
    services: services.length,
    dates: dates.length,
    times: times.length,
  };
}

/** "Two haircuts, one at ten": a service named once applies to those that follow. */
function withServices(chunks: readonly Chunk[], meant: readonly Chunk[]): readonly VisitFound[] {
  const found: VisitFound[] = [];
  let service: number | undefined;
  for (const chunk of chunks) {
    service = chunk.visit.service ?? service;
    if (meant.includes(chunk)) found.push({ ...chunk.visit, ...(service !== undefined && { service }) });
  }
  return found;
}
