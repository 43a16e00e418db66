/** Somebody who waits, as far as a chain has to know them. `Time` is a stretch that can be given to somebody. */
export type Link<Time> = {
  /** The entry. */
  readonly id: string;
  /** A person is who shares any of these: nobody is asked twice in a chain. */
  readonly ways: readonly string[];
  /** What moving their visit would free; null for who has no visit and ends the chain. */
  readonly leaves: Time | null;
};

/** Where in a time somebody would be, or why they would not; `always` if that is not for who comes before them. */
export type Fit<At> =
  | { readonly at: At; readonly why?: undefined }
  | { readonly why: string; readonly always: boolean };

export type ChainFacts<Time, At, Person extends Link<Time> = Link<Time>> = {
  /** Those whose days a time falls on, in the order of the waitlist. */
  readonly people: (time: Time) => readonly Person[];
  /** `placed`: where those before them in the chain would be by then. */
  readonly fit: (link: Person, time: Time, placed: readonly At[]) => Fit<At>;
};

export type PassedOver = { readonly id: string; readonly why: string };

export type PlannedLink<At> = {
  readonly id: string;
  readonly at: At;
  /** Who came before them on the list and was not chosen for this time. */
  readonly passedOver: readonly PassedOver[];
};

/** From who gets the freed time to who had no visit; at least two. */
export type PlannedChain<At> = readonly PlannedLink<At>[];

/** How many visits a chain may move. */
export const MOST_MOVES = 3;
/** How many who would move into a time are followed further: what bounds the search. */
export const MOST_TRIED = 5;

/** Why somebody whom the time would suit is not in the chain. */
export type ChainSkip = "is_in_the_chain" | "no_chain_so_short";

/**
 * How a freed time can be of use to somebody whom it does not suit: a later visit moves into it, its time goes
 * to another that would be sooner, and so on, and the last time to who has no visit yet. The chain with the
 * fewest moves; of those the one whose people, from the freed time on, come first on the waitlist. Pure, and
 * always the same for the same facts; at most `mostTried` visits are followed from each time.
 */
export function planChain<Time, At, Person extends Link<Time> = Link<Time>>(
  freed: Time,
  facts: ChainFacts<Time, At, Person>,
  { mostMoves = MOST_MOVES, mostTried = MOST_TRIED } = {},
): PlannedChain<At> | undefined {
  const start = {
    facts,
    mostTried,
    links: [],
    placed: [],
    used: new Set<string>(),
    nobodys: new Set<Time>(),
  };
  for (let moves = 1; moves <= mostMoves; moves += 1) {
    const chain = search(freed, moves, start);
    if (chain) return chain;
  }
  return undefined;
}

type Sofar<Time, At, Person extends Link<Time>> = {
  readonly facts: ChainFacts<Time, At, Person>;
  readonly mostTried: number;
  /** Who is in the chain already, and where… */
  readonly links: readonly string[];
  readonly placed: readonly At[];
  /** …and the ways to them. */
  readonly used: ReadonlySet<string>;
  /** Times that suit nobody who has no visit, whatever comes before: found once. */
  readonly nobodys: Set<Time>;
};

/** The rest of a chain from this time on, with exactly so many moves. */
function search<Time, At, Person extends Link<Time>>(
  time: Time,
  moves: number,
  sofar: Sofar<Time, At, Person>,
): PlannedChain<At> | undefined {
  const { facts, mostTried, links, placed, used, nobodys } = sofar;
  const isLast = moves === 0;
  if (isLast && nobodys.has(time)) return undefined;
  const before: (PassedOver | Person)[] = [];
  let tried = 0;
  let isNobodys = isLast;
  for (const link of facts.people(time)) {
    if ((link.leaves === null) !== isLast) {
      before.push(link);
      continue;
    }
    if (tried === mostTried) return undefined;
    const fit = fitOf(link, time, sofar);
    if (fit.why !== undefined) {
      before.push({ id: link.id, why: fit.why });
      isNobodys &&= fit.always;
      continue;
    }
    const chosen = () => ({ id: link.id, at: fit.at, passedOver: passedOver(before, time, sofar) });
    if (link.leaves === null) return [chosen()];
    tried += 1;
    const next = {
      ...sofar,
      links: [...links, link.id],
      placed: [...placed, fit.at],
      used: new Set([...used, ...link.ways]),
    };
    const rest = search(link.leaves, moves - 1, next);
    if (rest) return [chosen(), ...rest];
    before.push({ id: link.id, why: NO_CHAIN_SO_SHORT });
  }
  if (isNobodys) nobodys.add(time);
  return undefined;
}

function fitOf<Time, At, Person extends Link<Time>>(
  link: Person,
  time: Time,
  { facts, placed, used }: Sofar<Time, At, Person>,
): Fit<At> {
  return link.ways.some((way) => used.has(way)) ? IN_THE_CHAIN : facts.fit(link, time, placed);
}

/**
 * Why each of those was passed over. Who was not looked at, because a link of this place has a visit, or has none, is
 * looked at now. For the freed time itself those without a visit have been judged before there is a chain.
 */
function passedOver<Time, At, Person extends Link<Time>>(
  before: readonly (PassedOver | Person)[],
  time: Time,
  sofar: Sofar<Time, At, Person>,
): PassedOver[] {
  return before.flatMap((one) => {
    if ("why" in one) return [one];
    if (sofar.links.length === 0 || sofar.links.includes(one.id)) return [];
    return [{ id: one.id, why: fitOf(one, time, sofar).why ?? NO_CHAIN_SO_SHORT }];
  });
}

const NO_CHAIN_SO_SHORT = "no_chain_so_short" satisfies ChainSkip;
const IN_THE_CHAIN = { why: "is_in_the_chain" satisfies ChainSkip, always: false } as const;
