/** Somebody who waits, as far as a chain has to know them. `Time` is a stretch that can be given to somebody. */
export type Link<Time> = {
  /** The entry. */
  readonly id: string;
  /** A person is who shares any of these: nobody is asked twice in a chain. */
  readonly ways: readonly string[];
  /** What moving their visit would free; null for who has no visit and ends the chain. */
  readonly leaves: Time | null;
};

/** Where in a time somebody would be, or why they would not. */
export type Fit<At> = { readonly at: At; readonly why?: undefined } | { readonly why: string };

export type ChainFacts<Time, At> = {
  /** Those whose days a time falls on, in the order of the waitlist. */
  readonly waitingFor: (time: Time) => readonly Link<Time>[];
  /** `placed`: where those before them in the chain would be by then. */
  readonly fit: (link: Link<Time>, time: Time, placed: readonly At[]) => Fit<At>;
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
export function planChain<Time, At>(
  freed: Time,
  facts: ChainFacts<Time, At>,
  { mostMoves = MOST_MOVES, mostTried = MOST_TRIED } = {},
): PlannedChain<At> | undefined {
  for (let moves = 1; moves <= mostMoves; moves += 1) {
    const chain = search(freed, moves, { facts, mostTried, placed: [], used: new Set() });
    if (chain) return chain;
  }
  return undefined;
}

type Sofar<Time, At> = {
  readonly facts: ChainFacts<Time, At>;
  readonly mostTried: number;
  readonly placed: readonly At[];
  /** Ways to those who are in the chain already. */
  readonly used: ReadonlySet<string>;
};

/** The rest of a chain from this time on, with exactly so many moves. */
function search<Time, At>(time: Time, moves: number, sofar: Sofar<Time, At>): PlannedChain<At> | undefined {
  const { facts, mostTried, placed, used } = sofar;
  const passedOver: PassedOver[] = [];
  let tried = 0;
  for (const link of facts.waitingFor(time)) {
    if ((link.leaves === null) !== (moves === 0)) continue;
    const pass = (why: string) => void passedOver.push({ id: link.id, why });
    if (link.ways.some((way) => used.has(way))) {
      pass("is_in_the_chain" satisfies ChainSkip);
      continue;
    }
    if (tried === mostTried) return undefined;
    const fit = facts.fit(link, time, placed);
    if (fit.why !== undefined) {
      pass(fit.why);
      continue;
    }
    const chosen = { id: link.id, at: fit.at, passedOver: [...passedOver] };
    if (link.leaves === null) return [chosen];
    tried += 1;
    const next = { ...sofar, placed: [...placed, fit.at], used: new Set([...used, ...link.ways]) };
    const rest = search(link.leaves, moves - 1, next);
    if (rest) return [chosen, ...rest];
    pass("no_chain_so_short" satisfies ChainSkip);
  }
  return undefined;
}
